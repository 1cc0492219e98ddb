#include <utility>
#include <vector>

#include "apps/desk/components.h"
#include "apps/desk/ledger_event.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json day_or_null() { return or_null(day()); }
Json entry_number() { return about(whole(1), "of an entry"); }

Json entry() {
  return object({{"entry", entry_number()},
                 {"counts", about(flag(), "else it was corrected")},
                 {"corrected_by", or_null(entry_number())},
                 {"kind", one_of(ledger::kEventKinds)},
                 {"at", about(text(), "recorded: 2007-07-15T08:00:00Z")},
                 {"on", about(day(), "happened")},
                 {"by", text()},
                 {"v", constant(1)},
                 maybe("of", text()),
                 maybe("to", about(entry_number(), "that it answers")),
                 maybe("says", text()),
                 maybe("share", between(0, 1)),
                 maybe("finding", one_of(ledger::kFindings)),
                 maybe("step", one_of(ledger::kDisputeSteps)),
                 maybe("until", day()),
                 maybe("text", about(text(), "an agreement file")),
                 maybe("sources", list_of(source_schema())),
                 maybe("key", text()),
                 maybe("signature", text())});
}

std::vector<Member> obligation_members() {
  return {{"id", text()},
          {"title", text()},
          {"actors", texts()},
          {"counterparts", texts()},
          {"reported", one_of(ledger::kReported)},
          {"verification", one_of(ledger::kVerification)},
          {"contested_by", texts()},
          {"paused_by", texts()},
          {"share", between(0, 1)},
          {"verified_share", between(0, 1)},
          {"started", day_or_null()},
          {"done", day_or_null()},
          {"found_on", day_or_null()},
          {"finding", or_null(one_of(ledger::kFindings))},
          {"times", whole(0)},
          {"due", day_or_null()},
          {"original_due", about(day_or_null(), "in the first text that has it")},
          {"expected", day_or_null()},
          {"cure_until", day_or_null()},
          {"days_late", or_null(whole(0))},
          {"undated", about(text_or_null(), "why it has no day")},
          {"waits_for", about(list_of(text()), "what should have come by now, and has not")},
          {"void_by_default", flag()},
          {"rebaselined", flag()},
          {"removed_by", or_null(entry_number())},
          {"incidents", whole(0)},
          {"entries", about(list_of(entry_number()), "that the two axes rest on")}};
}

Json due_row() {
  std::vector<Member> members = obligation_members();
  members.push_back({"by", about(texts(), "who has to do it")});
  members.push_back({"for", about(texts(), "for whom")});
  return object(std::move(members));
}

Json consent() { return object({{"by", text()}, {"on", day()}, {"entry", entry_number()}}); }

Json agreed_text() {
  return object({{"entry", entry_number()},
                 {"status", one_of(ledger::kVersionStatus)},
                 {"by", text()},
                 {"on", day()},
                 {"since", day_or_null()},
                 {"replaced", about(day_or_null(), "by a later text")},
                 {"touched", about(texts(), "whose consent it needs")},
                 {"consents", list_of(consent())},
                 {"refused", or_null(consent())}});
}

Json dispute() {
  const Json step = object({{"step", one_of(ledger::kDisputeSteps)},
                            {"by", text()},
                            {"on", day()},
                            {"until", day_or_null()},
                            {"entry", entry_number()}});
  return object({{"of", text()},
                 {"to", or_null(entry_number())},
                 {"open", flag()},
                 {"until", about(day_or_null(), "the clock that runs now")},
                 {"overdue", flag()},
                 {"steps", list_of(step)}});
}

Json party() {
  return object({{"id", text()},
                 {"name", text()},
                 {"standing", one_of(ledger::kStandings)},
                 {"since", day_or_null()},
                 {"acceded", day_or_null()},
                 {"administration", day_or_null()}});
}

/// What is found, counted.
std::vector<Member> found_counts() {
  return {{"verified", whole(0)},
          {"contested", whole(0)},
          {"not_met", whole(0)},
          {"unknown", whole(0)},
          {"claimed", whole(0)}};
}

Json counts() {
  std::vector<Member> members{{"obligations", about(whole(0), "all that the text in force has")},
                              {"reported", about(whole(0), "as done, wholly or in part")},
                              {"not_reported", about(object(found_counts()), "of all others")},
                              {"moved", about(whole(0), "of all: its day, by an amendment")},
                              {"taken_out", about(whole(0), "beside all: by an amendment")}};
  for (const std::string_view one : ledger::kReported)
    members.push_back({std::string(one), whole(0)});
  for (Member& one : found_counts()) members.push_back(std::move(one));
  return object(std::move(members));
}

Json agreement_or_null() { return or_null(object({{"id", text()}, {"title", text()}})); }

/// What is said of a ledger wherever it is named.
std::vector<Member> ledger_members() {
  return {{"key", text()},
          {"title", text()},
          {"kind", word_of({"file", "export", "server"})},
          {"writable", flag()},
          {"why_not", about(text_or_null(), "nothing can be recorded in it")},
          {"case",
           about(text_or_null(), "the key of the case or agreement that it is beside, or keeps")},
          {"agreement", about(agreement_or_null(), "the text in force")},
          {"head", about(text(), "SEQ:HASH of its last entry")},
          {"last_day", about(day_or_null(), "on which something happened")}};
}

Json ledger_in_list() {
  std::vector<Member> members = ledger_members();
  for (Member& one : std::vector<Member>{
           {"name", text()},
           {"address", about(text(), "a path, or that of a database without a user")},
           {"entries", whole(0)},
           {"recorded", about(text_or_null(), "the last entry")},
           {"readable", flag()},
           maybe("error", about(text(), "why it can't be read"))})
    members.push_back(std::move(one));
  return object(std::move(members));
}

std::vector<Member> view_members() {
  return {{"ledger", about(text(), "its name")},
          {"on", about(day(), "as happened until the end of it")},
          {"known", about(text(), "as recorded until then")}};
}

Json status() {
  std::vector<Member> members = ledger_members();
  for (Member& one : view_members()) members.push_back(std::move(one));
  for (Member& one : std::vector<Member>{
           {"entries", about(whole(0), "recorded until `known`")},
           {"counts", counts()},
           {"attention",
            list_of(object({{"of", text()}, {"why", text()}, {"entry", or_null(entry_number())}}))},
           {"obligations", list_of(object(obligation_members()))},
           {"texts", list_of(agreed_text())},
           {"disputes", list_of(dispute())},
           {"parties", list_of(party())},
           {"incidents", about(list_of(entry_number()), "the last 1000, as of the next three")},
           {"administrations", list_of(entry_number())},
           {"evidence", list_of(entry_number())},
           {"corrected", list_of(entry_number())},
           maybe("left_out", about(map_of(whole(1)), "of these four, how many come before"))})
    members.push_back(std::move(one));
  return object(std::move(members));
}

Json due() {
  std::vector<Member> members = view_members();
  members.push_back({"entries", whole(0)});
  members.push_back({"days", whole(0)});
  members.push_back({"due", list_of(due_row())});
  members.push_back({"undated", about(whole(0), "open, and without a day")});
  return object(std::move(members));
}

Json timeline() {
  std::vector<Member> members = view_members();
  members.push_back({"total", about(whole(0), "entries in the view")});
  members.push_back({"entries", list_of(ref("LedgerEntry"))});
  members.push_back({"next", about(or_null(entry_number()), "`after` of the next page")});
  return object(std::move(members));
}

Json examination() {
  Json finding = diagnostic_schema();
  finding["properties"]["entry"] = about(whole(0), "0: the ledger as a whole");
  finding["required"].push_back("entry");
  return object({{"head", text()},
                 {"signed", about(whole(0), "entries whose signature is good")},
                 {"findings", list_of(std::move(finding))},
                 {"left_out", whole(0)}});
}

Json recorded() {
  return object({{"entry", or_null(entry_number())},
                 {"head", text()},
                 {"receipt", about(text_or_null(), "to be kept")},
                 {"refusals", about(list_of(ref("Diagnostic")), "of a dry run")}});
}

Json recorded_rows() {
  return object({{"rows", whole(0)},
                 {"first", or_null(entry_number())},
                 {"last", or_null(entry_number())},
                 {"head", text()},
                 {"receipt", about(text_or_null(), "to be kept")},
                 {"refusals", about(list_of(ref("Diagnostic")), "of a dry run")}});
}

}  // namespace

void add_ledger_components(Json& into) {
  into["LedgerEntry"] = about(entry(), "as `tandem ledger timeline --json`");
  into["Ledger"] = ledger_in_list();
  into["LedgerStatus"] = about(status(), "with `tandem ledger status --json`");
  into["LedgerDue"] = about(due(), "as `tandem ledger due --json`");
  into["LedgerTimeline"] = timeline();
  into["LedgerExamination"] = about(examination(), "as `tandem ledger verify --json`");
  into["LedgerRecorded"] = recorded();
  into["LedgerRecordedRows"] = recorded_rows();
}

}  // namespace tandem::desk
