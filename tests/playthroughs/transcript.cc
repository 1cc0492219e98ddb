#include "tests/playthroughs/transcript.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "apps/cli/program.h"
#include "apps/files/library.h"
#include "tests/support/approval.h"
#include "tests/support/drafts.h"
#include "tests/support/scratch_folder.h"

namespace tandem::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kPlanned = "planned.yaml";
constexpr std::size_t kBreachesShown = 3;
constexpr const char* kHead =
    "# Written by tools/regen_playthroughs. Lines that are left out: ... Of the JSON: breaches, "
    "what\n"
    "# has a threshold, and each party's net gain, the least that it accepts and its best.\n";

/// A new folder to work in, and back again.
class Scratch {
 public:
  Scratch() : before_(fs::current_path()) {
    fs::current_path(folder_.path());
    setenv("TANDEM_CASES", TANDEM_SOURCE_DIR "/cases", 1);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { fs::current_path(before_); }

 private:
  fs::path before_;
  test::ScratchFolder folder_;
};

struct Printed {
  int status = 0;
  std::string text;
};

Printed run(const std::vector<std::string>& words) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int status = cli::run_program(words, {in, out, err});
  if (status > cli::kFindings) give_up({Errc::io, "tandem " + words[0] + ": " + err.str()});
  return {status, out.str()};
}

std::string prompt(const std::vector<std::string>& words) {
  return fmt::format("\n$ tandem {}\n", fmt::join(words, " "));
}

std::string status_line(int status) {
  return status == cli::kFine ? "" : fmt::format("[exit status {}]\n", status);
}

std::string transcript(const std::vector<std::string>& words) {
  const Printed printed = run(words);
  return prompt(words) + printed.text + status_line(printed.status);
}

/// Up to what was counted and timed; the roadmap after it is shown as it was saved.
std::string planned(const std::string& case_id) {
  const std::vector<std::string> words{"plan", case_id,  "--quiet", "--time-limit",
                                       "3600", "--save", kPlanned};
  const Printed printed = run(words);
  std::string text = prompt(words) + printed.text.substr(0, printed.text.find("\nSearch\n") + 1) +
                     "...\n" + status_line(printed.status);
  if (printed.status == cli::kFine)
    text += fmt::format("\n$ cat {}\n{}", kPlanned, text_of_file(kPlanned));
  return text;
}

/// Four digits, and no minus before a zero.
std::string number(const Json& value) {
  if (value.is_null()) return "none";
  const double rounded = value.get<double>();
  return fmt::format("{:.4g}", std::abs(rounded) < 1e-9 ? 0.0 : rounded);
}

std::string breaches(const Json& list) {
  std::string text = fmt::format("breaches: {}\n", list.size());
  for (std::size_t k = 0; k < std::min(list.size(), kBreachesShown); ++k) {
    const std::string phase =
        list[k]["phase"].is_null() ? "" : fmt::format(", phase {}", list[k]["phase"].dump());
    text += fmt::format("  {}{}: {}\n", list[k]["rule"].get<std::string>(), phase,
                        list[k]["text"].get<std::string>());
  }
  return list.size() > kBreachesShown ? text + "  ...\n" : text;
}

std::string finding(const std::string& principle, const Json& found) {
  const auto verdict = found["verdict"].get<std::string>();
  if (verdict != "meets" && verdict != "fails") return {};
  std::string threshold;
  if (!found["threshold"].is_null())
    threshold = fmt::format(", {} {}", found["threshold_is"] == "at_most" ? "at most" : "at least",
                            number(found["threshold"]));
  return fmt::format("{}: {}, {}: {}{}. {}\n", verdict, principle, found["name"].get<std::string>(),
                     number(found["value"]), threshold, found["reason"].get<std::string>());
}

std::string party(const Json& of) {
  const std::string name = of["id"].get<std::string>();
  if (of["accession_phase"].is_null()) return fmt::format("{}: not in\n", name);
  const Json& best = of["ideal_points"];
  return fmt::format("{}: net {}, accepts {}{}, in from phase {}\n", name, number(of["net_points"]),
                     number(of["reserve_points"]),
                     best.is_null() ? "" : ", at best " + number(best),
                     of["accession_phase"].dump());
}

std::string assessed(const std::string& case_id, const std::string& roadmap) {
  const std::vector<std::string> words{"assess", case_id, roadmap, "--json"};
  const Printed printed = run(words);
  const Json found = Json::parse(printed.text);
  std::string text = prompt(words) + breaches(found["breaches"]);
  for (const Json& principle : found["principles"])
    for (const Json& one : principle["findings"])
      text += finding(principle["id"].get<std::string>(), one);
  for (const Json& one : found["parties"]) text += party(one);
  return text + status_line(printed.status);
}

std::string percent(const Json& share) {
  return fmt::format("{:.0f} %", 100 * share.get<double>());
}

/// How often something holds, with where 90 % of the worlds lie.
std::string chance(const Json& found) {
  const Json& worlds = found["worlds_90"];
  return fmt::format("{} ({} to {})", percent(found["share"]), percent(worlds[0]),
                     percent(worlds[1]));
}

std::string stressed(const std::string& case_id, const std::string& roadmap) {
  const std::vector<std::string> words{"stress", case_id,  roadmap,  "--histories",
                                       "2000",   "--json", "--quiet"};
  const Printed printed = run(words);
  const Json found = Json::parse(printed.text);
  std::string text = prompt(words);
  for (const Json& mark : found["marks"])
    if (const int month = mark["month"]; month == 24 || month == 48 || month == found["months"])
      text += fmt::format("after {} months: unbroken {}, alive {}, all in force {}\n", month,
                          chance(mark["unbroken"]), chance(mark["alive"]),
                          chance(mark["all_in_force"]));
  for (const auto& [id, value] : found["values"].items())
    text += fmt::format("{}: mean {}, worst tenth {}, best tenth {}\n", id, number(value["mean"]),
                        number(value["worst_tenth"]), number(value["best_tenth"]));
  return text + status_line(printed.status);
}

/// What the record beside the case comes to on the last day that it tells of.
std::string recorded(const fs::path& record) {
  if (!fs::exists(record)) return {};
  constexpr const char* kLedger = "record.ledger";
  const Printed imported = run({"ledger", "import", kLedger, record.string()});
  const Json told = Json::parse(run({"ledger", "timeline", kLedger, "--json"}).text);
  std::string last;
  std::string known;
  for (const Json& one : told["entries"]) {
    last = std::max(last, one["on"].get<std::string>());
    known = std::max(known, one["at"].get<std::string>().substr(0, last.size()));
  }
  const std::vector<std::string> words{"ledger", "outlook", kLedger, "--on",
                                       last,     "--known", known};
  const Printed outlook = run(words);
  return prompt({"ledger", "import", kLedger, "ledger/record.jsonl"}) + imported.text +
         prompt(words) + outlook.text.substr(0, outlook.text.find("\nWho owes whom\n") + 1) +
         "...\n" + status_line(outlook.status);
}

}  // namespace

std::string playthrough(const std::string& case_id) {
  const Scratch scratch;
  std::string text = kHead + transcript({"check", case_id}) + planned(case_id);
  if (fs::exists(kPlanned)) text += assessed(case_id, kPlanned) + stressed(case_id, kPlanned);
  const auto loaded = must(casefile::load_case(must(files::resolve_case(case_id))));
  for (const model::Alternative& alternative : loaded.valid.data().alternatives) {
    text += assessed(case_id, alternative.id);
    if (!alternative.roadmap.empty()) text += stressed(case_id, alternative.id);
  }
  return text + recorded(fs::path(loaded.file).parent_path() / "ledger" / "record.jsonl");
}

}  // namespace tandem::test
