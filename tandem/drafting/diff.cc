#include "tandem/drafting/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "tandem/drafting/draft.h"
#include "tandem/drafting/internal/step.h"
#include "tandem/model/day_count_words.h"
#include "tandem/model/vocabulary.h"
#include "tandem/value/economics.h"
#include "tandem/value/game.h"

namespace tandem::drafting {
namespace {

using model::Agreement;
using model::Case;
using model::Obligation;

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string actors_text(const Agreement& of, const std::vector<model::ActorId>& actors) {
  std::vector<std::string> names;
  for (const model::ActorId actor : actors) names.push_back(of.actor(actor).id);
  return joined(names);
}

std::string quantity_text(const model::Quantity& quantity) {
  return quantity.ranged ? fmt::format("{}..{}..{}", quantity.low, quantity.mode, quantity.high)
                         : fmt::to_string(quantity.mode);
}

std::string length_of(const std::optional<model::Length>& length) {
  return length ? model::length_text(*length) : "";
}

std::string date_of(const std::optional<Date>& date) { return date ? format_date(*date) : ""; }

std::string waits_text(const Obligation& one) {
  std::vector<std::string> parts;
  for (const model::Moment& wait : one.waits_for) parts.push_back(model::moment_text(wait));
  return joined(parts);
}

std::string exchanged_text(const Agreement& of, const Obligation& one) {
  std::vector<std::string> parts;
  for (const model::ObligationId other : one.exchanged_for)
    parts.push_back(of.obligation(other).id);
  return joined(parts);
}

std::string worth_text(const Agreement& of, const Obligation& one) {
  std::vector<std::string> parts;
  for (const auto& [actor, points] : one.worth)
    parts.push_back(of.actor(actor).id + " " + quantity_text(points));
  return joined(parts);
}

std::string sources_text(const Agreement& of, const Obligation& one) {
  std::vector<std::string> parts;
  for (const ProvenanceId source : one.sources)
    parts.push_back(of.data().provenances[source.index()].id);
  return joined(parts);
}

std::string allow_text(const std::vector<model::Allow>& allow) {
  std::vector<std::string> parts;
  for (const model::Allow& one : allow) parts.push_back(one.rule + ": " + one.reason);
  return joined(parts);
}

const model::ObligationVerification& verification(const Obligation& one) {
  static const model::ObligationVerification kNone;
  return one.verification ? *one.verification : kNone;
}

using KeyText = std::pair<std::string_view, std::string>;

/// What is to be done, by whom and when.
std::vector<KeyText> duty_texts(const Agreement& of, const Obligation& o) {
  return {
      {"title", o.title},
      {"text", o.text},
      {"article", o.article},
      {"phase", o.phase},
      {"kind", std::string(word_of(o.kind, model::kObligationKinds))},
      {"actors", actors_text(of, o.actors)},
      {"counterparts", actors_text(of, o.counterparts)},
      {"quantity", o.quantity ? quantity_text(*o.quantity) : ""},
      {"unit", o.unit},
      {"legal_form", o.legal_form},
      {"trigger", model::trigger_text(o.trigger)},
      {"takes", length_of(o.takes)},
      {"waits_for", waits_text(o)},
      {"for", exchanged_text(of, o)},
      {"group", o.group},
  };
}

/// How it is held to.
std::vector<KeyText> conditions_texts(const Agreement& /*of*/, const Obligation& o) {
  const model::ObligationVerification& v = verification(o);
  return {
      {"verification: means", v.means},
      {"verification: operator", v.operated_by},
      {"verification: approval", v.approval},
      {"verification: fallback", v.fallback},
      {"verification: disclosure", v.disclosure},
      {"verification: takes", length_of(v.takes)},
      {"tolerance", o.tolerance},
      {"cure", length_of(o.cure)},
      {"decided_by", o.decided_by},
      {"financing", o.financing},
      {"visibility: tlp", std::string(word_of(o.tlp, model::kTlps))},
  };
}

/// What it counts as, and what became of it.
std::vector<KeyText> record_texts(const Agreement& of, const Obligation& o) {
  return {
      {"visibility: compartment", o.compartment},
      {"off_text", o.off_text ? "true" : ""},
      {"measure", o.measure},
      {"share", o.measure.empty() ? "" : fmt::to_string(o.share)},
      {"worth", worth_text(of, o)},
      {"reversibility", o.reversibility.mode == 0 ? "" : quantity_text(o.reversibility)},
      {"source", sources_text(of, o)},
      {"provenance", o.provenance},
      {"note", o.note},
      {"started", date_of(o.started)},
      {"done", date_of(o.done)},
      {"verified", date_of(o.verified)},
      {"outcome", o.outcome},
      {"allow", allow_text(o.allow)},
  };
}

/// Every key of an obligation as it stands, in the order of the file.
std::vector<KeyText> texts_of(const Agreement& of, const Obligation& one) {
  std::vector<KeyText> all = duty_texts(of, one);
  for (auto* const more : {conditions_texts, record_texts})
    std::ranges::move(more(of, one), std::back_inserter(all));
  return all;
}

void add_changed(std::vector<ChangedKey>& into, std::string_view key, std::string before,
                 std::string after) {
  if (before != after) into.push_back({std::string(key), std::move(before), std::move(after)});
}

std::string day_count_text(const model::DayCount& count) {
  std::string rest;
  for (const std::chrono::weekday day : count.weekend)
    rest += fmt::format(" {}", model::kWeekdays[day.c_encoding()]);
  for (const Date day : count.holidays) rest += " " + format_date(day);
  return fmt::format("first_day {}, rest_day {}, days of rest{}",
                     model::kFirstDays[count.first_day_counts ? 1 : 0],
                     word_of(count.on_rest_day, model::kRestDays), rest.empty() ? " none" : rest);
}

std::vector<ChangedKey> changed_head(const Agreement& before, const Agreement& after) {
  std::vector<ChangedKey> made;
  const model::AgreementData& a = before.data();
  const model::AgreementData& b = after.data();
  add_changed(made, "agreement", a.id, b.id);
  add_changed(made, "title", a.title, b.title);
  add_changed(made, "summary", a.summary, b.summary);
  add_changed(made, "signed", date_of(a.signed_on), date_of(b.signed_on));
  add_changed(made, "case", a.case_id, b.case_id);
  add_changed(made, "day_count", day_count_text(a.day_count), day_count_text(b.day_count));
  add_changed(made, "allow", allow_text(a.allow), allow_text(b.allow));
  return made;
}

/// The keys of things that both texts have, where they differ: "event T0: date".
template <class Thing, class Texts>
void compare_things(std::string_view noun, const std::vector<Thing>& before,
                    const std::vector<Thing>& after, const Texts& texts,
                    std::vector<ChangedKey>& into) {
  for (const Thing& now : after) {
    const auto old = std::ranges::find(before, now.id, &Thing::id);
    if (old == before.end()) {
      add_changed(into, fmt::format("{} {}", noun, now.id), "", "added");
      continue;
    }
    const auto then = texts(*old);
    auto next = texts(now);
    for (std::size_t k = 0; k < next.size(); ++k)
      add_changed(into, fmt::format("{} {}: {}", noun, now.id, next[k].first), then[k].second,
                  std::move(next[k].second));
  }
  for (const Thing& old : before)
    if (std::ranges::find(after, old.id, &Thing::id) == after.end())
      add_changed(into, fmt::format("{} {}", noun, old.id), "", "removed");
}

std::vector<KeyText> event_texts(const model::Event& event) {
  return {{"title", event.title},
          {"date", date_of(event.date)},
          {"happened", event.happened ? "true" : "false"}};
}

std::vector<KeyText> source_texts(const model::Provenance& source) {
  return {{"title", source.title},
          {"by", source.by},
          {"as_of", date_of(source.as_of)},
          {"url", source.url},
          {"note", source.note}};
}

/// Whether the obligations that both have stand in the same order.
bool same_order(const Agreement& before, const Agreement& after) {
  std::size_t least = 0;
  for (const Obligation& one : after.obligations()) {
    const auto old = before.find_obligation(one.id);
    if (!old) continue;
    if (old->index() < least) return false;
    least = old->index();
  }
  return true;
}

std::vector<KeyText> actor_texts(const Agreement& of, const model::Actor& actor) {
  return {{"name", actor.name},
          {"role", std::string(word_of(actor.role, model::kActorRoles))},
          {"members", actors_text(of, actor.members)},
          {"case_party", actor.case_party},
          {"discount", quantity_text(actor.discount)},
          {"reserve", quantity_text(actor.reserve)}};
}

/// One of two texts, with what is asked of it again and again.
struct Side {
  const Agreement& text;
  model::Timetable dates;

  explicit Side(const Agreement& of) : text(of), dates(model::timetable(of, {.actual = false})) {}

  [[nodiscard]] const Obligation& obligation(std::size_t o) const { return text.obligations()[o]; }
  [[nodiscard]] std::optional<model::Day> due(std::size_t o) const {
    return dates.of[o].due ? dates.of[o].due : dates.of[o].start;
  }
};

/// Present value of an obligation's measure to each party; empty where it has none.
std::vector<double> worth_of(const Case& of, const value::Economics& economics, const Side& side,
                             std::size_t o) {
  const Obligation& one = side.obligation(o);
  const auto measure = of.find_measure(one.measure);
  const auto day = internal::anchor(side.dates.of[o]);
  if (!measure || !day) return {};
  const auto step = internal::step_of(of, *measure, one.share, *day);
  if (!step) return {};
  std::vector<double> worth;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    worth.push_back(step->share *
                    economics.carried_out(PartyId(p), *measure, step->start_month, 0));
  return worth;
}

class Differ {
 public:
  Differ(const Agreement& before, const Agreement& after, const Case* of)
      : before_(before), after_(after), case_(of) {
    if (of != nullptr) economics_.emplace(*of);
  }

  AgreementDiff run() {
    made_.head = changed_head(before_.text, after_.text);
    compare_actors();
    compare_things("event", before_.text.data().events, after_.text.data().events, event_texts,
                   made_.head);
    compare_things("source", before_.text.data().provenances, after_.text.data().provenances,
                   source_texts, made_.head);
    if (!same_order(before_.text, after_.text))
      made_.head.push_back({"order of obligations", "as it was", "another"});
    for (std::size_t o = 0; o < before_.text.obligations().size(); ++o)
      if (!after_.text.find_obligation(before_.obligation(o).id)) add(o, std::nullopt);
    for (std::size_t o = 0; o < after_.text.obligations().size(); ++o) {
      const auto old = before_.text.find_obligation(after_.obligation(o).id);
      add(old ? std::optional(old->index()) : std::nullopt, o);
    }
    return std::move(made_);
  }

 private:
  void compare_actors() {
    for (const model::Actor& one : before_.text.actors())
      if (!after_.text.find_actor(one.id)) made_.actors_removed.push_back(one.name);
    for (const model::Actor& one : after_.text.actors()) {
      const auto old = before_.text.find_actor(one.id);
      if (!old) {
        made_.actors_added.push_back(one.name);
        continue;
      }
      auto then = actor_texts(before_.text, before_.text.actor(*old));
      auto now = actor_texts(after_.text, one);
      for (std::size_t k = 0; k < now.size(); ++k)
        add_changed(made_.head, fmt::format("actor {}: {}", one.id, now[k].first),
                    std::move(then[k].second), std::move(now[k].second));
    }
  }

  void add(std::optional<std::size_t> old, std::optional<std::size_t> now) {
    ChangedObligation made;
    const Obligation& shown = now ? after_.obligation(*now) : before_.obligation(*old);
    made.id = shown.id;
    made.title = shown.title;
    made.kind = !old   ? ChangedObligation::Kind::added
                : !now ? ChangedObligation::Kind::removed
                       : ChangedObligation::Kind::changed;
    if (old) made.due_before = before_.due(*old);
    if (now) made.due_after = after_.due(*now);
    if (old && now) made.keys = changed_keys(before_.obligation(*old), after_.obligation(*now));
    if (old && now && made.keys.empty() && made.due_before == made.due_after) {
      ++made_.same;
      return;
    }
    add_people(made, old, now);
    add_worth(made, old, now);
    made_.obligations.push_back(std::move(made));
  }

  [[nodiscard]] std::vector<ChangedKey> changed_keys(const Obligation& old,
                                                     const Obligation& now) const {
    std::vector<ChangedKey> keys;
    auto before = texts_of(before_.text, old);
    auto after = texts_of(after_.text, now);
    for (std::size_t k = 0; k < before.size(); ++k)
      add_changed(keys, before[k].first, std::move(before[k].second), std::move(after[k].second));
    return keys;
  }

  void add_people(ChangedObligation& into, std::optional<std::size_t> old,
                  std::optional<std::size_t> now) const {
    std::vector<std::string> seen;  // one that was renamed is still one
    const auto add_names = [&seen](const Agreement& of, const std::vector<model::ActorId>& actors,
                                   std::string_view as, std::vector<std::string>& names) {
      for (const model::ActorId actor : actors) {
        std::string id = fmt::format("{} {}", as, of.actor(actor).id);
        if (std::ranges::find(seen, id) != seen.end()) continue;
        seen.push_back(std::move(id));
        names.push_back(of.actor(actor).name);
      }
    };
    const auto add_side = [&](const Side& side, std::size_t o) {
      add_names(side.text, side.obligation(o).actors, "by", into.actors);
      add_names(side.text, side.obligation(o).counterparts, "to", into.counterparts);
    };
    if (now) add_side(after_, *now);
    if (old) add_side(before_, *old);
  }

  void add_worth(ChangedObligation& into, std::optional<std::size_t> old,
                 std::optional<std::size_t> now) const {
    if (case_ == nullptr) return;
    constexpr double kVisible = 0.005;  // points; less is rounding
    std::vector<double> change(case_->parties().size());
    const auto count = [&](const Side& side, std::size_t o, double sign) {
      const auto worth = worth_of(*case_, *economics_, side, o);
      for (std::size_t p = 0; p < worth.size(); ++p) change[p] += sign * worth[p];
    };
    if (old) count(before_, *old, -1);
    if (now) count(after_, *now, 1);
    for (std::size_t p = 0; p < change.size(); ++p)
      if (std::abs(change[p]) >= kVisible)
        into.worth.emplace_back(case_->parties()[p].name, change[p]);
  }

  Side before_;
  Side after_;
  const Case* case_;
  std::optional<value::Economics> economics_;
  AgreementDiff made_;
};

}  // namespace

AgreementDiff diff(const Agreement& before, const Agreement& after, const Case* of) {
  return Differ(before, after, of).run();
}

Result<Gains> gains(const Agreement& before, const Agreement& after, const Case& of) {
  const value::Economics economics(of);
  Gains made;
  for (const model::Party& party : of.parties()) made.parties.push_back({party.name, 0, 0});
  for (const auto& [text, into] :
       {std::pair{&before, &PartyGain::before}, std::pair{&after, &PartyGain::after}}) {
    auto read = roadmap_of(*text, model::timetable(*text, {.actual = false}), of);
    if (!read) return tl::unexpected(read.error());
    for (std::size_t p = 0; p < made.parties.size(); ++p)
      made.parties[p].*into = value::net_gain(economics, read->roadmap, PartyId(p));
    std::ranges::move(read->left_out, std::back_inserter(made.left_out));
  }
  return made;
}

}  // namespace tandem::drafting
