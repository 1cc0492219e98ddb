#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// What it takes to deter covert cheating, against what the case has.
namespace tandem::report {
namespace {

using value::CovertThreshold;

TableRow threshold_row(const Page& page, const CovertThreshold& threshold) {
  return {{{text(short_name(page.of.party(threshold.party)))},
           {.inner = text(page.of.measure(threshold.measure).title), .head = true},
           {text(threshold.needed ? chance_words(*threshold.needed) : "none would")},
           {text(threshold.detection ? chance_words(*threshold.detection) : "no means")},
           {text(month_short(page.of, threshold.worst_month))}}};
}

}  // namespace

Html covert_html(const Page& page) {
  const auto& covert = page.assessment.covert;
  Html out = element("h3", "", text("Covert cheating"));
  if (covert.empty())
    return out + message("No party bears a burden in force that it could shirk covertly.");
  const auto enough = std::ranges::count_if(covert, deters);
  out +=
      message(fmt::format("In {} of {} cases the detection that the case assumes deters covert "
                          "cheating on a step in force.",
                          enough, covert.size()));
  if (enough == std::ssize(covert)) return out;
  Table table{"Where it does not: chance of detection a month that would deter, and in the case",
              "covert",
              {{"Party", "", "14%"},
               {"Step in force", "name", "42%"},
               {"Needed", "num"},
               {"In the case", "num"},
               {"Tempts most", "date"}}};
  for (const CovertThreshold& threshold : covert)
    if (!deters(threshold)) table.rows.push_back(threshold_row(page, threshold));
  return out + table.html();
}

}  // namespace tandem::report
