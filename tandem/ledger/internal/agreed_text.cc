#include "tandem/ledger/internal/agreed_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "tandem/casefile/agreement_file.h"
#include "tandem/model/timetable.h"

namespace tandem::ledger::internal {
namespace {

using model::Agreement;
using model::Obligation;
using model::ObligationId;

std::vector<std::string> given_for(const Agreement& of, const Obligation& one) {
  std::vector<std::string> some;
  for (const ObligationId other : one.exchanged_for) some.push_back(of.obligation(other).id);
  return some;
}

bool same_verification(const model::ObligationDraft& a, const model::ObligationDraft& b) {
  if (!a.verification || !b.verification) return !a.verification == !b.verification;
  const auto words = [](const model::ObligationVerificationDraft& v) {
    return std::tie(v.means.text, v.operated_by.text, v.approval.text, v.fallback.text,
                    v.disclosure.text, v.takes.text);
  };
  return words(*a.verification) == words(*b.verification);
}

bool same_amount(const std::optional<model::Number>& a, const std::optional<model::Number>& b) {
  if (!a || !b) return !a == !b;
  return std::tie(a->low, a->mode, a->high) == std::tie(b->low, b->mode, b->high);
}

/// Whether both say the same of what is owed, to whom, when and against what.
bool same_words(const model::ObligationDraft& a, const model::ObligationDraft& b) {
  const auto words = [](const model::ObligationDraft& o) {
    return std::tie(o.text.text, o.kind.text, o.unit.text, o.legal_form.text, o.trigger.text,
                    o.takes.text, o.group.text, o.tolerance.text, o.cure.text, o.decided_by.text,
                    o.financing.text, o.off_text);
  };
  // Without its wording, the title is what was agreed.
  const bool titled = a.text.empty() && a.title.text != b.title.text;
  return !titled && words(a) == words(b) && same_amount(a.quantity, b.quantity) &&
         same_verification(a, b);
}

/// What a text says of an actor, beside numbers of the case.
std::string described(const Agreement& of, model::ActorId actor) {
  const model::Actor& one = of.actor(actor);
  std::string words = fmt::format("{}\n{}\n{}\n{}\n", one.id, one.name,
                                  one.role == model::ActorRole::party, one.case_party);
  for (const model::ActorId member : one.members) words += described(of, member);
  return words;
}

/// Those that the words of an obligation name as who verifies it, decides on it or pays for it.
std::string described_others(const Agreement& of, const model::ObligationDraft& draft) {
  std::vector<std::string> named{draft.decided_by.text, draft.financing.text};
  if (draft.verification)
    for (const auto* word : {&draft.verification->operated_by, &draft.verification->approval})
      named.push_back(word->text);
  std::string words;
  for (const std::string& name : named)
    if (const auto actor = of.find_actor(name)) words += described(of, *actor);
  return words;
}

/// What a text says to all: how days are counted, and what happens outside it.
bool same_frame(const model::AgreementDraft& a, const model::AgreementDraft& b) {
  const auto texts = [](const std::vector<model::Word>& words) {
    std::vector<std::string> all;
    for (const model::Word& word : words) all.push_back(word.text);
    return all;
  };
  const auto counts = [&](const model::DayCountDraft& of) {
    return std::tuple(of.first_day.text, texts(of.weekend), texts(of.holidays), of.rest_day.text,
                      of.weekend_given);
  };
  const auto same_event = [](const model::EventDraft& one, const model::EventDraft& other) {
    return std::tie(one.id.text, one.title.text, one.date.text) ==
           std::tie(other.id.text, other.title.text, other.date.text);
  };
  return counts(a.day_count) == counts(b.day_count) &&
         std::ranges::all_of(a.events, [&](const model::EventDraft& one) {
           return std::ranges::any_of(
               b.events, [&](const model::EventDraft& other) { return same_event(one, other); });
         });
}

class Comparison {
 public:
  Comparison(const AgreedText& before, const AgreedText& after)
      : before_(before),
        after_(after),
        due_before_(model::timetable(before.valid, {.actual = false, .delays = {}})),
        due_after_(model::timetable(after.valid, {.actual = false, .delays = {}})) {}

  std::vector<std::string> parties() && {
    if (!same_frame(before_.draft, after_.draft)) add_all(before_.valid);
    add_changed_actors();
    for (std::size_t k = 0; k < before_.valid.obligations().size(); ++k) {
      const auto other = after_.valid.find_obligation(before_.valid.obligations()[k].id);
      if (other && same(k, other->index())) continue;
      add(before_.valid, k);
      if (other) add(after_.valid, other->index());
    }
    for (std::size_t k = 0; k < after_.valid.obligations().size(); ++k)
      if (!before_.valid.find_obligation(after_.valid.obligations()[k].id)) add(after_.valid, k);
    return std::move(parties_);
  }

 private:
  [[nodiscard]] bool same(std::size_t k, std::size_t l) const {
    const Obligation& a = before_.valid.obligations()[k];
    const Obligation& b = after_.valid.obligations()[l];
    return due_before_.of[k].due == due_after_.of[l].due &&
           due_before_.of[k].start == due_after_.of[l].start &&
           all_described(before_.valid, a) == all_described(after_.valid, b) && a.tlp == b.tlp &&
           a.compartment == b.compartment &&
           given_for(before_.valid, a) == given_for(after_.valid, b) &&
           same_words(before_.draft.obligations[k], after_.draft.obligations[l]) &&
           described_others(before_.valid, before_.draft.obligations[k]) ==
               described_others(after_.valid, after_.draft.obligations[l]);
  }

  static std::vector<std::string> all_described(const Agreement& of, const Obligation& one) {
    std::vector<std::string> all;
    for (const auto* some : {&one.actors, &one.counterparts}) {
      for (const model::ActorId actor : *some) all.push_back(described(of, actor));
      all.emplace_back();
    }
    return all;
  }

  /// Who is called, or is, something else in the later text, or is not in it.
  void add_changed_actors() {
    for (std::size_t k = 0; k < before_.valid.actors().size(); ++k) {
      const model::ActorId actor{k};
      const auto other = after_.valid.find_actor(before_.valid.actor(actor).id);
      if (!other || described(before_.valid, actor) != described(after_.valid, *other))
        for (const model::ActorId one : before_.valid.members({{actor}})) add(before_.valid, one);
    }
  }

  void add_all(const Agreement& of) {
    for (std::size_t k = 0; k < of.actors().size(); ++k)
      if (of.actors()[k].members.empty()) add(of, model::ActorId{k});
  }

  void add(const Agreement& of, std::size_t k) {
    const Obligation& one = of.obligations()[k];
    for (const auto* some : {&one.actors, &one.counterparts})
      for (const model::ActorId actor : of.members(*some)) add(of, actor);
  }

  void add(const Agreement& of, model::ActorId actor) {
    const model::Actor& one = of.actor(actor);
    if (one.role == model::ActorRole::party && std::ranges::count(parties_, one.id) == 0)
      parties_.push_back(one.id);
  }

  const AgreedText& before_;
  const AgreedText& after_;
  model::Timetable due_before_;
  model::Timetable due_after_;
  std::vector<std::string> parties_;
};

}  // namespace

bool AgreedText::acts(std::size_t obligation, std::string_view actor) const {
  const auto& actors = valid.obligations()[obligation].actors;
  return std::ranges::any_of(actors, [&](model::ActorId one) {
    const model::Actor& listed = valid.actor(one);
    return listed.id == actor || std::ranges::any_of(listed.members, [&](model::ActorId member) {
             return valid.actor(member).id == actor;
           });
  });
}

Result<std::shared_ptr<const AgreedText>> read_agreed(const std::string& text) {
  auto read = casefile::load_agreement_text(text, "agreement.yaml");
  if (!read) return tl::unexpected(std::move(read.error()));
  for (model::ObligationDraft& one : read->draft.obligations)
    one.started = one.done = one.verified = one.outcome = {};
  auto valid = Agreement::from(read->draft);
  if (!valid) return tl::unexpected(std::move(valid.error()));
  return std::make_shared<const AgreedText>(AgreedText{std::move(read->draft), std::move(*valid)});
}

std::vector<std::string> touched(const AgreedText& before, const AgreedText& after) {
  return Comparison(before, after).parties();
}

}  // namespace tandem::ledger::internal
