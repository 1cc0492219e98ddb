#include "tandem/ledger/internal/agreed_text.h"

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

std::vector<std::string> ids(const Agreement& of, const std::vector<model::ActorId>& actors) {
  std::vector<std::string> some;
  for (const model::ActorId actor : actors) some.push_back(of.actor(actor).id);
  return some;
}

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

class Comparison {
 public:
  Comparison(const AgreedText& before, const AgreedText& after)
      : before_(before),
        after_(after),
        due_before_(model::timetable(before.valid, {.actual = false, .delays = {}})),
        due_after_(model::timetable(after.valid, {.actual = false, .delays = {}})) {}

  std::vector<std::string> parties() && {
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
           ids(before_.valid, a.actors) == ids(after_.valid, b.actors) &&
           ids(before_.valid, a.counterparts) == ids(after_.valid, b.counterparts) &&
           given_for(before_.valid, a) == given_for(after_.valid, b) &&
           same_words(before_.draft.obligations[k], after_.draft.obligations[l]);
  }

  void add(const Agreement& of, std::size_t k) {
    const Obligation& one = of.obligations()[k];
    for (const auto* some : {&one.actors, &one.counterparts})
      for (const model::ActorId actor : of.members(*some))
        if (of.actor(actor).role == model::ActorRole::party &&
            std::ranges::count(parties_, of.actor(actor).id) == 0)
          parties_.push_back(of.actor(actor).id);
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
