#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// The principles with their numbers, thresholds and reasons; first the rules that are broken.
namespace tandem::report {
namespace {

using assess::Principle;
using assess::Verdict;

Html breaches_html(const Page& page) {
  const auto& breaches = page.assessment.breaches;
  if (breaches.empty())
    return para("", text("The roadmap keeps every rule of the case: order, capacities, boundaries "
                         "and accessions."));
  Table table{"Rules of the case that the roadmap breaks",
              "breaches",
              {{"Phase", "num", "8%"}, {"Rule", "name", "22%"}, {"What is wrong"}}};
  for (const assess::Breach& breach : breaches)
    table.rows.push_back({{{text(breach.phase > 0 ? std::to_string(breach.phase) : "all")},
                           {.inner = text(breach.rule), .head = true},
                           {text(breach.text)}}});
  return table.html();
}

void add_rows(Table& table, const Principle& principle) {
  std::string title = principle.title;
  for (const assess::Finding& finding : principle.findings) {
    table.rows.push_back({{{text(title)},
                           {.inner = text(finding.name), .head = true},
                           {value_html(finding)},
                           {text(threshold_words(finding))},
                           {verdict_html(finding.verdict)},
                           {text(finding.reason)}},
                          title.empty() ? "more" : "first"});
    title.clear();
  }
}

std::string principles_message(const Page& page) {
  std::vector<std::string> failing;
  std::size_t meets = 0;
  for (const Principle& principle : page.assessment.principles) {
    if (principle.verdict == Verdict::fails) failing.push_back(principle.title);
    if (principle.verdict == Verdict::meets) ++meets;
  }
  const std::size_t all = page.assessment.principles.size();
  std::string words =
      fmt::format("Of {}, {} with the case's thresholds on these judgements",
                  counted(all, "principle", "principles"), counted(meets, "agrees", "agree"));
  words += failing.empty() ? ", none falls short"
                           : ", and " + counted(failing.size(), "falls short: ", "fall short: ") +
                                 join_words(failing);
  return words + fmt::format("; {} measured without a threshold or not measured here.",
                             counted(all - meets - failing.size(), "is", "are"));
}

}  // namespace

Html principles_section(const Page& page) {
  Table table{"Each principle's numbers against the case's own thresholds",
              "principles",
              {{"Principle", "name", "14%"},
               {"What is measured", "", "17%"},
               {"Number", "num", "10%"},
               {"Threshold", "num", "10%"},
               {"Verdict", "", "11%"},
               {"Reason"}}};
  for (const Principle& principle : page.assessment.principles) add_rows(table, principle);
  return section("principles", "The principles",
                 message(principles_message(page)) + breaches_html(page) + table.html());
}

}  // namespace tandem::report
