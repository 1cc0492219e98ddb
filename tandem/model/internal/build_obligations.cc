#include <fmt/format.h>

#include <algorithm>

#include "tandem/model/internal/agreement_builder.h"
#include "tandem/model/vocabulary.h"

/// The obligations of an agreement, all but what names other obligations' events.
namespace tandem::model::internal {
namespace {

/// Reads one obligation.
class ObligationBuilder {
 public:
  ObligationBuilder(AgreementBuilder& b, const ObligationDraft& draft)
      : b_(b), draft_(draft), user_(fmt::format("obligation '{}'", draft.id.text)) {}

  Obligation made() {
    words();
    people();
    quantities();
    verification();
    visibility();
    worths();
    record();
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::string what(std::string_view part) const {
    return fmt::format("{} of {}", part, user_);
  }
  [[nodiscard]] const SourceLoc& at() const { return draft_.at; }

  void words() {
    made_.id = draft_.id.text;
    made_.title = draft_.title.empty() ? draft_.id.text : draft_.title.text;
    made_.text = draft_.text.text;
    made_.article = draft_.article.text;
    made_.phase = draft_.phase.text;
    made_.unit = draft_.unit.text;
    made_.group = draft_.group.text;
    made_.tolerance = draft_.tolerance.text;
    made_.decided_by = draft_.decided_by.text;
    made_.financing = draft_.financing.text;
    made_.provenance = draft_.provenance.text;
    made_.note = draft_.note.text;
    made_.outcome = draft_.outcome.text;
    made_.measure = draft_.measure.text;
    made_.off_text = draft_.off_text;
    made_.at = draft_.at;
    made_.title_at = place(draft_.title, draft_.at);
    made_.text_at = place(draft_.text, made_.title_at);
    made_.trigger_at = place(draft_.trigger, draft_.at);
    made_.kind =
        b_.base.choice(draft_.kind, what("kind"), kObligationKinds, at(), ObligationKind::action);
    if (!draft_.legal_form.empty() &&
        b_.base.fixed_word(draft_.legal_form, what("legal_form"), kLegalForms, at()))
      made_.legal_form = draft_.legal_form.text;
    made_.takes = b_.length(draft_.takes, what("takes"), at());
    made_.cure = b_.length(draft_.cure, what("cure"), at());
    made_.allow = b_.allow_list(draft_.allow, user_, at());
  }

  void people() {
    made_.actors = b_.actor_list(draft_.actors, user_, at());
    made_.counterparts = b_.actor_list(draft_.counterparts, user_, at());
    for (const Word& source : draft_.sources)
      if (const auto index = b_.base.provenances.resolve(source, user_, at(), b_.base.found))
        made_.sources.emplace_back(*index);
    for (const Word& other : draft_.exchanged_for) {
      const auto index = b_.obligations.resolve(other, user_, at(), b_.base.found);
      if (!index) continue;
      if (other.text == draft_.id.text)
        b_.add(place(other, at()), "own-exchange", fmt::format("{} is exchanged for itself", user_),
               "name what it is exchanged for");
      else
        made_.exchanged_for.emplace_back(*index);
    }
  }

  void quantities() {
    made_.quantity = b_.base.quantity(draft_.quantity, kAnything, what("quantity"), at());
    made_.reversibility =
        b_.base.quantity(draft_.reversibility, kShare, what("reversibility"), at());
    if (draft_.share)
      made_.share = b_.base.quantity(*draft_.share, kShareAboveZero, what("share"), at()).mode;
    if (draft_.share && draft_.measure.empty())
      b_.add(at(), "share-of-nothing", fmt::format("{} has a share of no measure", user_),
             "name the case's measure under 'measure'");
  }

  void verification() {
    if (!draft_.verification) return;
    const ObligationVerificationDraft& from = *draft_.verification;
    made_.verification = {
        from.means.text,      from.operated_by.text,
        from.approval.text,   from.fallback.text,
        from.disclosure.text, b_.length(from.takes, what("takes in verification"), from.at)};
  }

  void visibility() {
    made_.compartment = draft_.compartment.text;
    if (!draft_.tlp.empty())
      made_.tlp = b_.base.choice(draft_.tlp, what("tlp"), kTlps, at(), Tlp::clear);
  }

  void worths() {
    for (const WorthDraft& entry : draft_.worth) {
      const SourceLoc& here = place(entry.party, at());
      const auto actor = b_.actors.resolve(entry.party, what("worth"), here, b_.base.found);
      const Quantity points =
          b_.base.quantity(entry.points, kAnything,
                           fmt::format("worth to '{}' of {}", entry.party.text, user_), here);
      if (actor) made_.worth.push_back({ActorId(*actor), points});
    }
    if (!draft_.worth.empty() && !draft_.measure.empty())
      b_.add(at(), "two-worths",
             fmt::format("{} has a worth and names measure '{}', which has one", user_,
                         draft_.measure.text),
             "keep one of the two");
  }

  void record() {
    made_.started = b_.base.date(draft_.started, what("started"), at());
    made_.done = b_.base.date(draft_.done, what("done"), at());
    made_.verified = b_.base.date(draft_.verified, what("verified"), at());
    const auto order = [&](const std::optional<Date>& first, const std::optional<Date>& then,
                           std::string_view words) {
      if (first && then && *then < *first)
        b_.add(at(), "record-order", fmt::format("{} was {}", user_, words),
               "correct one of the two dates");
    };
    order(made_.started, made_.done, "done before it started");
    order(made_.done, made_.verified, "verified before it was done");
  }

  AgreementBuilder& b_;
  const ObligationDraft& draft_;
  std::string user_;
  Obligation made_;
};

/// The names that a trigger or a wait uses, checked; and where in its text a mistake is.
class ReferenceCheck {
 public:
  ReferenceCheck(AgreementBuilder& b, const ObligationDraft& draft, const Word& written)
      : b_(b), draft_(draft), written_(written) {}

  [[nodiscard]] SourceLoc at(std::size_t byte) const {
    SourceLoc here = place(written_, draft_.at);
    if (here.column > 0 && written_.text.find('\n') == std::string::npos)
      here.column += static_cast<int>(byte);
    return here;
  }

  void refuse(const TriggerMistake& mistake, std::string_view what) const {
    b_.add(at(mistake.at), "bad-trigger",
           fmt::format("{} of obligation '{}': {}", what, draft_.id.text, mistake.message),
           mistake.repair);
  }

  void check(const Moment& moment) const {
    for (const Reference& one : moment.events) {
      check_name(one.first);
      if (!one.last.empty()) check_range(one);
    }
    for (const Moment& part : moment.parts) check(part);
  }

 private:
  void check_name(const std::string& name) const {
    if (b_.obligations.find(name) || b_.events.find(name)) return;
    std::vector<std::string> known = b_.obligations.all();
    known.insert(known.end(), b_.events.all().begin(), b_.events.all().end());
    b_.add(
        at(position(name)), "unknown-event",
        fmt::format("obligation '{}' refers to '{}', which is neither an obligation nor an event",
                    draft_.id.text, name),
        did_you_mean(name, known, "add it under 'obligations' or 'events'"));
  }

  void check_range(const Reference& range) const {
    const auto first = numbered(range.first);
    const auto last = numbered(range.last);
    check_name(range.last);
    if (!first || !last || first->stem != last->stem || first->number >= last->number)
      b_.add(at(position(range.first)), "bad-range",
             fmt::format("'{}' is no range of obligations", reference_text(range)),
             "write the first and the last of names that differ in their number, such as J12..J19");
    for (const std::string& end : {range.first, range.last})
      if (b_.events.find(end))
        b_.add(at(position(end)), "bad-range",
               fmt::format("'{}' is an event; a range is one of obligations", end),
               "list the events one by one");
  }

  [[nodiscard]] std::size_t position(std::string_view name) const {
    const std::size_t found = written_.text.find(name);
    return found == std::string::npos ? 0 : found;
  }

  AgreementBuilder& b_;
  const ObligationDraft& draft_;
  const Word& written_;
};

void build_trigger(AgreementBuilder& b, const ObligationDraft& draft, Obligation& into) {
  into.trigger_written = draft.trigger.text;
  if (draft.trigger.empty()) return;
  const ReferenceCheck check(b, draft, draft.trigger);
  auto parsed = parse_trigger(draft.trigger.text);
  if (!parsed) return check.refuse(parsed.error(), "the trigger");
  for (const auto& moment : {parsed->first, parsed->second, parsed->effective, parsed->unless})
    if (moment) check.check(*moment);
  into.trigger = std::move(*parsed);
}

void build_waits(AgreementBuilder& b, const ObligationDraft& draft, Obligation& into) {
  for (const Word& wait : draft.waits_for) {
    const ReferenceCheck check(b, draft, wait);
    auto parsed = parse_moment(wait.text);
    if (!parsed) {
      check.refuse(parsed.error(), "waits_for");
      continue;
    }
    check.check(*parsed);
    into.waits_for.push_back(std::move(*parsed));
  }
}

}  // namespace

void build_obligations(AgreementBuilder& b) {
  for (const ObligationDraft& draft : b.draft.obligations)
    b.made.obligations.push_back(ObligationBuilder(b, draft).made());
}

void build_triggers(AgreementBuilder& b) {
  for (std::size_t o = 0; o < b.draft.obligations.size(); ++o) {
    build_trigger(b, b.draft.obligations[o], b.made.obligations[o]);
    build_waits(b, b.draft.obligations[o], b.made.obligations[o]);
  }
}

}  // namespace tandem::model::internal
