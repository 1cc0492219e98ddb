#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

namespace tandem::lint {
namespace {

using model::Obligation;
using model::ObligationKind;
using model::Timing;
using model::Trigger;

/// A finding on words that are quoted.
Finding on_words(const Rule& rule, const Context& c, std::size_t o, const Said& words) {
  Finding made = finding(rule, c, {o});
  made.at = c.place(o, words);
  made.words = c.quoted(o, words);
  return made;
}

/// Whether the trigger says from which moment a length counts.
bool has_moment(const Trigger& trigger) {
  switch (trigger.timing) {
    case Timing::after:
    case Timing::parallel:
    case Timing::proportion:
    case Timing::standing:
    case Timing::vague:
    case Timing::undated:
      return false;
    default:
      return true;
  }
}

/// "15 years" as a length; of words such as "several" and of hours, none.
std::optional<model::Length> length_of(std::string_view words) {
  constexpr int kYearsOfADecade = 10;
  const auto tokens = tokens_of(words);
  if (tokens.size() < 2) return std::nullopt;
  const auto count = number_of(words.substr(0, tokens.back().begin));
  if (!count) return std::nullopt;
  if (tokens.back().lower.starts_with("decade"))
    return model::parse_length(fmt::format("{} years", std::int64_t{*count} * kYearsOfADecade));
  return model::parse_length(fmt::format("{} {}", *count, tokens.back().lower));
}

std::optional<model::Length> length_of_quantity(const Obligation& it) {
  if (!it.quantity || !is_time_unit(it.unit)) return std::nullopt;
  return model::parse_length(fmt::format("{:.0f} {}", it.quantity->mode, it.unit));
}

Trigger lasting(const Context& c, const model::Length& length) {
  Trigger trigger;
  trigger.timing = Timing::between;
  trigger.first = c.anchor();
  model::Moment end;
  end.kind = model::Moment::Kind::offset;
  end.length = length;
  end.parts = {*trigger.first};
  trigger.second = end;
  return trigger;
}

/// From the anchor on; when it ends is for the sides to say.
Trigger beginning(const Context& c) {
  Trigger trigger;
  trigger.timing = Timing::from;
  trigger.first = c.anchor();
  return trigger;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first number after `from` that no unit of time follows, within `near` words.
bool number_follows(std::string_view text, std::size_t from, std::string_view before = {},
                    std::size_t near = 12) {
  const auto words = tokens_of(text.substr(std::min(from, text.size())));
  for (std::size_t k = 0; k < words.size() && k < near; ++k) {
    if (!is_digit(words[k].lower.front())) continue;
    std::size_t next = k + 1;  // after "15/20/25"
    while (next < words.size() && is_digit(words[next].lower.front())) ++next;
    const bool time = next < words.size() && is_time_unit(words[next].lower);
    if (!time && (before.empty() || (k > 0 && words[k - 1].lower == before))) return true;
  }
  return false;
}

/// Whether "no" or "not" stands before `at` in its clause.
bool is_denied(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 5> kDenials{"no", "not", "never", "neither", "nor"};
  bool denied = false;
  std::size_t last = 0;
  for (const Token& word : tokens_of(text.substr(0, at))) {
    if (has_break(text, last, word.begin)) denied = false;
    denied = denied || std::ranges::find(kDenials, word.lower) != kDenials.end();
    last = word.end;
  }
  return denied && !has_break(text, last, at);
}

/// "below 300", "no enrichment above 3.67"; "above 100" alone describes, and "not below 300" is a
/// least amount.
bool sets_bound(std::string_view text, const Said& said) {
  constexpr std::size_t kNext = 1;
  const std::size_t next = std::min(text.find_first_of("0123456789", said.end), text.size());
  if (!number_follows(text, said.end, {}, kNext) || has_break(text, said.end, next)) return false;
  const std::string first = tokens_of(text.substr(said.begin)).front().lower;
  return is_denied(text, said.begin) == (first == "above" || first == "more");
}

/// The words that set a limit in numbers.
const Said* limit_in(const Context& c, std::size_t o) {
  const Obligation& it = c.at(o);
  const bool amount = it.quantity && !is_time_unit(it.unit);
  for (const Said& said : c.said[o]) {
    const std::string_view text = c.text_of(o, said);
    if (said.topic == Topic::reduce && number_follows(text, said.end, "to")) return &said;
    if (said.topic != Topic::limit && said.topic != Topic::bound) continue;
    const bool offer = it.kind == ObligationKind::benefit || c.says(o, Topic::aid);
    const bool limit = said.topic == Topic::bound ? sets_bound(text, said)
                                                  : amount || number_follows(text, said.end);
    if (!offer && limit) return &said;
  }
  return nullptr;
}

/// Whether something is given for it, or waits for it.
bool matters(const Context& c, std::size_t o) {
  return !c.paired[o].empty() || !c.counterparts_of(o).empty() || !c.dependents[o].empty();
}

}  // namespace

Found unanchored_duration(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    if (!c.live(o) || has_moment(it.trigger)) continue;
    const Said* words = c.find(o, Topic::length);
    const auto amount = length_of_quantity(it);
    if (words == nullptr && !amount) continue;
    const auto spoken =
        words == nullptr
            ? std::optional<model::Length>()
            : length_of(c.text_of(o, *words).substr(words->begin, words->end - words->begin));
    const auto length = amount ? amount : spoken;
    Finding made = words != nullptr ? on_words(rule, c, o, *words) : finding(rule, c, {o});
    if (words == nullptr) made.words = model::length_words(*amount);
    made.message = fmt::format("{}: {}, and nothing says from when", label(c, o),
                               words != nullptr ? std::string(c.text_of(o, *words).substr(
                                                      words->begin, words->end - words->begin))
                                                : made.words);
    made.repair = length ? "say the day from which the time runs, and so the day on which it ends"
                         : "say the day from which the time runs, and how long it is";
    const Trigger mended = length ? lasting(c, *length) : beginning(c);
    made.paste = paste_lines(it.id, {{"trigger", yaml(model::trigger_text(mended))}});
    found.push_back(std::move(made));
  }
  return found;
}

Found threshold_without_cure(const Rule& rule, const Context& c) {
  constexpr std::string_view kUsualCure = "30d";
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    const bool tolerance = !says_none(it.tolerance);
    if (!c.live(o) || (tolerance && it.cure)) continue;
    const Said* words = limit_in(c, o);
    if (words == nullptr) continue;
    Finding made = on_words(rule, c, o, *words);
    made.message = fmt::format(
        "{}: a limit without {}: the smallest excess is a violation at once, and each side decides "
        "alone what to make of it",
        label(c, o),
        tolerance ? "a time to mend it"
        : it.cure ? "a tolerance"
                  : "a tolerance or a time to mend it");
    made.repair = "say how much over is no violation, and how long one may be mended";
    Keys keys;
    if (!tolerance) keys.emplace_back("tolerance", "up to 2 % above, for one month");
    if (!it.cure) keys.emplace_back("cure", std::string(kUsualCure));
    made.paste = paste_lines(it.id, keys);
    found.push_back(std::move(made));
  }
  return found;
}

Found effort_as_result(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    const Said* words = c.find(o, Topic::effort);
    if (!c.live(o) || !it.decided_by.empty()) continue;
    if (words == nullptr && !it.trigger.effort) continue;
    Finding made = words != nullptr ? on_words(rule, c, o, *words) : finding(rule, c, {o});
    const bool counts = matters(c, o);
    if (!counts) made.level = Level::note;
    if (words == nullptr) {
      made.words = it.trigger_written;
      made.at = c.trigger_place(o);
    }
    made.message = fmt::format("{}: an effort is owed, not a result{}", label(c, o),
                               counts ? ", yet something is given for it or waits for it" : "");
    made.repair = "say which result is owed, or who decides whether the effort was enough";
    made.paste = paste_lines(it.id, {{"decided_by", yaml(c.third_party())}});
    found.push_back(std::move(made));
  }
  return found;
}

Found costless_escape(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    const Said* words = c.find(o, Topic::escape);
    if (!c.live(o) || words == nullptr) continue;
    if (!it.decided_by.empty() || !it.exchanged_for.empty() || c.says(o, Topic::notice)) continue;
    Finding made = on_words(rule, c, o, *words);
    made.message = fmt::format(
        "{}: a way out that costs nothing: who takes it owes no notice, no "
        "reason and nothing in exchange",
        label(c, o));
    made.repair = "take the words out, or give them a price: a notice period, or who decides";
    made.paste = paste_lines(it.id, {{"decided_by", yaml(c.third_party())}});
    found.push_back(std::move(made));
  }
  return found;
}

}  // namespace tandem::lint
