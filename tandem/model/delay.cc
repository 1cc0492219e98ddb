#include "tandem/model/delay.h"

#include <fmt/format.h>

#include "tandem/base/findings.h"

namespace tandem::model {
namespace {

constexpr int kLongest = 365 * 1000;  // days

tl::unexpected<Error> mistake(std::string what) {
  return tl::unexpected(Error{Errc::invalid_input, std::move(what)});
}

struct Named {
  std::string_view id;
  Aspect aspect = Aspect::unsaid;
};

/// "S08" or "started(S08)".
Named named(std::string_view words) {
  constexpr std::pair<std::string_view, Aspect> kAspects[] = {
      {"started(", Aspect::started}, {"done(", Aspect::done}, {"verified(", Aspect::verified}};
  for (const auto& [word, aspect] : kAspects)
    if (words.starts_with(word) && words.ends_with(')'))
      return {words.substr(word.size(), words.size() - word.size() - 1), aspect};
  return {words};
}

Result<Target> target_of(const Agreement& of, std::string_view words) {
  const auto [id, aspect] = named(words);
  if (const auto found = of.find_obligation(id)) return Target{false, found->index(), aspect};
  std::vector<std::string> names;
  for (const Obligation& one : of.obligations()) names.push_back(one.id);
  for (std::size_t k = 0; k < of.events().size(); ++k) {
    if (of.events()[k].id == id) return Target{true, k, Aspect::done};
    names.push_back(of.events()[k].id);
  }
  return mistake(fmt::format("there is no obligation or event '{}'; {}", id,
                             did_you_mean(id, names, "name one of the agreement")));
}

}  // namespace

std::optional<Day> expected_day(const Agreement& of, const Timetable& dates, const Target& target) {
  if (target.outside) {
    const auto& date = of.events()[target.index].date;
    return date ? std::optional(Day{*date}) : std::nullopt;
  }
  const Dates& one = dates.of[target.index];
  switch (target.aspect) {
    case Aspect::started:
      return one.starting.day;
    case Aspect::verified:
      return one.verified;
    case Aspect::done:
      if (one.ending.day) return one.ending.day;
      break;
    case Aspect::unsaid:
      break;
  }
  return one.expected;
}

Result<Delay> read_delay(const Agreement& of, const Timetable& without, std::string_view text) {
  const std::size_t split = text.find('=');
  if (split == std::string_view::npos)
    return mistake(fmt::format("'{}' is no delay; write one as S17=120d", text));
  const auto target = target_of(of, text.substr(0, split));
  if (!target) return tl::unexpected(target.error());
  const std::string_view words = text.substr(split + 1);
  const auto length = parse_length(words);
  if (!length || length->count <= 0)
    return mistake(fmt::format("'{}' is no length; write one as 120d, 2w, 5wd or 3m", words));
  const bool plain = length->unit == LengthUnit::days || length->unit == LengthUnit::weeks;
  const auto from = expected_day(of, without, *target);
  if (!plain && !from)
    return mistake(fmt::format("'{}' has no day from which {} could be counted; write days",
                               of.target_text(*target), length_words(*length)));
  DayCount count = of.data().day_count;
  count.first_day_counts = false;
  if (plain) count.on_rest_day = DayCount::RestDay::stays;
  const Day start = from.value_or(Day{});
  const auto days = (add(start, *length, count) - start).count();
  if (days > kLongest) return mistake(fmt::format("a delay of {} is too long", words));
  return Delay{*target, static_cast<int>(days)};
}

}  // namespace tandem::model
