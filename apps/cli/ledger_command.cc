#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/cli/args.h"
#include "apps/cli/commands.h"
#include "apps/cli/ledger_run.h"
#include "apps/cli/search_args.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "ACTION",
     .help = "init, record, sign, keys, status, due, timeline, outlook, replan, stress, verify, "
             "export, import or backup",
     .required = true},
    {.name = "LEDGER",
     .help = "a file, or postgresql://USER@HOST/DATABASE?ledger=NAME; where nothing is recorded "
             "also an export; of keys the new file of the secret key",
     .required = true},
    {.name = "FILE",
     .help = "of init, the agreement that was signed; of record and sign, the text of an "
             "amendment; of import, an export or a sheet of events as CSV; of backup, the new "
             "file"},
    {.name = "--on",
     .help = "as it was on that day; of init, record and sign: when it happened; without it, "
             "today, of export the day on which the last entry was recorded; jsonl is always "
             "whole",
     .value = "DAY"},
    {.name = "--known",
     .help = "as it was known at the end of that day; not of jsonl",
     .value = "DAY"},
    {.name = "--days",
     .kind = ArgKind::whole,
     .help = "how far ahead status and due look",
     .value = "N",
     .otherwise = "30",
     .least = 0,
     .most = 36525},
    {.name = "--kind", .help = "of record and sign: what it is, e.g. reported", .value = "KIND"},
    {.name = "--of",
     .help = "of record and sign: the obligation that it is about; of timeline, whose entries; of "
             "init, the ledger's name",
     .value = "ID"},
    {.name = "--by",
     .help = "of record and sign: who did it, or says so; of init: who keeps the ledger",
     .value = "ID"},
    {.name = "--to",
     .kind = ArgKind::whole,
     .help = "of record and sign: the number of the entry that it answers",
     .value = "N",
     .least = 1},
    {.name = "--says",
     .help = "of record and sign: it in words; of init: the title",
     .value = "TEXT"},
    {.name = "--share",
     .kind = ArgKind::real,
     .help = "of reported: how much of the obligation is done in all",
     .value = "X",
     .least = 0,
     .most = 1},
    {.name = "--finding", .help = "of verified: met, not_met or unknown", .value = "WORD"},
    {.name = "--step",
     .help = "of dispute: raised, referred, answered, settled or unsettled",
     .value = "WORD"},
    {.name = "--until", .help = "of dispute: the day on which its clock runs out", .value = "DAY"},
    {.name = "--source",
     .help = "of record and sign: where it is from, 'title | address | SHA-256', the last two if "
             "there are some",
     .value = "SOURCE",
     .repeats = true},
    {.name = "--key",
     .help = "of record and sign: a file with the secret Ed25519 key (32 bytes, base64)",
     .value = "FILE"},
    {.name = "--statement",
     .help = "of record: what somebody has signed with sign, instead of --kind and the others",
     .value = "FILE"},
    {.name = "--expect",
     .help = "of record: only if the ledger still ends in this head, as SEQ:HASH",
     .value = "HEAD"},
    {.name = "--receipt",
     .help = "of verify: a head that was kept, as SEQ:HASH; the ledger must still have it",
     .value = "HEAD"},
    {.name = "--case",
     .help = "of outlook, replan and stress: the case; without it, the one that the text names",
     .value = "CASE"},
    {.name = "--roadmap",
     .help = "of stress: what comes after the record; without it, what is agreed and still open",
     .value = "ROADMAP"},
    {.name = "--verified",
     .kind = ArgKind::flag,
     .help = "of outlook, replan and stress: what is only reported does not count as done"},
    {.name = "--in-office",
     .help = "of outlook, replan and stress: who governs now, in the words of the case",
     .value = "PARTY=ID",
     .repeats = true},
    {.name = "--histories",
     .kind = ArgKind::whole,
     .help = "of replan and stress: to play from where the record stands, in whole worlds of 100; "
             "without it, 2000 and 20000",
     .value = "N",
     .least = 1,
     .most = 1e9},
    kSaveArg,
    kTimeLimitArg,
    kSeedArg,
    kThreadsArg,
    kQuietArg,
    {.name = "--as",
     .help = "of export: jsonl (the whole record), csv (a sheet), status-csv, ics (what is due), "
             "snapshot or snapshot-html (what a level may see), report or docx (of a quarter)",
     .value = "FORMAT",
     .otherwise = "jsonl"},
    {.name = "--visible-to",
     .help = "of export: the level of who reads it: clear, green, amber, amber-strict, red; "
             "without it, of a snapshot clear and else red",
     .value = "LEVEL"},
    {.name = "--from",
     .help = "of report and docx: the first day of the period; without it, that of the quarter",
     .value = "DAY"},
    {.name = "--alarms",
     .help = "of ics: days before each day, or none",
     .value = "DAYS",
     .otherwise = "30,7"},
    {.name = "--at",
     .help = "of init, record, sign and import of a sheet: when it is recorded, e.g. "
             "2026-11-29T09:30:00Z; without it, now; never before the last entry",
     .value = "TIME"},
};

constexpr std::string_view kExamples[] = {
    "tandem ledger init a.ledger agreement.yaml --by keeper",
    "tandem ledger record a.ledger --kind reported --of S01 --by dprk",
    "tandem ledger record a.ledger --kind verified --of S01 --by iaea --finding met",
    "tandem ledger status a.ledger --on 2007-07-16",
    "tandem ledger due a.ledger --days 90",
    "tandem ledger outlook a.ledger",
    "tandem ledger replan a.ledger --time-limit 20 --save next.yaml",
    "tandem ledger import a.ledger quarter.csv",
    "tandem ledger verify a.ledger --receipt 31:9f2c...",
    "tandem ledger export a.ledger -o deal.jsonl",
    "tandem ledger export a.ledger --as ics --on 2007-07-16 -o due.ics",
    "tandem ledger export a.ledger --as report --on 2008-09-30 -o q3.html",
    "tandem ledger backup a.ledger copy.ledger",
};

/// The options that an action has a use for, FILE among them, besides those of every command.
constexpr std::string_view kOfEvents =
    "FILE at by finding key kind of on says share source step to until";
constexpr std::string_view kOfView = "days known on";
struct Action {
  std::string_view name;
  int (*run)(const LedgerRun&);
  std::string_view options;
  std::string_view more = {};  ///< options again
};
constexpr std::array<Action, 14> kActions{
    {{"init", ledger_init, "FILE at by of on says"},
     {"record", ledger_record, kOfEvents, "expect statement"},
     {"sign", ledger_sign, kOfEvents},
     {"keys", ledger_keys, ""},
     {"status", ledger_status, kOfView},
     {"due", ledger_due, kOfView},
     {"timeline", ledger_timeline, "known of on"},
     {"outlook", ledger_outlook, "case in-office known on seed verified"},
     {"replan", ledger_replan, "case histories in-office known on quiet save seed threads",
      "time-limit verified"},
     {"stress", ledger_stress, "case histories in-office known on quiet roadmap seed threads",
      "verified"},
     {"verify", ledger_verify, "receipt"},
     {"export", ledger_export, "alarms as from known on visible-to"},
     {"import", ledger_import, "FILE at"},
     {"backup", ledger_backup, "FILE"}}};

/// Whether a list of words between blanks has this one.
bool has_word(std::string_view list, std::string_view word) {
  for (;;) {
    const std::size_t blank = list.find(' ');
    if (list.substr(0, blank) == word) return true;
    if (blank == std::string_view::npos) return false;
    list.remove_prefix(blank + 1);
  }
}

/// Every argument that was typed and that the action would not look at.
std::vector<Diagnostic> useless(const Action& action, const Args& args) {
  Findings found;
  for (const ArgSpec& spec : kArgs) {
    const std::string key = key_of(spec);
    if (spec.name == "ACTION" || spec.name == "LEDGER" || !args.typed(key)) continue;
    if (has_word(action.options, key) || has_word(action.more, key)) continue;
    std::vector<std::string> users;
    for (const Action& one : kActions)
      if (has_word(one.options, key) || has_word(one.more, key)) users.emplace_back(one.name);
    found.add({}, "useless-field", fmt::format("'{}' has no use for {}", action.name, spec.name),
              fmt::format("leave it out; it is of {}", join_words(users)));
  }
  return std::move(found).in_file_order();
}

int run_ledger(const Args& args, const Streams& io) {
  const LedgerRun run{args, io,
                      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
  const std::string& word = args.text("ACTION");
  const auto action = std::ranges::find(kActions, word, &Action::name);
  if (action != kActions.end()) {
    auto wrong = useless(*action, args);
    if (wrong.empty()) return action->run(run);
    return refused({Errc::invalid_input, fmt::format("that is more than 'ledger {}' takes", word),
                    std::move(wrong)},
                   run);
  }
  std::vector<std::string> names;
  for (const Action& one : kActions) names.emplace_back(one.name);
  return refused({Errc::invalid_input,
                  fmt::format("'{}' is nothing that can be done to a ledger; {}", word,
                              did_you_mean(word, names, "write one of: " + join_words(names)))},
                 run);
}

}  // namespace

const Command& ledger_command() {
  static constexpr Command kCommand{"ledger", "keep the record of an agreement, and read it",
                                    kExamples, kArgs, run_ledger};
  return kCommand;
}

}  // namespace tandem::cli
