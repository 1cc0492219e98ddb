#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// The same numbers for the proposal and for what it is held against.
namespace tandem::report {
namespace {

using assess::Assessment;
using assess::Finding;

const Finding* find(const Assessment& in, const std::string& principle, const Finding& like) {
  for (const assess::Principle& candidate : in.principles) {
    if (candidate.id != principle) continue;
    const auto found = std::ranges::find(candidate.findings, like.name, &Finding::name);
    return found == candidate.findings.end() ? nullptr : &*found;
  }
  return nullptr;
}

Cell finding_cell(const Finding* finding) {
  if (finding == nullptr) return {text("–")};
  Html inner = value_html(*finding);
  if (finding->verdict == assess::Verdict::meets || finding->verdict == assess::Verdict::fails)
    inner += element("small", "", text(verdict_words(finding->verdict)));
  return {inner, finding->verdict == assess::Verdict::fails ? "warn" : ""};
}

std::vector<const Assessment*> compared(const Page& page) {
  std::vector<const Assessment*> all{&page.assessment};
  for (const Compared& other : page.brief.alternatives) all.push_back(&other.assessment);
  return all;
}

void finding_rows(const Page& page, Table& table) {
  for (const assess::Principle& principle : page.assessment.principles) {
    std::string title = principle.title;
    for (const Finding& finding : principle.findings) {
      if (!finding.value) continue;
      TableRow row{{{text(title)}, {.inner = text(finding.name), .head = true}},
                   title.empty() ? "more" : "first"};
      for (const Assessment* one : compared(page))
        row.cells.push_back(finding_cell(find(*one, principle.id, finding)));
      table.rows.push_back(std::move(row));
      title.clear();
    }
  }
}

void gain_rows(const Page& page, Table& table) {
  std::string title = "Net gain";
  for (const PartyId i : page.members()) {
    TableRow row{
        {{text(title)}, {.inner = text(page.of.party(i).name + ", % of its scale"), .head = true}},
        title.empty() ? "more" : "first"};
    for (const Assessment* one : compared(page))
      row.cells.push_back({text(points(one->game.net[i.index()]))});
    table.rows.push_back(std::move(row));
    title.clear();
  }
}

void breach_row(const Page& page, Table& table) {
  TableRow row{{{text("Rules of the case")}, {.inner = text("broken"), .head = true}}, "first"};
  for (const Assessment* one : compared(page))
    row.cells.push_back(
        {text(std::to_string(one->breaches.size())), one->breaches.empty() ? "" : "warn"});
  table.rows.push_back(std::move(row));
}

std::size_t failing(const Assessment& assessment) {
  return static_cast<std::size_t>(std::ranges::count(assessment.principles, assess::Verdict::fails,
                                                     &assess::Principle::verdict));
}

std::string alternatives_message(const Page& page) {
  std::string words = fmt::format("The proposal falls short of the case's thresholds on {}",
                                  counted(failing(page.assessment), "principle", "principles"));
  for (const Compared& other : page.brief.alternatives)
    words += fmt::format("; {} on {}", other.title, failing(other.assessment));
  return words + ".";
}

Html notes(const Page& page) {
  std::vector<Html> items;
  for (const Compared& other : page.brief.alternatives)
    if (!other.note.empty())
      items.push_back(element("b", "", text(other.title)) + text(". " + other.note));
  return items.empty() ? Html() : bullets(items);
}

}  // namespace

Html alternatives_section(const Page& page) {
  if (page.brief.alternatives.empty())
    return section("alternatives", "Alternatives compared",
                   para("", text("No alternative was given to compare with.")));
  Table table{"The proposal and the alternatives by the same measures",
              "alternatives",
              {{"Principle", "name", "14%"}, {"What is measured", "", "20%"}, {"Proposal", "num"}}};
  for (const Compared& other : page.brief.alternatives)
    table.columns.push_back({other.title, "num"});
  breach_row(page, table);
  finding_rows(page, table);
  gain_rows(page, table);
  return section("alternatives", "Alternatives compared",
                 message(alternatives_message(page)) + notes(page) + table.html());
}

}  // namespace tandem::report
