#include "tandem/model/trigger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "tandem/base/number.h"
#include "tandem/model/internal/trigger_words.h"

namespace tandem::model {
namespace {

using internal::kUnits;

/// 200 years in each unit, so that no sum leaves the calendar.
constexpr std::array kLongest{73050, 52200, 10436, 2400, 200};

const internal::UnitWord& words_of(LengthUnit unit) {
  return kUnits[static_cast<std::size_t>(unit)];
}

std::string list_text(std::span<const Moment> moments) {
  std::string text;
  for (const Moment& moment : moments) text += (text.empty() ? "" : ", ") + moment_text(moment);
  return text;
}

std::string events_text(const Moment& moment) {
  std::string text;
  for (const Reference& one : moment.events)
    text += (text.empty() ? "" : ", ") + reference_text(one);
  if (moment.aspect == Aspect::unsaid) return text;
  return fmt::format("{}({})", internal::kAspects[static_cast<std::size_t>(moment.aspect)], text);
}

/// `text` in double quotes, so that the parser reads it back.
std::string quoted(std::string_view text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made + '"';
}

std::string vague_text(const Trigger& trigger) {
  const bool bare =
      std::ranges::find(internal::kVagueWords, trigger.words) != internal::kVagueWords.end();
  std::string text = bare ? trigger.words : "said " + quoted(trigger.words);
  if (trigger.first) text += " after " + moment_text(*trigger.first);
  return text;
}

std::string every_text(const Trigger& trigger) {
  std::string text =
      fmt::format("every {} from {}", length_text(*trigger.period), moment_text(*trigger.first));
  if (trigger.second) text += " until " + moment_text(*trigger.second);
  return text;
}

std::string timing_text(const Trigger& trigger) {
  const auto first = [&] { return moment_text(*trigger.first); };
  const auto second = [&] { return moment_text(*trigger.second); };
  switch (trigger.timing) {
    case Timing::by:
    case Timing::at:
    case Timing::upon:
    case Timing::from:
    case Timing::after:
      return fmt::format(
          "{} {}",
          std::ranges::find(internal::kMomentTimings, trigger.timing, &internal::TimingWord::timing)
              ->word,
          first());
    case Timing::with:
      return "with " + first();
    case Timing::start_by:
      return "start by " + first();
    case Timing::span:
      return fmt::format("start at {}, done by {}", first(), second());
    case Timing::between:
      return fmt::format("between {} and {}", first(), second());
    case Timing::every:
      return every_text(trigger);
    case Timing::proportion:
      return "in proportion to " + first();
    case Timing::parallel:
      return "in parallel with " + first();
    case Timing::standing:
      return "standing";
    case Timing::vague:
      return vague_text(trigger);
    case Timing::undated:
      return "undated";
  }
  return {};
}

}  // namespace

namespace internal {

std::optional<LengthUnit> unit_of(std::string_view word) {
  for (std::size_t u = 0; u < kUnits.size(); ++u)
    if (word == kUnits[u].short_form || word == kUnits[u].singular || word == kUnits[u].plural)
      return static_cast<LengthUnit>(u);
  return std::nullopt;
}

}  // namespace internal

std::string length_text(const Length& length) {
  return fmt::format("{}{}", length.count, words_of(length.unit).short_form);
}

std::string length_words(const Length& length) {
  const internal::UnitWord& unit = words_of(length.unit);
  return fmt::format("{} {}", length.count,
                     std::abs(length.count) == 1 ? unit.singular : unit.plural);
}

std::optional<Length> parse_length(std::string_view text) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 6) return std::nullopt;
  const std::size_t unit = text.find_first_not_of(' ', digits);
  if (unit == std::string_view::npos) return std::nullopt;
  const auto named = internal::unit_of(text.substr(unit));
  const auto count = number_of<int>(text.substr(0, digits));
  if (!named || !count || *count > kLongest[static_cast<std::size_t>(*named)]) return std::nullopt;
  return Length{*count, *named};
}

std::string reference_text(const Reference& reference) {
  return reference.last.empty() ? reference.first : reference.first + ".." + reference.last;
}

std::string moment_text(const Moment& moment) {
  switch (moment.kind) {
    case Moment::Kind::date:
      return format_date(moment.date);
    case Moment::Kind::event:
      return events_text(moment);
    case Moment::Kind::offset:
      return fmt::format("{} {} {}", moment_text(moment.parts[0]),
                         moment.length.count < 0 ? '-' : '+',
                         length_text({std::abs(moment.length.count), moment.length.unit}));
    case Moment::Kind::earliest:
      return fmt::format("earliest({})", list_text(moment.parts));
    case Moment::Kind::latest:
      return fmt::format("latest({})", list_text(moment.parts));
  }
  return {};
}

std::string trigger_text(const Trigger& trigger) {
  std::string text = (trigger.effort ? "seek " : "") + timing_text(trigger);
  if (trigger.effective) text += " effective " + moment_text(*trigger.effective);
  if (trigger.unless) text += " unless " + moment_text(*trigger.unless);
  return text;
}

}  // namespace tandem::model
