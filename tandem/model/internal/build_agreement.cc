#include <fmt/format.h>

#include <algorithm>

#include "tandem/model/day_count_words.h"
#include "tandem/model/internal/agreement_builder.h"
#include "tandem/model/internal/trigger_words.h"

/// Everything of an agreement around its obligations.
namespace tandem::model::internal {
namespace {

CaseDraft frame_of(const AgreementDraft& draft) {
  CaseDraft frame;
  frame.provenances = draft.provenances;
  frame.at = draft.at;
  return frame;
}

std::vector<std::chrono::weekday> weekend_of(AgreementBuilder& b) {
  const DayCountDraft& draft = b.draft.day_count;
  if (!draft.weekend_given) return DayCount{}.weekend;
  std::vector<std::chrono::weekday> days;
  for (const Word& word : draft.weekend) {
    const auto day = b.base.fixed_word(word, "a day of 'weekend'", kWeekdays, b.draft.at);
    if (day &&
        std::ranges::find(days, std::chrono::weekday(static_cast<unsigned>(*day))) == days.end())
      days.emplace_back(static_cast<unsigned>(*day));
  }
  if (days.size() == 7)
    b.add(place(draft.weekend[0], b.draft.at), "no-working-day",
          "no day of the week is one of work", "leave out the days on which work is done");
  return days;
}

std::vector<Date> holidays_of(AgreementBuilder& b) {
  std::vector<Date> days;
  for (const Word& word : b.draft.day_count.holidays)
    if (const auto day = b.base.date(word, "a holiday", b.draft.at)) days.push_back(*day);
  std::ranges::sort(days);
  const auto again = std::ranges::unique(days);
  days.erase(again.begin(), again.end());
  return days;
}

DayCount day_count_of(AgreementBuilder& b) {
  const DayCountDraft& draft = b.draft.day_count;
  DayCount made;
  made.first_day_counts =
      b.base.fixed_word(draft.first_day, "first_day", kFirstDays, b.draft.at) == 1;
  made.weekend = weekend_of(b);
  made.holidays = holidays_of(b);
  made.on_rest_day =
      b.base.choice(draft.rest_day, "rest_day", kRestDays, b.draft.at, DayCount::RestDay::stays);
  return made;
}

/// Triggers name events and obligations alike, and have words of their own.
void declare_trigger_names(AgreementBuilder& b) {
  const auto refuse_reserved = [&](const Word& id) {
    if (std::ranges::find(kReserved, id.text) != kReserved.end())
      b.add(place(id, b.draft.at), "reserved-id",
            fmt::format("'{}' is a word of triggers and cannot be an id", id.text),
            "give it another id");
    if (parse_date(id.text))
      b.add(place(id, b.draft.at), "reserved-id",
            fmt::format("'{}' is a date and cannot be an id", id.text), "give it another id");
  };
  for (const ObligationDraft& entry : b.draft.obligations) {
    b.obligations.declare(entry.id, entry.at, b.base.found);
    refuse_reserved(entry.id);
  }
  for (const EventDraft& entry : b.draft.events) {
    b.events.declare(entry.id, entry.at, b.base.found);
    refuse_reserved(entry.id);
    if (b.obligations.find(entry.id.text))
      b.add(place(entry.id, entry.at), "duplicate-id",
            fmt::format("'{}' is the id of an obligation and of an event", entry.id.text),
            "give the event another id");
  }
}

Actor actor_of(AgreementBuilder& b, const ActorDraft& draft) {
  const auto what = [&](std::string_view part) {
    return fmt::format("{} of actor '{}'", part, draft.id.text);
  };
  Actor made;
  made.id = draft.id.text;
  made.name = draft.name.empty() ? draft.id.text : draft.name.text;
  made.role = b.base.choice(draft.role, what("role"), kActorRoles, draft.at, ActorRole::party);
  made.members = b.actor_list(draft.members, fmt::format("actor '{}'", draft.id.text), draft.at);
  made.case_party = draft.case_party.empty() ? draft.id.text : draft.case_party.text;
  made.discount = b.base.quantity(draft.discount.value_or(Number(1.0)), kShareAboveZero,
                                  what("discount"), draft.at);
  made.reserve =
      b.base.quantity(draft.reserve.value_or(Number(0.0)), kAnything, what("reserve"), draft.at);
  return made;
}

/// A group of groups would hide who is meant.
void check_groups(AgreementBuilder& b) {
  for (std::size_t a = 0; a < b.made.actors.size(); ++a)
    for (const ActorId member : b.made.actors[a].members)
      if (!b.made.actors[member.index()].members.empty() || member.index() == a)
        b.add(b.draft.actors[a].at, "nested-group",
              fmt::format("the group '{}' has the group '{}' as a member", b.made.actors[a].id,
                          b.made.actors[member.index()].id),
              "name the members of that group instead");
}

}  // namespace

AgreementBuilder::AgreementBuilder(const AgreementDraft& from)
    : draft(from), frame(frame_of(from)), base(frame) {}

std::optional<Length> AgreementBuilder::length(const Word& word, std::string_view what,
                                               const SourceLoc& at) {
  if (word.empty()) return std::nullopt;
  const auto parsed = parse_length(word.text);
  if (!parsed)
    add(place(word, at), "bad-length",
        fmt::format("{} is '{}', which is no length", what, word.text),
        "write a length such as 30d, 2w, 6m, 1y or 5wd");
  return parsed;
}

std::vector<ActorId> AgreementBuilder::actor_list(const std::vector<Word>& words,
                                                  std::string_view user, const SourceLoc& at) {
  std::vector<ActorId> ids;
  for (const Word& word : words) {
    const auto index = actors.resolve(word, user, at, base.found);
    if (!index) continue;
    if (std::ranges::find(ids, ActorId(*index)) == ids.end())
      ids.emplace_back(*index);
    else
      add(place(word, at), "named-twice", fmt::format("{} names actor '{}' twice", user, word.text),
          "remove one");
  }
  return ids;
}

std::vector<Allow> AgreementBuilder::allow_list(const std::vector<AllowDraft>& entries,
                                                std::string_view user, const SourceLoc& at) {
  std::vector<Allow> list;
  for (const AllowDraft& entry : entries) {
    if (entry.reason.empty())
      add(place(entry.rule, at), "allow-without-reason",
          fmt::format("{} allows '{}' without a reason", user, entry.rule.text),
          "write the reason behind the rule's name");
    list.push_back({entry.rule.text, entry.reason.text});
  }
  return list;
}

void build_agreement_head(AgreementBuilder& b) {
  const AgreementDraft& draft = b.draft;
  if (!draft.id.empty()) Names("agreement", "agreement").declare(draft.id, draft.at, b.base.found);
  declare_names(b.base);
  build_provenances(b.base);
  b.made.id = draft.id.text;
  b.made.title = draft.title.empty() ? draft.id.text : draft.title.text;
  b.made.summary = draft.summary.text;
  b.made.signed_on = b.base.date(draft.signed_on, "'signed'", draft.at);
  b.made.case_id = draft.case_id.text;
  b.made.day_count = day_count_of(b);
  b.made.provenances = b.base.made.provenances;
  b.made.allow = b.allow_list(draft.allow, "the agreement", draft.at);
  b.made.at = draft.at;
  for (const ActorDraft& entry : draft.actors) b.actors.declare(entry.id, entry.at, b.base.found);
  declare_trigger_names(b);
}

void build_actors(AgreementBuilder& b) {
  for (const ActorDraft& draft : b.draft.actors) b.made.actors.push_back(actor_of(b, draft));
  check_groups(b);
}

void build_events(AgreementBuilder& b) {
  for (const EventDraft& draft : b.draft.events) {
    const std::string what = fmt::format("date of event '{}'", draft.id.text);
    b.made.events.push_back({draft.id.text, draft.title.empty() ? draft.id.text : draft.title.text,
                             b.base.date(draft.date, what, draft.at), draft.happened});
    if (draft.happened && draft.date.empty())
      b.add(draft.at, "happened-when",
            fmt::format("event '{}' happened, on no date", draft.id.text), "add its date");
    if (!draft.source.empty())
      (void)b.base.provenances.resolve(draft.source, fmt::format("event '{}'", draft.id.text),
                                       draft.at, b.base.found);
  }
}

}  // namespace tandem::model::internal
