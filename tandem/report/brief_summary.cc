#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// One page in words for a reader who turns no other. Says what follows from the judgements, never
/// what will happen.
namespace tandem::report {
namespace {

using assess::Finding;
using assess::Principle;
using assess::Verdict;

constexpr int kYear = 12;
constexpr std::size_t kTold = 3;  // principles that fall short, told with their reasons

std::string shape_of(const Page& page) {
  std::size_t taken = 0;
  for (std::size_t m = 0; m < page.of.measures().size(); ++m)
    taken += std::ranges::count(page.steps, MeasureId(m), &Tranche::measure) > 0 ? 1U : 0U;
  if (taken == 0) return "It proposes no agreement: no step starts and things go on as today.";
  const int last = std::ranges::max(page.steps, {}, &Tranche::phase).phase;
  return fmt::format(
      "It takes up {} of the {} measures of the case, in {} over {} of {}, "
      "beginning on {}.",
      taken, page.of.measures().size(), counted(page.steps.size(), "step", "steps"),
      counted(static_cast<std::size_t>(last), "phase", "phases"),
      counted(static_cast<std::size_t>(page.of.time().months_per_phase), "month", "months"),
      format_date_long(page.of.time().start));
}

std::string parties_words(const Page& page) {
  std::vector<std::string> joining;
  std::vector<PartyId> out;
  for (std::size_t p = 0; p < page.of.parties().size(); ++p) {
    const model::Party& party = page.of.parties()[p];
    const auto since = value::accession_month(page.of, page.roadmap, PartyId(p));
    if (!since)
      out.emplace_back(p);
    else if (party.role == model::Role::partner)
      joining.push_back(fmt::format("{} in {}", party.name, month_words(page.of, *since)));
  }
  std::string words = names(page.of, page.principals()) + " act from the first month.";
  if (!joining.empty()) words += " Joining: " + join_words(joining) + ".";
  if (!out.empty()) words += " Not part of it: " + names(page.of, out) + ".";
  return words;
}

Html proposal(const Page& page) {
  Html inner = para("", text(shape_of(page)) + Html(" ") + text(parties_words(page)));
  if (!page.brief.origin.empty()) inner += para("", text(page.brief.origin));
  return inner;
}

/// A title short enough for a page that has to hold everything.
std::string brief_title(const Page& page, const Tranche& step) {
  constexpr std::size_t kWidth = 72;
  const std::string title = shortened(page.of.measure(step.measure).title, kWidth);
  return step.share >= 1 ? title : fmt::format("{} ({})", title, percent(step.share));
}

std::string sentence(const std::string& words) {
  return words.ends_with("…") ? words : words + ".";
}

/// Steps of the first twelve months, by who carries them out.
Html first_year(const Page& page) {
  constexpr std::size_t kShown = 3;
  std::vector<std::pair<std::vector<PartyId>, std::vector<std::string>>> by_actors;
  for (const Tranche& step : page.steps) {
    if (step.start >= kYear) continue;
    const auto& actors = page.of.measure(step.measure).actors;
    auto group = std::ranges::find_if(by_actors, [&](const auto& g) { return g.first == actors; });
    if (group == by_actors.end()) group = by_actors.insert(group, {actors, {}});
    const std::string words = brief_title(page, step);
    if (std::ranges::find(group->second, words) == group->second.end())
      group->second.push_back(words);
  }
  std::vector<Html> items;
  for (const auto& [actors, steps] : by_actors)
    items.push_back(element("b", "", text(names(page.of, actors))) +
                    text(": " + sentence(some_of(steps, kShown))));
  return items.empty() ? para("", text("Nothing starts in the first twelve months."))
                       : bullets(items);
}

/// The first phase in which `counts` holds for a step, with those steps.
template <class Counts>
std::string first_steps(const Page& page, Counts counts, std::string_view none) {
  constexpr std::size_t kShown = 2;
  int phase = 0;
  std::vector<std::string> found;
  for (const Tranche& step : page.steps) {
    if (!counts(page.of.measure(step.measure)) || (phase != 0 && step.phase != phase)) continue;
    phase = step.phase;
    found.push_back(brief_title(page, step));
  }
  if (found.empty()) return std::string(none);
  return fmt::format("Phase {}: {}", phase, sentence(some_of(found, kShown)));
}

Html give_and_get(const Page& page) {
  Table table{"What each principal gives and gets first",
              "exchange",
              {{"Party", "name", "16%"}, {"Gives first", "", "42%"}, {"Gets first"}}};
  for (const PartyId i : page.principals()) {
    const auto gives = [i](const model::Measure& m) { return m.has_actor(i) && m.worth_to(i) < 0; };
    const auto gets = [i](const model::Measure& m) { return m.worth_to(i) > 0; };
    table.rows.push_back({{{.inner = text(page.of.party(i).name), .head = true},
                           {text(first_steps(page, gives, "Nothing that burdens it."))},
                           {text(first_steps(page, gets, "Nothing that it gains from."))}}});
  }
  return table.html();
}

const Finding& decisive(const Principle& principle) {
  const auto found = std::ranges::find(principle.findings, Verdict::fails, &Finding::verdict);
  return found == principle.findings.end() ? principle.findings.front() : *found;
}

void add_failures(const Page& page, std::vector<Html>& items) {
  const auto& breaches = page.assessment.breaches;
  if (!breaches.empty())
    items.push_back(
        text(fmt::format("It breaks {} of the case as stated; first: {}",
                         counted(breaches.size(), "rule", "rules"), breaches.front().text)));
  std::vector<std::string> further;
  std::size_t told = 0;
  for (const Principle& principle : page.assessment.principles) {
    if (principle.verdict != Verdict::fails) continue;
    if (++told > kTold) {
      further.push_back(principle.title);
      continue;
    }
    const Finding& finding = decisive(principle);
    const std::string asked = threshold_words(finding);
    items.push_back(
        element("b", "", text(principle.title)) +
        text(fmt::format(" falls short. The {} is {}{}. {}", finding.name, value_words(finding),
                         asked.empty() ? "" : ", asked for " + asked, finding.reason)));
  }
  if (!further.empty()) items.push_back(text("Also falling short: " + join_words(further) + "."));
}

/// Distance of a finding that meets its threshold, as a share of that threshold.
std::optional<double> room(const Finding& finding) {
  if (finding.verdict != Verdict::meets || !finding.value || !finding.threshold)
    return std::nullopt;
  if (*finding.threshold == 0) return std::nullopt;
  return std::abs(*finding.value - *finding.threshold) / std::abs(*finding.threshold);
}

/// The thresholds met by less than a third of themselves, nearest first.
void add_nearest(const Page& page, std::vector<Html>& items) {
  constexpr double kNear = 0.34;
  std::vector<std::pair<double, std::string>> near;
  for (const Principle& principle : page.assessment.principles)
    for (const Finding& finding : principle.findings)
      if (const auto left = room(finding); left && *left < kNear)
        near.emplace_back(*left,
                          fmt::format("{} ({} {}, asked for {})", principle.title, finding.name,
                                      value_words(finding), threshold_words(finding)));
  if (near.empty()) return;
  std::ranges::stable_sort(near, {}, [](const auto& one) { return one.first; });
  std::vector<std::string> words;
  for (const auto& [left, one] : near) words.push_back(one);
  items.push_back(text("Thresholds met with little to spare: " + some_of(words, 3) + "."));
}

void add_tightest(const Page& page, std::vector<Html>& items) {
  const value::GameValues& game = page.assessment.game;
  const auto margin = extreme(
      by_phase(page.of, page.roadmap, game.months, game.margin, Pick::smallest), Pick::smallest);
  if (margin)
    items.push_back(text(fmt::format(
        "{} comes closest to breaking off, at {}: {} is then worth {} % of its scale more.",
        page.of.party(margin->party).name, phase_words(page.of, margin->phase),
        margin->value < 0 ? "breaking off" : "carrying on", points(std::abs(margin->value)))));
  const auto exposed = extreme(
      by_phase(page.of, page.roadmap, game.months, game.exposure, Pick::largest), Pick::largest);
  if (exposed && exposed->value >= 0.05)
    items.push_back(text(fmt::format(
        "{} is the most exposed, at {}: left alone with its part done, it would end {} % of its "
        "scale below no agreement.",
        page.of.party(exposed->party).name, phase_words(page.of, exposed->phase),
        points(exposed->value))));
}

void add_covert(const Page& page, std::vector<Html>& items) {
  const auto& covert = page.assessment.covert;
  const auto open = std::ssize(covert) - std::ranges::count_if(covert, deters);
  if (open > 0)
    items.push_back(text(fmt::format(
        "In {} of {} cases the detection that the case assumes would not deter covert cheating on "
        "a step in force.",
        open, covert.size())));
}

Html weakest(const Page& page) {
  std::vector<Html> items;
  add_failures(page, items);
  add_nearest(page, items);
  add_tightest(page, items);
  add_covert(page, items);
  return items.empty() ? para("", text("Nothing to weigh: no step starts.")) : bullets(items);
}

std::string origin_words(const model::Census& numbers) {
  std::string words =
      fmt::format("Of {} behind this page, {} rest on judgement and {} on a source",
                  counted(numbers.all(), "number", "numbers"), numbers.judged, numbers.sourced);
  if (numbers.unattributed > 0) words += fmt::format("; {} state no origin", numbers.unattributed);
  return words + fmt::format(
                     ". {} are known only as a range, of which the likeliest value is "
                     "used; other values may lead elsewhere.",
                     numbers.ranged);
}

Html unknown(const Page& page) {
  std::vector<Html> items{text(origin_words(page.numbers))};
  items.push_back(
      text("Whether the process would last through crises and changes of government is "
           "not assessed here; that needs a simulation of many histories."));
  std::vector<std::string> silent;
  for (const Principle& principle : page.assessment.principles)
    if (principle.verdict == Verdict::not_applicable) silent.push_back(principle.title);
  if (!silent.empty())
    items.push_back(text("Not measurable on this roadmap: " + join_words(silent) + "."));
  return bullets(items);
}

Html part(std::string_view title, const Html& inner) {
  return element("h3", "", text(title)) + Html("\n") + inner;
}

}  // namespace

Html summary_section(const Page& page) {
  return section("summary", "Summary",
                 part("What is proposed", proposal(page)) +
                     part("The first twelve months", first_year(page)) + give_and_get(page) +
                     part("Where it is weakest", weakest(page)) +
                     part("What is not known", unknown(page)));
}

}  // namespace tandem::report
