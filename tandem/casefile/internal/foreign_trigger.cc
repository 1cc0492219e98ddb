#include "tandem/casefile/internal/foreign_trigger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "tandem/model/trigger.h"

namespace tandem::casefile::internal {
namespace {

using model::Aspect;
using model::Moment;
using model::Timing;
using model::Trigger;

/// What words before a moment, or before events, say of it.
struct TimingWords {
  std::string_view words;
  Timing timing;
  Aspect aspect = Aspect::unsaid;  ///< of the events behind, where they name none
};

// longer words stand before those that they begin with
constexpr std::array<TimingWords, 49> kTimings{{
    {"not more than", Timing::by},
    {"no more than", Timing::by},
    {"at most", Timing::by},
    {"up to", Timing::by},
    {"no later than", Timing::by},
    {"not later than", Timing::by},
    {"on or before", Timing::by},
    {"to be completed by", Timing::by},
    {"finish by", Timing::by},
    {"finish before", Timing::by},
    {"done by", Timing::by},
    {"complete by", Timing::by},
    {"completed by", Timing::by},
    {"before", Timing::by},
    {"due by", Timing::by},
    {"due", Timing::by},
    {"deadline", Timing::by},
    {"by", Timing::by},
    {"within", Timing::by},
    {"start by", Timing::start_by},
    {"started by", Timing::start_by},
    {"begin by", Timing::start_by},
    {"commence by", Timing::start_by},
    {"start at", Timing::span},
    {"start on", Timing::span},
    {"start", Timing::span},
    {"begin", Timing::span},
    {"simultaneous with", Timing::with},
    {"simultaneously with", Timing::with},
    {"at the same time as", Timing::with},
    {"together with", Timing::with},
    {"with", Timing::with},
    {"in proportion to", Timing::proportion},
    {"proportional to", Timing::proportion},
    {"during", Timing::proportion},
    {"in parallel with", Timing::parallel},
    {"parallel with", Timing::parallel},
    {"parallel to", Timing::parallel},
    {"effective from", Timing::from},
    {"starting from", Timing::from},
    {"as of", Timing::from},
    {"from", Timing::from},
    {"on completion of", Timing::upon, Aspect::done},
    {"upon completion of", Timing::upon, Aspect::done},
    {"on complete", Timing::upon, Aspect::done},
    {"as soon as", Timing::upon},
    {"upon", Timing::upon},
    {"on", Timing::upon},
    {"at", Timing::at},
}};

/// Words between others, such as "promptly", and a moment that they come after.
constexpr std::array<TimingWords, 8> kAfter{{{"not before", Timing::after},
                                             {"on completion of", Timing::after, Aspect::done},
                                             {"upon completion of", Timing::after, Aspect::done},
                                             {"on complete", Timing::after, Aspect::done},
                                             {"following", Timing::after},
                                             {"upon", Timing::after},
                                             {"once", Timing::after},
                                             {"after", Timing::after}}};

constexpr std::array<std::string_view, 9> kStanding{"standing",   "always",      "at all times",
                                                    "permanent",  "permanently", "continuously",
                                                    "continuous", "ongoing",     "throughout"};
constexpr std::array<std::string_view, 14> kUndated{
    "undated", "none",    "n/a",       "na",      "tbd", "not stated", "no date",
    "-",       "missing", "no timing", "unknown", "?",   "not dated",  "unspecified"};

bool reads_events(Timing timing) {
  return timing == Timing::with || timing == Timing::proportion || timing == Timing::parallel;
}

bool limits_length(std::string_view words) {
  return words == "not more than" || words == "no more than" || words == "at most" ||
         words == "up to";
}

/// "up to 30 days after A1" is a last day; "up to 30 days before A1" is a first one.
bool counts_forward(const Moment& moment) {
  if (moment.kind == Moment::Kind::offset) return moment.length.count > 0;
  return moment.kind == Moment::Kind::earliest || moment.kind == Moment::Kind::latest;
}

bool is_day(const Moment& moment) { return moment.kind != Moment::Kind::event; }

class Reader {
 public:
  Reader(std::string_view text, MomentReader pieces, const RowNames& rows,
         const TriggerContext& context)
      : text_(text), in_(std::move(pieces)), rows_(rows), context_(context) {}

  std::optional<ForeignTrigger> read() {
    for (const auto form : {&Reader::timed, &Reader::bare, &Reader::words_after, &Reader::native}) {
      made_ = {};
      in_.forget();
      if (!(this->*form)()) continue;
      made_.outside.insert(made_.outside.end(), in_.outside().begin(), in_.outside().end());
      const auto& readings = in_.readings();
      made_.readings.insert(made_.readings.end(), readings.begin(), readings.end());
      return std::move(made_);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] Trigger& trigger() { return made_.trigger; }

  bool first(const TimingWords& said) {
    auto moment = reads_events(said.timing) ? in_.events() : in_.moment();
    if (!moment && said.aspect != Aspect::unsaid) moment = in_.events();
    if (!moment) return false;
    if (said.aspect != Aspect::unsaid && moment->kind == Moment::Kind::event &&
        moment->aspect == Aspect::unsaid) {
      in_.take(Piece::Kind::comma);
      moment->aspect = said.aspect;
    }
    trigger().first = std::move(*moment);
    return true;
  }

  /// "start_by:T0+60d", "at:J05 effective:J20", "start:J01 finish_by:J20".
  bool timed() {
    for (const TimingWords& said : kTimings) {
      in_.forget();
      skip_preface();
      if (!in_.take_words(said.words)) continue;
      trigger() = {};
      trigger().timing = said.timing;
      if (first(said) && finish(said) && effective() && in_.at_end()) return true;
    }
    return only_after();
  }

  void skip_preface() {
    if (in_.take_words("in any event") || in_.take_words("in any case"))
      in_.take(Piece::Kind::comma);
  }

  /// "after:S20", "not before S20".
  bool only_after() {
    for (const TimingWords& said : kAfter) {
      in_.forget();
      if (!in_.take_words(said.words)) continue;
      trigger() = {.timing = Timing::after};
      if (!first(said) || !effective() || !in_.at_end()) continue;
      in_.add_reading("after-only", "it gives the first day and no last one");
      return true;
    }
    return false;
  }

  /// What follows from the words once the moment is read.
  bool finish(const TimingWords& said) {
    if (limits_length(said.words) && !counts_forward(*trigger().first)) return false;
    if (said.timing == Timing::upon && is_day(*trigger().first)) trigger().timing = Timing::at;
    if (said.words == "during")
      in_.add_reading("during", "'during' is read as: in proportion to these as they advance");
    if (said.words == "before" || said.words == "finish before") before(said.words);
    if (said.timing != Timing::span) {
      reading_of(said);
      return true;
    }
    in_.take(Piece::Kind::comma);
    for (const std::string_view end :
         {"finish by", "finish before", "done by", "end by", "complete by", "completed by", "by"}) {
      if (!in_.take_words(end)) continue;
      trigger().second = in_.moment();
      if (end == "finish before") before(end);
      in_.add_reading("span", "it begins on the one day and is done by the other");
      return trigger().second.has_value();
    }
    trigger().timing = Timing::start_by;
    in_.add_reading("start-only", "only its start has a day; nothing says when it is done");
    return true;
  }

  void before(std::string_view words) {
    in_.add_reading("before-is-by",
                    fmt::format("'{}' is read as 'by': the day itself is in time", words));
  }

  void reading_of(const TimingWords& said) {
    if (in_.readings().empty())
      in_.add_reading("respelled", fmt::format("'{}' has the same meaning here", said.words));
  }

  bool effective() {
    if (!in_.take_words("effective on") && !in_.take_words("effective from") &&
        !in_.take_words("effective"))
      return true;
    trigger().effective = in_.moment();
    return trigger().effective.has_value();
  }

  /// A moment and no word: "J34+15d", "T0".
  bool bare() {
    const bool one_word = in_.here().kind == Piece::Kind::word;
    const bool row = one_word && rows_.find(in_.here().text);
    auto moment = in_.moment();
    if (!moment || !in_.at_end()) return false;
    const bool one_event = moment->kind == Moment::Kind::event && !row && in_.outside().size() == 1;
    const bool anchor = one_event && in_.place() == 1;
    if (anchor && !context_.dated && context_.type != "anchor") return false;
    made_.anchor = anchor;
    trigger().timing = anchor || context_.milestone ? Timing::at : Timing::by;
    trigger().first = std::move(*moment);
    if (anchor)
      in_.add_reading("anchor", fmt::format("'{}' is an outside event, and this row is that event",
                                            in_.outside()[0]));
    else
      in_.add_reading("no-timing-word",
                      context_.milestone ? "no word says what the day is: of a milestone, its day"
                                         : "no word says what the day is: the last one, 'by'");
    return true;
  }

  /// "promptly after:J01".
  bool words_after() {
    for (std::size_t from = 1; from < 12; ++from) {
      for (const TimingWords& after : kAfter) {
        in_.forget();
        if (!skip(from)) return false;
        const std::size_t end = in_.here().at;
        if (!in_.take_words(after.words)) continue;
        trigger() = {.timing = Timing::vague, .words = std::string(stripped(text_.substr(0, end)))};
        if (!first(after) || !in_.at_end()) continue;
        in_.add_reading("vague", fmt::format("'{}' gives no number of days", trigger().words));
        return true;
      }
    }
    return false;
  }

  /// Steps over `count` words; false where something else stands there.
  bool skip(std::size_t count) {
    while (count > 0 && in_.take(Piece::Kind::word)) --count;
    return count == 0;
  }

  /// What tandem itself would read.
  bool native() {
    auto read = model::parse_trigger(text_);
    if (!read) return false;
    trigger() = std::move(*read);
    for (const auto* moment :
         {&trigger().first, &trigger().second, &trigger().effective, &trigger().unless})
      if (*moment && !knows(**moment)) return false;
    if (made_.outside.size() == 1 && made_.outside[0] == stripped(text_)) return false;
    in_.add_reading("as-written", "it is a trigger as it stands");
    return true;
  }

  /// Whether the names in `moment` are rows, or can be outside events.
  bool knows(const Moment& moment) {
    for (const model::Reference& one : moment.events) {
      if (!one.last.empty() && !rows_.is_range(one.first, one.last)) return false;
      const auto row = rows_.find(one.first);
      if (row && *row != one.first) return false;
      if (!row && std::ranges::find(made_.outside, one.first) == made_.outside.end())
        made_.outside.push_back(one.first);
    }
    return std::ranges::all_of(moment.parts, [&](const Moment& part) { return knows(part); });
  }

  std::string_view text_;
  MomentReader in_;
  const RowNames& rows_;
  const TriggerContext& context_;
  ForeignTrigger made_{};
};

/// Quotes and control characters would not stand well in a trigger.
std::string as_words(std::string_view text) {
  std::string words;
  for (const char c : stripped(text))
    words += c == '_' || static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  constexpr std::size_t kMost = 1000;  // escapes may double them, within kTriggerLimit
  if (words.size() > kMost) {
    std::size_t end = kMost;
    while ((static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    words.resize(end);
    words += "...";
  }
  return words;
}

std::optional<ForeignTrigger> without_moment(std::string_view text) {
  const std::string small = folded(text);
  ForeignTrigger made;
  if (std::ranges::find(kStanding, small) != kStanding.end()) {
    made.trigger.timing = Timing::standing;
    made.readings = {{"standing", "it holds all the time"}};
    return made;
  }
  const bool missing = small.ends_with(" missing") || small.starts_with("missing ");
  if (!missing && !small.empty() && std::ranges::find(kUndated, small) == kUndated.end())
    return std::nullopt;
  made.readings = {{"undated", "nothing is said of its date"}};
  return made;
}

}  // namespace

ForeignTrigger read_foreign_trigger(std::string_view text, const RowNames& rows,
                                    const TriggerContext& context) {
  if (auto made = without_moment(text)) return *made;
  if (text.size() <= model::kTriggerLimit) {
    auto pieces = pieces_of(text).value_or(std::vector<Piece>(1));
    auto made = Reader(text, MomentReader(std::move(pieces), rows), rows, context).read();
    if (made && model::parse_trigger(model::trigger_text(made->trigger))) return *made;
  }
  ForeignTrigger made;
  made.trigger.timing = Timing::vague;
  made.trigger.words = as_words(text);
  made.kept_as_words = true;
  made.readings = {{"kept-as-words", "it is no trigger and is kept as words, without a date"}};
  return made;
}

}  // namespace tandem::casefile::internal
