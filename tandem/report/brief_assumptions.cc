#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// What everything rests on: judgements, sources, boundaries taken as given, and the method.
namespace tandem::report {
namespace {

using model::Provenance;

std::string dated(const std::optional<Date>& date) { return date ? format_date(*date) : "–"; }

Html judgements_html(const Page& page) {
  Table table{"Judgements",
              "assumptions",
              {{"Id", "name", "17%"},
               {"About", "", "41%"},
               {"By"},
               {"As of", "date", "12%"},
               {"Used by", "num", "9%"}}};
  for (std::size_t k = 0; k < page.of.data().provenances.size(); ++k) {
    const Provenance& from = page.of.data().provenances[k];
    if (!from.judgement) continue;
    Html about = text(from.title);
    if (!from.note.empty()) about += element("small", "", text(from.note));
    table.rows.push_back(
        {{{.inner = text(from.id), .head = true},
          {about},
          {text(from.by)},
          {text(dated(from.as_of))},
          {text(std::to_string(page.numbers.numbers[k] + page.numbers.boundaries[k]))}}});
  }
  return table.rows.empty() ? para("", text("The case names no judgement.")) : table.html();
}

Html sources_html(const Page& page) {
  Table table{
      "Sources",
      "assumptions",
      {{"Id", "name", "17%"}, {"Title"}, {"As of", "date", "12%"}, {"Used by", "num", "9%"}}};
  for (std::size_t k = 0; k < page.of.data().provenances.size(); ++k) {
    const Provenance& from = page.of.data().provenances[k];
    if (from.judgement) continue;
    Html title = link(from.url, from.title.empty() ? from.id : from.title);
    if (!from.note.empty()) title += element("small", "", text(from.note));
    if (!from.url.empty()) title += element("small", R"( class="url")", text(from.url));
    table.rows.push_back(
        {{{.inner = text(from.id), .head = true},
          {title},
          {text(dated(from.as_of))},
          {text(std::to_string(page.numbers.numbers[k] + page.numbers.boundaries[k]))}}});
  }
  return table.rows.empty() ? para("", text("The case names no source.")) : table.html();
}

Html boundaries_html(const Page& page) {
  if (page.of.boundaries().empty()) return {};
  Table table{"Boundaries taken as held",
              "assumptions",
              {{"Held by", "name", "17%"},
               {"Statement"},
               {"Cost of relaxing it", "num", "14%"},
               {"According to", "", "17%"}}};
  for (const model::Boundary& boundary : page.of.boundaries()) {
    const auto& from = boundary.provenance;
    table.rows.push_back({{{.inner = text(page.of.party(boundary.holder).name), .head = true},
                           {text(boundary.statement)},
                           {text(boundary.cost ? trimmed(boundary.cost->mode, 1) : "–")},
                           {text(from ? page.of.data().provenances[from->index()].id : "–")}}});
  }
  return table.html();
}

std::string census_words(const model::Census& numbers) {
  std::string words =
      fmt::format("Of {} that the calculation reads, {} cite a source and {} are judgements",
                  counted(numbers.all(), "number", "numbers"), numbers.sourced, numbers.judged);
  if (numbers.unattributed > 0) words += fmt::format("; {} state no origin", numbers.unattributed);
  return words + fmt::format(". {} carry a range; the likeliest value is read.", numbers.ranged);
}

struct Term {
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array<Term, 8> kTerms{{
    {"Points",
     "Worth to one party, on its own scale: its positive worths sum to 100. Points of two parties "
     "are never added or compared, only shares of each one's own scale."},
    {"Accrual",
     "A step starts in month s and is in force from e = s + duration. A benefit flows from e, a "
     "burden from s, each discounted by the party's own yearly factor; the rest comes at once."},
    {"Carrying on",
     "comply(i, t): value to i from phase t on, at that time, if everyone carries the roadmap "
     "out."},
    {"Breaking off",
     "defect(i, t): the same if i starts none of its steps of phase t or later, while the others "
     "start theirs of phase t; after the response time everything stops, what is reversible is "
     "taken back, and the breakdown costs or brings i its yearly points."},
    {"Margin",
     "margin(i, t) = comply(i, t) − defect(i, t). Self-enforcing: no margin below the "
     "threshold, for any party, at any time."},
    {"Exposure",
     "exposure(i, t) = max(0, −v), v being the value to i of the whole history in which i alone "
     "does its part of phase t and the process then breaks down."},
    {"Leverage",
     "leverage(i, j, t): value to j, as a share of j's scale, of what i has yet to start at t."},
    {"Covert cheating",
     "The burden saved until a violation is found, with the monthly chance of detection, against "
     "the breakdown that follows; the page gives the smallest chance that deters."},
}};

std::string months(int count) {
  return counted(static_cast<std::size_t>(count), "month", "months");
}

Html method_html(const Page& page) {
  const model::Time& time = page.of.time();
  Html terms;
  for (const Term& term : kTerms)
    terms +=
        element("dt", "", text(term.name)) + element("dd", "", text(term.meaning)) + Html("\n");
  const std::string horizon = time.horizon ? months(*time.horizon) : "an unlimited time";
  return element("h3", "", text("Method")) +
         para("", text(fmt::format(
                      "{} of {}; value is counted over {}; a breakdown "
                      "takes hold {} after a deviation.",
                      counted(static_cast<std::size_t>(time.phases), "phase", "phases"),
                      months(time.months_per_phase), horizon, months(time.response_months)))) +
         element("dl", "", terms) + Html("\n");
}

Html not_assessed(const Page& page) {
  std::vector<Html> items;
  if (!page.brief.stress)
    items.push_back(
        text("Whether the process lasts: crises, changes of administration, delays and "
             "breakdowns with resumption need a simulation of many histories."));
  items.push_back(text(page.brief.stress
                           ? "How the results move with the ranges of the numbers: outside the "
                             "page under stress the likeliest values are read."
                           : "How the results move with the ranges of the numbers: the likeliest "
                             "values are read throughout."));
  items.push_back(text("Whether the judgements are right, and what any government will do."));
  return element("h3", "", text("Not assessed here")) + bullets(items);
}

}  // namespace

Html assumptions_section(const Page& page) {
  return section("assumptions", "Assumptions and method",
                 message(census_words(page.numbers)) + judgements_html(page) + sources_html(page) +
                     boundaries_html(page) + method_html(page) + not_assessed(page));
}

}  // namespace tandem::report
