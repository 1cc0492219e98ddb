#include "tandem/report/internal/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/base/statistics.h"
#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/model/vocabulary.h"

namespace tandem::report {
namespace {

using assess::Finding;
using assess::Unit;
using assess::Verdict;

constexpr int kMostDigits = 6;

std::string with_unit(double value, Unit unit, int decimals) {
  switch (unit) {
    case Unit::share:
    case Unit::chance:
      return percent(value, decimals);
    case Unit::points:
      return trimmed(value, decimals) + " points";
    case Unit::months:
      return trimmed(value, decimals) + (trimmed(value, decimals) == "1" ? " month" : " months");
    case Unit::count:
      break;
  }
  return trimmed(value, std::max(decimals, 2));
}

/// Digits that keep a value and its threshold apart where they are apart.
int decimals_of(const Finding& finding) {
  int decimals = 1;
  if (!finding.value || !finding.threshold || *finding.value == *finding.threshold) return decimals;
  while (decimals < kMostDigits && with_unit(*finding.value, finding.unit, decimals) ==
                                       with_unit(*finding.threshold, finding.unit, decimals))
    ++decimals;
  return decimals;
}

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

constexpr std::size_t kShortName = 13;
constexpr std::size_t kInitials = 4;  // an id no longer than that is taken to be initials

}  // namespace

std::string trimmed(double value, int decimals) {
  std::string text = fixed(value, decimals);
  if (text.find('.') == std::string::npos) return text;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string percent(double share, int decimals) { return trimmed(100 * share, decimals) + " %"; }

std::string chance_words(double chance) {
  return chance > 0 && percent(chance) == "0 %" ? "under 0.1 %" : percent(chance);
}

std::string seen_words(std::size_t hits, std::size_t trials, std::size_t unknown) {
  const auto share = [&](std::size_t n) {
    return static_cast<double>(n) / static_cast<double>(trials);
  };
  const std::string least = unknown > 0 ? trimmed(100 * share(hits), 1) + " to " : "";
  return fmt::format("{}{} ({} to {})", least, percent(share(hits + unknown)),
                     trimmed(100 * wilson(hits, trials).low, 0),
                     trimmed(100 * wilson(hits + unknown, trials).high, 0));
}

std::string points(double value) { return fixed(value, 1); }

std::string cost_words(const std::optional<model::Quantity>& cost) {
  if (!cost) return "not stated";
  std::string mode = trimmed(cost->mode, 1);
  if (!cost->ranged) return mode;
  return fmt::format("{} ({} to {})", mode, trimmed(cost->low, 1), trimmed(cost->high, 1));
}

std::string ideal_words(const assess::Assessment& assessment, PartyId i) {
  const auto& ideal = assessment.ideal[i.index()];
  if (!ideal) return "not known";
  return (assessment.ideal_proven[i.index()] ? "" : "at most ") + points(*ideal);
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string value_words(const Finding& finding) {
  if (!finding.value) return "–";
  return with_unit(*finding.value, finding.unit, finding.range ? 0 : decimals_of(finding));
}

std::string range_words(const Finding& finding) {
  if (!finding.value || !finding.range) return {};
  const double scale = finding.unit == Unit::share || finding.unit == Unit::chance ? 100 : 1;
  return fmt::format("({} to {})", fixed(scale * finding.range->low, 0),
                     fixed(scale * finding.range->high, 0));
}

std::string threshold_words(const Finding& finding) {
  if (!finding.threshold) return {};
  return (finding.at_most ? "≤ " : "≥ ") +
         with_unit(*finding.threshold, finding.unit, decimals_of(finding));
}

std::string_view verdict_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::meets:
      return "meets";
    case Verdict::fails:
      return "fails";
    case Verdict::measured:
      return "measured";
    case Verdict::not_applicable:
      return "not applicable";
    case Verdict::needs_stress:
      break;
  }
  return "needs stress";
}

std::string short_name(const model::Party& party) {
  if (display_width(party.name) <= kShortName) return party.name;
  if (party.id.size() > kShortName) return shortened(party.name, kShortName);
  std::string capitals = party.id;
  const auto end = capitals.begin() + (party.id.size() <= kInitials ? std::ssize(capitals) : 1);
  std::transform(capitals.begin(), end, capitals.begin(), capital);
  return capitals;
}

std::string names(const model::Case& of, std::span<const PartyId> parties) {
  std::vector<std::string> words;
  for (const PartyId i : parties) words.push_back(of.party(i).name);
  return join_words(words);
}

std::string short_names(const model::Case& of, std::span<const PartyId> parties) {
  std::vector<std::string> words;
  for (const PartyId i : parties) words.push_back(short_name(of.party(i)));
  return join_words(words);
}

std::string month_words(const model::Case& of, int month) {
  const std::string text = format_date_long(of.date_of(month));
  return text.substr(text.find(' ') + 1);
}

std::string month_short(const model::Case& of, int month) {
  return format_date(of.date_of(month)).substr(0, 7);
}

std::string period(const model::Case& of, int phase) {
  const std::chrono::sys_days next{of.date_of(of.phase_start(phase + 1))};
  return format_date(of.date_of(of.phase_start(phase))) + " to " +
         format_date(Date{next - std::chrono::days{1}});
}

std::string phase_words(const model::Case& of, int phase) {
  return phase > of.time().phases ? "the end" : fmt::format("phase {}", phase);
}

std::string rule_words(std::string_view rule) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kTitles{
      {{"parallel", "Peace in parallel"},
       {"buy-in", "Regional buy-in"},
       {"long-game", "The long game"}}};
  const auto* const title =
      std::ranges::find(kTitles, rule, [](const auto& entry) { return entry.first; });
  if (title != kTitles.end()) return std::string(title->second);
  const bool boundary = rule.starts_with("boundary ");
  std::string words(rule);
  if (words == "early-security") words = "early security";
  if (!boundary) std::ranges::replace(words, '_', ' ');
  return capitalised(std::move(words));
}

std::string when_words(const model::Case& of, const plan::Obstacle& obstacle) {
  if (obstacle.month)
    return fmt::format("month {} ({})", *obstacle.month, month_words(of, *obstacle.month));
  return obstacle.phase > 0 ? phase_words(of, obstacle.phase) : "";
}

std::string objective_words(model::ObjectiveKind kind) {
  if (kind == model::ObjectiveKind::self_enforcement) return "self-enforcement";
  std::string words(model::word_of(kind, model::kObjectives));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string title_of(const model::Roadmap& roadmap) {
  return roadmap.title.empty() ? roadmap.name : roadmap.title;
}

std::string capitalised(std::string words) {
  if (!words.empty()) words[0] = capital(words[0]);
  return words;
}

std::string some_of(std::span<const std::string> items, std::size_t most,
                    std::string_view separator) {
  const std::size_t shown = items.size() <= most + 1 ? items.size() : most;
  std::string out;
  for (std::size_t k = 0; k < shown; ++k) {
    if (k > 0) out += separator;
    out += items[k];
  }
  if (shown < items.size()) out += fmt::format("{}and {} more", separator, items.size() - shown);
  return out;
}

}  // namespace tandem::report
