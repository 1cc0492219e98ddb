#include "tandem/model/internal/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/text.h"

namespace tandem::model::internal {
namespace {

bool inside(double value, const Bounds& bounds) {
  if (!std::isfinite(value)) return false;
  const bool above = bounds.low_open ? value > bounds.low : value >= bounds.low;
  const bool below = bounds.high_open ? value < bounds.high : value <= bounds.high;
  return above && below;
}

/// The likely slip where a share was written as a percentage.
std::string repair_of(double wrong, const Bounds& bounds) {
  const bool share = bounds.high == 1.0;
  if (share && wrong >= 2 && wrong <= 100)
    return fmt::format("if {} % is meant, write {}", wrong, wrong / 100);
  return fmt::format("write {}", bounds.words);
}

}  // namespace

Quantity Builder::quantity(const Number& number, const Bounds& bounds, std::string_view what,
                           const SourceLoc& at) {
  const SourceLoc& here = number.at.line > 0 ? number.at : at;
  Quantity read{number.low, number.mode, number.high, number.ranged, std::nullopt};
  if (!number.provenance.empty())
    if (const auto index = provenances.resolve(number.provenance, what, here, found))
      read.provenance = ProvenanceId(*index);
  for (const double value : {number.low, number.high, number.mode}) {
    if (inside(value, bounds)) continue;
    const Bounds& broken = inside(value, kAnything) ? bounds : kAnything;
    found.add(here, "out-of-range",
              fmt::format("{} is {}; it must be {}", what, value, broken.words),
              repair_of(value, broken));
    return read;
  }
  if (number.low > number.mode || number.mode > number.high)
    found.add(here, "range-order",
              fmt::format("{} runs {}..{}..{}, which is not in order", what, number.low,
                          number.mode, number.high),
              "write low..likeliest..high, none smaller than the one before");
  return read;
}

std::optional<Quantity> Builder::quantity(const std::optional<Number>& number, const Bounds& bounds,
                                          std::string_view what, const SourceLoc& at) {
  if (!number) return std::nullopt;
  return quantity(*number, bounds, what, at);
}

std::optional<Date> Builder::date(const Word& word, std::string_view what, const SourceLoc& at) {
  if (word.empty()) return std::nullopt;
  const auto parsed = parse_date(word.text);
  if (!parsed)
    found.add(place(word, at), "bad-date",
              fmt::format("{} is '{}', which is not a date of the calendar", what, word.text),
              "write year-month-day, such as 2027-01-31");
  return parsed;
}

std::vector<MeasureId> Builder::measure_list(const std::vector<Word>& words, std::string_view user,
                                             const SourceLoc& at) {
  std::vector<MeasureId> ids;
  for (const Word& word : words) {
    const auto index = measures.resolve(word, user, at, found);
    if (!index) continue;
    if (std::ranges::find(ids, MeasureId(*index)) == ids.end())
      ids.emplace_back(*index);
    else
      found.add(place(word, at), "named-twice",
                fmt::format("{} names measure '{}' twice", user, word.text), "remove one");
  }
  return ids;
}

std::vector<After> Builder::after_list(const std::vector<AfterDraft>& entries,
                                       std::string_view user, const SourceLoc& at) {
  std::vector<After> made_list;
  for (const AfterDraft& entry : entries) {
    After after{MeasureId(0), 1.0};
    if (entry.share)
      after.share = quantity(*entry.share, kShareAboveZero, fmt::format("share in {}", user),
                             place(entry.measure, at))
                        .mode;
    const auto index = measures.resolve(entry.measure, user, at, found);
    if (!index) continue;
    after.measure = MeasureId(*index);
    if (std::ranges::find(made_list, after.measure, &After::measure) == made_list.end())
      made_list.push_back(after);
    else
      found.add(place(entry.measure, at), "named-twice",
                fmt::format("{} names measure '{}' twice", user, entry.measure.text), "remove one");
  }
  return made_list;
}

std::optional<std::size_t> Builder::fixed_word(const Word& word, std::string_view what,
                                               std::span<const std::string_view> list,
                                               const SourceLoc& at) {
  const auto match = std::ranges::find(list, word.text);
  if (match != list.end()) return static_cast<std::size_t>(match - list.begin());
  const std::vector<std::string> words(list.begin(), list.end());
  found.add(place(word, at), "unknown-word",
            fmt::format("{} is '{}'; it must be one of {}", what, word.text, join_words(words)),
            did_you_mean(word.text, words, "write one of them"));
  return std::nullopt;
}

}  // namespace tandem::model::internal
