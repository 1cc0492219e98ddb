#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/model/internal/trigger_lexer.h"
#include "tandem/model/internal/trigger_words.h"
#include "tandem/model/trigger.h"

namespace tandem::model {
namespace {

using internal::Token;
using Kind = Token::Kind;

constexpr std::string_view kAMoment =
    "write a date, an event such as S20 or verified(S20), or T0 + 60d";

/// By recursive descent. The first mistake ends it: what is read after that means nothing.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  ParsedTrigger trigger() {
    Trigger made;
    made.effort = take("seek");
    timing(made);
    endings(made);
    if (!mistake_ && here().kind != Kind::end)
      fail(fmt::format("the trigger goes on with {}", shown(here())),
           "after a trigger stands nothing, 'effective' or 'unless'");
    return finished(std::move(made));
  }

  tl::expected<Moment, TriggerMistake> only_moment() {
    Moment made = moment();
    if (!mistake_ && here().kind != Kind::end)
      fail(fmt::format("the moment goes on with {}", shown(here())), std::string(kAMoment));
    return finished(std::move(made));
  }

 private:
  template <class T>
  tl::expected<T, TriggerMistake> finished(T made) {
    if (mistake_) return tl::unexpected(std::move(*mistake_));
    return made;
  }

  // ---- tokens

  [[nodiscard]] const Token& here() const { return tokens_[at_]; }
  [[nodiscard]] const Token& ahead(std::size_t n = 1) const {
    return tokens_[std::min(at_ + n, tokens_.size() - 1)];
  }
  [[nodiscard]] bool is(std::string_view word) const {
    return here().kind == Kind::word && here().text == word;
  }
  [[nodiscard]] bool is_call(std::string_view word) const {
    return is(word) && ahead().kind == Kind::open;
  }
  void step() {
    if (here().kind != Kind::end) ++at_;
  }
  bool take(std::string_view word) {
    if (!is(word)) return false;
    step();
    return true;
  }
  bool take(Kind kind) {
    if (here().kind != kind) return false;
    step();
    return true;
  }
  /// The words, one after another, or none of them.
  bool take_all(std::initializer_list<std::string_view> words) {
    std::size_t n = 0;
    for (const std::string_view word : words) {
      const Token& one = ahead(n++);
      if (one.kind != Kind::word || one.text != word) return false;
    }
    at_ += words.size();
    return true;
  }

  static std::string shown(const Token& token) {
    switch (token.kind) {
      case Kind::word:
        return fmt::format("'{}'", token.text);
      case Kind::quoted:
        return fmt::format("\"{}\"", token.text);
      case Kind::plus:
        return "'+'";
      case Kind::minus:
        return "'-'";
      case Kind::open:
        return "'('";
      case Kind::close:
        return "')'";
      case Kind::comma:
        return "','";
      case Kind::dots:
        return "'..'";
      case Kind::end:
        return "nothing more";
    }
    return {};
  }

  void fail(std::string message, std::string repair) {
    if (!mistake_) mistake_ = TriggerMistake{here().at, std::move(message), std::move(repair)};
  }
  void demand(std::string_view word, std::string_view before) {
    if (!take(word))
      fail(fmt::format("there is {} where '{}' belongs", shown(here()), word),
           fmt::format("write '{} {}'", word, before));
  }
  void demand(Kind kind, std::string_view what) {
    if (!take(kind))
      fail(fmt::format("there is {} where {} belongs", shown(here()), what),
           fmt::format("write {}", what));
  }

  // ---- timings

  void timing(Trigger& into) {
    if (simple(into) || started(into) || timed(into)) return;
    for (const auto& [word, timing] : internal::kMomentTimings)
      if (take(word)) return one_moment(into, timing);
    one_moment(into, Timing::by);
  }

  void one_moment(Trigger& into, Timing timing) {
    into.timing = timing;
    into.first = moment();
  }

  /// Those without a moment, or with one behind words.
  bool simple(Trigger& into) {
    if (take("standing")) {
      into.timing = Timing::standing;
      return true;
    }
    if (take("undated")) return true;
    const bool said = take("said");
    const bool bare =
        here().kind == Kind::word &&
        std::ranges::find(internal::kVagueWords, here().text) != internal::kVagueWords.end();
    if (here().kind != Kind::quoted && (!bare || said)) {
      if (said) fail("'said' has no words behind it", "write said \"in due course\"");
      return said;
    }
    into.timing = Timing::vague;
    into.words = here().text;
    if (into.words.empty()) fail("the quotes hold no words", "write what the text says");
    step();
    if (take("after")) into.first = moment();
    return true;
  }

  bool started(Trigger& into) {
    if (take_all({"start", "by"})) {
      one_moment(into, Timing::start_by);
      return true;
    }
    if (!take_all({"start", "at"})) return false;
    one_moment(into, Timing::from);
    if (!take(Kind::comma)) return true;
    if (take_all({"done", "by"})) {
      into.timing = Timing::span;
      into.second = moment();
    } else {
      fail(fmt::format("there is {} where 'done by' belongs", shown(here())),
           "write 'start at T0, done by T0 + 60d'");
    }
    return true;
  }

  /// Those of several parts.
  bool timed(Trigger& into) {
    if (take("between")) {
      between(into);
    } else if (is_call("window")) {
      window(into);
    } else if (take("every")) {
      every(into);
    } else if (take("with")) {
      into.timing = Timing::with;
      into.first = events();
    } else if (take_all({"in", "proportion", "to"})) {
      into.timing = Timing::proportion;
      into.first = events();
    } else if (take_all({"in", "parallel", "with"})) {
      into.timing = Timing::parallel;
      into.first = events();
    } else if (take("unless")) {
      unless_within(into);
    } else {
      return false;
    }
    return true;
  }

  void between(Trigger& into) {
    one_moment(into, Timing::between);
    demand("and", "its last day");
    into.second = moment();
  }

  void window(Trigger& into) {
    step();
    demand(Kind::open, "'('");
    one_moment(into, Timing::between);
    demand(Kind::comma, "a comma");
    into.second = moment();
    demand(Kind::close, "')'");
  }

  void every(Trigger& into) {
    into.timing = Timing::every;
    into.period = length(1);
    demand("from", "its first day");
    into.first = moment();
    if (take("until")) into.second = moment();
  }

  /// `unless J37 within 30d of J36`: at J36 + 30d unless J37.
  void unless_within(Trigger& into) {
    into.timing = Timing::at;
    into.unless = events();
    demand("within", "a length");
    const Length limit = length(1);
    demand("of", "a moment");
    Moment due;
    due.kind = Moment::Kind::offset;
    due.length = limit;
    due.parts.push_back(moment());
    into.first = std::move(due);
  }

  void endings(Trigger& into) {
    if (take("effective")) into.effective = moment();
    if (!is("unless")) return;
    if (into.unless) return fail("'unless' stands twice", "keep one of them, with both events");
    step();
    into.unless = events();
    if (is("within"))
      fail("'within' follows a trigger that has a day already",
           "write 'at J36 + 30d unless J37', or begin with 'unless'");
  }

  // ---- moments

  Moment moment() {
    if (++depth_ > kTriggerDepth) {
      fail("the moments are nested too deep", "give a part of it an obligation of its own");
      return {};
    }
    Moment made = primary();
    int links = 0;
    while (!mistake_ && (here().kind == Kind::plus || here().kind == Kind::minus)) {
      if (++links > kTriggerDepth) {
        fail("too many lengths are added", "add them up");
        break;
      }
      const int sign = here().kind == Kind::plus ? 1 : -1;
      step();
      Moment sum;
      sum.kind = Moment::Kind::offset;
      sum.length = length(sign);
      sum.parts.push_back(std::move(made));
      made = std::move(sum);
    }
    --depth_;
    return made;
  }

  Moment primary() {
    if (is_call("earliest")) return several(Moment::Kind::earliest);
    if (is_call("latest")) return several(Moment::Kind::latest);
    if (const auto aspect = aspect_here()) return aspect_of(*aspect);
    Moment made;
    if (here().kind == Kind::word) {
      if (const auto date = parse_date(here().text)) {
        made.kind = Moment::Kind::date;
        made.date = *date;
        step();
        return made;
      }
    }
    if (auto one = reference()) made.events.push_back(std::move(*one));
    return made;
  }

  [[nodiscard]] std::optional<Aspect> aspect_here() const {
    for (std::size_t a = 1; a < internal::kAspects.size(); ++a)
      if (is_call(internal::kAspects[a])) return static_cast<Aspect>(a);
    return std::nullopt;
  }

  Moment aspect_of(Aspect aspect) {
    step();
    demand(Kind::open, "'('");
    Moment made;
    made.aspect = aspect;
    made.events = references();
    demand(Kind::close, "')'");
    return made;
  }

  Moment several(Moment::Kind kind) {
    step();
    demand(Kind::open, "'('");
    Moment made;
    made.kind = kind;
    do made.parts.push_back(moment());
    while (!mistake_ && take(Kind::comma));
    demand(Kind::close, "')' or a comma");
    return made;
  }

  /// Events without a moment around them: `S18, S22`, `verified(J12)`.
  Moment events() {
    if (const auto aspect = aspect_here()) return aspect_of(*aspect);
    Moment made;
    made.events = references();
    return made;
  }

  std::vector<Reference> references() {
    std::vector<Reference> made;
    do
      if (auto one = reference()) made.push_back(std::move(*one));
    while (!mistake_ && take(Kind::comma));
    return made;
  }

  std::optional<Reference> reference() {
    if (here().kind != Kind::word) {
      fail(fmt::format("there is {} where a moment belongs", shown(here())), std::string(kAMoment));
      return std::nullopt;
    }
    if (std::ranges::find(internal::kReserved, here().text) != internal::kReserved.end()) {
      fail(fmt::format("'{}' cannot stand here, and is no id", here().text), std::string(kAMoment));
      return std::nullopt;
    }
    if (looks_like_date(here().text)) {
      fail(fmt::format("'{}' is no date that exists", here().text),
           "write a date such as 2007-12-31");
      return std::nullopt;
    }
    Reference made{here().text, {}};
    step();
    if (take(Kind::dots)) made.last = range_end();
    return made;
  }

  std::string range_end() {
    if (here().kind != Kind::word) {
      fail(fmt::format("there is {} where the last id of the range belongs", shown(here())),
           "write a range such as J12..J19");
      return {};
    }
    std::string last = here().text;
    step();
    return last;
  }

  static bool looks_like_date(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00";
    return text.size() == kForm.size() && std::ranges::equal(text, kForm, [](char c, char form) {
             return form == '-' ? c == '-' : c >= '0' && c <= '9';
           });
  }

  /// `60d`, `60 days`, `5 working days`; times `sign`.
  Length length(int sign) {
    const std::size_t begin = at_;
    std::string text = here().kind == Kind::word ? here().text : "";
    std::optional<Length> made = parse_length(text);
    for (std::size_t more = 1; !made && more <= 2 && ahead(more).kind == Kind::word; ++more) {
      text += " " + ahead(more).text;
      made = parse_length(text);
      if (made) at_ += more;
    }
    if (!made) {
      at_ = begin;
      fail(fmt::format("there is {} where a length belongs", shown(here())),
           "write a length such as 60d, 2w, 6m, 8y or 5wd, at most 200 years");
      return {};
    }
    step();
    made->count *= sign;
    return *made;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::optional<TriggerMistake> mistake_;
};

template <class T, class Read>
tl::expected<T, TriggerMistake> parsed(std::string_view text, const Read& read) {
  if (text.size() > kTriggerLimit)
    return tl::unexpected(TriggerMistake{
        0, fmt::format("the trigger has more than {} bytes", kTriggerLimit), "split it"});
  auto tokens = internal::tokens_of(text);
  if (!tokens) return tl::unexpected(std::move(tokens.error()));
  Parser parser(std::move(*tokens));
  return read(parser);
}

}  // namespace

ParsedTrigger parse_trigger(std::string_view text) {
  return parsed<Trigger>(text, [](Parser& parser) { return parser.trigger(); });
}

ParsedMoment parse_moment(std::string_view text) {
  return parsed<Moment>(text, [](Parser& parser) { return parser.only_moment(); });
}

}  // namespace tandem::model
