#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// Who gives what in each phase, against what, and how it is verified.
namespace tandem::report {
namespace {

using model::Measure;

constexpr std::size_t kShort = 12;  // steps that fit below another section

/// What stands against a step in its own phase.
enum class Return { steps, joint, no_burden, nothing };

struct Against {
  Return kind = Return::nothing;
  std::string words;
};

/// Actors of a step to whom it is a burden.
std::vector<PartyId> burdened(const Measure& measure) {
  std::vector<PartyId> found;
  std::ranges::copy_if(measure.actors, std::back_inserter(found),
                       [&measure](PartyId i) { return measure.worth_to(i) < 0; });
  return found;
}

/// Numbers of the steps of the same phase that others take part in and a burdened party gains
/// from.
std::vector<int> counterparts(const Page& page, const Tranche& step) {
  const Measure& given = page.of.measure(step.measure);
  const std::vector<PartyId> givers = burdened(given);
  std::vector<int> found;
  for (const Tranche& other : page.steps) {
    const Measure& measure = page.of.measure(other.measure);
    if (other.phase != step.phase) continue;
    const bool wanted =
        std::ranges::any_of(givers, [&measure](PartyId i) { return measure.worth_to(i) > 0; });
    const bool by_others =
        std::ranges::any_of(measure.actors, [&given](PartyId i) { return !given.has_actor(i); });
    if (wanted && by_others) found.push_back(other.number);
  }
  return found;
}

/// "2.3–2.5 and 2.8".
std::string references(int phase, const std::vector<int>& numbers) {
  std::vector<std::string> words;
  for (std::size_t k = 0; k < numbers.size();) {
    std::size_t end = k + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    if (end - k < 3) end = k + 1;
    words.push_back(fmt::format("{}.{}", phase, numbers[k]));
    if (end > k + 1) words.back() += fmt::format("–{}.{}", phase, numbers[end - 1]);
    k = end;
  }
  return join_words(words);
}

Against against(const Page& page, const Tranche& step) {
  const Measure& measure = page.of.measure(step.measure);
  if (burdened(measure).empty()) return {Return::no_burden, "no burden"};
  const std::vector<int> found = counterparts(page, step);
  if (!found.empty()) return {Return::steps, references(step.phase, found)};
  const bool mutual = std::ranges::any_of(
      measure.actors, [&measure](PartyId i) { return measure.worth_to(i) > 0; });
  if (mutual) return {Return::joint, "done together"};
  return {Return::nothing, "nothing in this phase"};
}

Html verified(const Measure& measure) {
  if (!measure.verification) return text("no means named");
  const model::Verification& by = *measure.verification;
  std::string words = by.means;
  if (!by.operated_by.empty()) words += ", by " + by.operated_by;
  std::string small = percent(by.detection.mode) + " a month";
  if (!by.fallback.empty()) small += "; failing that, " + by.fallback;
  return text(words) + element("small", "", text(small));
}

TableRow step_row(const Page& page, const Tranche& step) {
  const Measure& measure = page.of.measure(step.measure);
  const Against counter = against(page, step);
  return {{{text(step.reference())},
           {text(short_names(page.of, measure.actors))},
           {.inner = text(titled(page.of, step)), .head = true},
           {text(counter.words), counter.kind == Return::nothing ? "warn" : ""},
           {verified(measure), measure.verification ? "" : "warn"}}};
}

std::string exchange_message(const Page& page) {
  std::size_t alone = 0;
  std::size_t unverified = 0;
  for (const Tranche& step : page.steps) {
    alone += against(page, step).kind == Return::nothing ? 1U : 0U;
    unverified += page.of.measure(step.measure).verification ? 0U : 1U;
  }
  return fmt::format(
      "Of {}, {} burden a party that gains from no other's step of the same phase; {} name no "
      "means "
      "of verification.",
      counted(page.steps.size(), "step", "steps"), alone, unverified);
}

}  // namespace

Html exchange_section(const Page& page) {
  Table table{"Steps by phase",
              "exchange",
              {{"No.", "date", "6%"},
               {"Who", "", "13%"},
               {"Gives", "name", "33%"},
               {"In return", "", "19%"},
               {"Verified by"}}};
  int phase = 0;
  for (const Tranche& step : page.steps) {
    if (step.phase != phase) {
      phase = step.phase;
      const std::string words = fmt::format("Phase {}: {}", phase, period(page.of, phase));
      table.rows.push_back({{{text(words), "", true, 5}}, "group"});
    }
    table.rows.push_back(step_row(page, step));
  }
  merge_runs(table.rows, 1);
  merge_runs(table.rows, 3);
  Html inner = message(exchange_message(page));
  if (!page.steps.empty())
    inner += para("note", text("In return: the steps of the same phase by others from which a "
                               "party gains that the step burdens. The chance is that of finding a "
                               "covert violation in one "
                               "month.")) +
             table.html();
  const bool is_long = page.steps.size() > kShort;
  return section("exchange", "Exchange by phase", inner, is_long ? "fresh" : "");
}

}  // namespace tandem::report
