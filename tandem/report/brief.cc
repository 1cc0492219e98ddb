#include <array>

#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/whole_page.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

struct Entry {
  std::string_view id;
  std::string_view title;
};

constexpr std::array<Entry, 12> kContents{{{"summary", "Summary"},
                                           {"timeline", "Timeline"},
                                           {"text", "The text"},
                                           {"exchange", "Exchange"},
                                           {"principles", "Principles"},
                                           {"gains", "Net gain and margins"},
                                           {"exposure", "Exposure and leverage"},
                                           {"security", "Security payoff"},
                                           {"alternatives", "Alternatives"},
                                           {"stress", "Under stress"},
                                           {"window", "Policy window"},
                                           {"assumptions", "Assumptions"}}};

bool has_charts(const Brief& brief) { return brief.window || brief.stress || brief.text; }

/// Whether the section is on the page.
bool is_on(std::string_view id, const Brief& brief) {
  if (id == "window") return brief.window.has_value();
  if (id == "stress") return brief.stress.has_value();
  if (id == "text") return brief.text.has_value();
  return true;
}

Html definition(std::string_view term, std::string_view meaning) {
  return element("div", "", element("dt", "", text(term)) + element("dd", "", text(meaning)));
}

Html banner(const Page& page) {
  const model::CaseData& data = page.of.data();
  Html inner = para("case", text(data.title)) + element("h1", "", text(page.title())) + Html("\n");
  if (!data.summary.empty()) inner += para("lead", text(data.summary));
  inner += element("dl", "",
                   definition("Case", data.id) + definition("Roadmap", page.roadmap.name) +
                       definition("Begins", format_date_long(page.of.time().start)) +
                       definition("Page of", format_date_long(page.brief.date)) +
                       definition("Made by", page.brief.version));
  inner +=
      para("caution",
           text("Every figure here is a consequence of the judgements and sources listed under "
                "Assumptions. It says what would follow if they were right, not what any "
                "party will do."));
  return element("header", "", Html("\n") + inner) + Html("\n");
}

Html contents(const Page& page) {
  std::vector<Html> items;
  for (const Entry& entry : kContents)
    if (is_on(entry.id, page.brief))
      items.push_back(
          element("a", attribute("href", "#" + std::string(entry.id)), text(entry.title)));
  return element("nav", attribute("aria-label", "Contents"), Html("\n") + bullets(items)) +
         Html("\n");
}

}  // namespace

std::string brief_html(const Brief& brief) {
  const Page page(brief);
  Html sections;
  for (const auto section :
       {summary_section, timeline_section, text_section, exchange_section, principles_section,
        gains_section, leverage_section, security_section, alternatives_section, stress_section,
        window_section, assumptions_section})
    sections += section(page);
  const std::string& of = page.of.data().title;
  return whole_page(
      {.title = page.title() + " – " + of,
       .left = of,
       .right = page.title(),
       .below = page.of.data().id + ", " + brief.version,
       .style = has_charts(brief) ? std::string(chart_style()) : ""},
      banner(page) + contents(page) + element("main", "", Html("\n") + sections) + Html("\n"));
}

}  // namespace tandem::report
