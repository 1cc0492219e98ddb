#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>
#include <thread>

#include "apps/cli/args.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/cli/sweep_folder.h"
#include "tandem/base/csv.h"
#include "tandem/base/number.h"
#include "tandem/plan/sweep.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--vary",
     .help = "a number by its path in the case, and its values: NAME=1,2,5 or NAME=LOW:HIGH:COUNT; "
             "several give every combination",
     .value = "NAME=VALUES",
     .repeats = true},
    {.name = "--sample",
     .kind = ArgKind::whole,
     .help = "draw every other number from its range, as often; 0: ranges stand for their modes",
     .value = "DRAWS",
     .otherwise = "0",
     .least = 0,
     .most = 10'000},
    {.name = "--save",
     .help = "a folder that keeps the rows as they come; the same command goes on where it was "
             "stopped",
     .value = "FOLDER"},
    {.name = "--part",
     .help =
         "K/N: of every N plans only the K-th, for N processes that share the folder of --save; "
         "the same command without it then makes the table",
     .value = "K/N"},
    {.name = "--jobs",
     .kind = ArgKind::whole,
     .help = "plans at a time; the table is the same (default: one for each processor)",
     .value = "N",
     .least = 1,
     .most = 1024},
    kGapOfManyArg,
    kLevelArg,
    kDeviationArg,
    kSeedArg,
    {.name = "--time-limit",
     .kind = ArgKind::real,
     .help = "of each plan, seconds; absent: its work ends it, which is the same on any machine",
     .value = "SECONDS",
     .least = 0.1,
     .most = 1e6},
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem sweep tutorial --vary parties.north.discount=0.80:0.95:4 -o table.csv",
    "tandem sweep korea-2026 --sample 100 --save drawn -o table.csv",
    "tandem sweep korea-2026 --sample 500 --save drawn --part 3/8 -o 3.csv",
};

Error bad_vary(std::string_view word, std::string_view why) {
  return {Errc::invalid_input,
          fmt::format("--vary {}: {}; write NAME=1,2,5 or NAME=LOW:HIGH:COUNT", word, why)};
}

/// The shorter number next to it: 0.85 where arithmetic has 0.8500000000000001.
double without_noise(double value) {
  return number_of<double>(fmt::format("{:.12g}", value)).value_or(value);
}

Result<plan::Varied> varied_of(std::string_view word) {
  constexpr double kMost = 10'000;
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos)
    return tl::unexpected(bad_vary(word, "there is no '=' in it"));
  const std::string_view list = word.substr(equals + 1);
  plan::Varied one{std::string(word.substr(0, equals)), {}};
  if (list.find(':') == std::string_view::npos) {
    one.values = reals_of(list, ',');
    if (one.values.empty()) return tl::unexpected(bad_vary(word, "a value is no number"));
    return one;
  }
  const std::vector<double> range = reals_of(list, ':');
  if (range.size() != 3 || range[2] != std::floor(range[2]) || range[2] < 2 || range[2] > kMost)
    return tl::unexpected(bad_vary(word, "the count of a range goes from 2 to 10000"));
  const double last = range[2] - 1;
  for (double k = 0; k <= last; ++k)
    one.values.push_back(without_noise((range[0] * (last - k) + range[1] * k) / last));
  return one;
}

Result<plan::Sweep> sweep_of_args(const Args& args, const model::CaseDraft& draft) {
  std::vector<plan::Varied> varied;
  for (const std::string& word : args.list("vary")) {
    auto one = varied_of(word);
    if (!one) return tl::unexpected(one.error());
    if (std::ranges::count(varied, one->name, &plan::Varied::name) > 0)
      return tl::unexpected(bad_vary(word, "this number is varied twice"));
    varied.push_back(*std::move(one));
  }
  const auto draws = static_cast<std::size_t>(args.whole("sample"));
  if (varied.empty() && draws == 0)
    return tl::unexpected(
        Error{Errc::invalid_input,
              "nothing varies; give --vary NAME=VALUES, or --sample DRAWS for all ranges"});
  return plan::sweep_of(draft, varied, draws, static_cast<std::uint64_t>(args.whole("seed")));
}

/// All that decides the rows.
Json question_of(const Args& args, const casefile::CaseFile& file) {
  Json asked{{"kind", "sweep"}, {"format", 1}, {"program", "tandem " TANDEM_VERSION}};
  asked["vary"] = args.list("vary");
  for (const char* name : {"sample", "seed"}) asked[name] = args.whole(name);
  for (const char* name : {"gap", "level", "time-limit"})
    asked[name] = args.has(name) ? Json(args.real(name)) : Json(nullptr);
  asked["deviation"] = args.has("deviation") ? Json(args.text("deviation")) : Json(nullptr);
  asked["case"] = file.text;
  return asked;
}

/// A number where it is one, null where it is empty.
Json cell_json(const std::string& cell) {
  if (cell.empty()) return nullptr;
  if (const auto number = number_of<double>(cell)) return *number;
  return cell;
}

/// {"columns": [...], "rows": [[...]]} of a table of comma-separated values that we wrote.
Json table_json(const std::string& text) {
  Findings none;
  Json json{{"columns", Json::array()}, {"rows", Json::array()}};
  for (const std::vector<CsvCell>& cells : parse_csv(text, "", none)) {
    if (json["columns"].empty()) {
      for (const CsvCell& cell : cells) json["columns"].push_back(cell.text);
      continue;
    }
    Json row = Json::array();
    for (const CsvCell& cell : cells) row.push_back(cell_json(cell.text));
    json["rows"].push_back(std::move(row));
  }
  return json;
}

/// The rows of a sweep while they come.
class Table {
 public:
  Table(const Args& args, const Streams& io, const plan::Sweep& all, const Part& part,
        std::optional<SweepFolder> folder)
      : quiet_(args.flag("quiet")), io_(io), all_(all), part_(part), folder_(std::move(folder)) {
    if (folder_)
      for (const auto& [run, line] : folder_->rows())
        if (run <= all.runs.size()) lines_[run] = line;
    if (!quiet_ && !lines_.empty())
      io_.err << fmt::format("{} of {} were done before\n", lines_.size(), all_.runs.size());
  }

  /// Whether it is in the part and was not done before.
  [[nodiscard]] bool wants(const plan::SweepRun& run) const {
    return part_.has(run.number) && !lines_.contains(run.number);
  }

  void add(const plan::SweepRun& run, const plan::Answer& answer) {
    const std::string line = csv_line(report::sweep_row(run, answer));
    added_[run.number] = line;
    if (folder_ && !folder_->add(run.number, line)) lose_row(run);
    if (quiet_) return;
    io_.err << fmt::format("{} of {}: run {}, {:.1f} s", lines_.size() + added_.size(),
                           all_.runs.size(), run.number, answer.statistics.seconds);
    if (answer.roadmap) io_.err << fmt::format(", objective {:.4f}", answer.objective);
    io_.err << '\n' << std::flush;
  }

  /// Says so at once: there is time to make room before more are lost.
  void lose_row(const plan::SweepRun& run) {
    written_ = false;
    io_.err << fmt::format(
        "tandem: the row of run {} could not be kept in the folder; it will be in the table that "
        "is printed\n",
        run.number);
  }

  /// With its heading, by run; ends what add() gathers.
  [[nodiscard]] std::string text() {
    lines_.merge(added_);
    std::string table = csv_line(report::sweep_columns(all_)) + '\n';
    for (const auto& [run, line] : lines_) table += line + '\n';
    if (folder_ && complete() && !folder_->finish(table)) written_ = false;
    return table;
  }

  [[nodiscard]] bool complete() const { return lines_.size() == all_.runs.size(); }
  [[nodiscard]] bool part_complete() const {
    return std::ranges::all_of(all_.runs, [&](const auto& run) { return !wants(run); });
  }
  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] bool written() const { return written_; }

 private:
  bool quiet_;
  const Streams& io_;
  const plan::Sweep& all_;
  Part part_;
  std::optional<SweepFolder> folder_;
  std::map<std::size_t, std::string> lines_;  // from before; read by all threads
  std::map<std::size_t, std::string> added_;
  bool written_ = true;
};

int jobs_of(const Args& args) {
  if (args.has("jobs")) return static_cast<int>(args.whole("jobs"));
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

int finish(const Args& args, const Streams& io, const plan::Sweep& all, Table& table) {
  const std::string text = table.text();
  if (args.json())
    write_json(io.out, {{"kind", "sweep"},
                        {"format", 1},
                        {"runs", all.runs.size()},
                        {"done", table.size()},
                        {"table", table_json(text)}});
  else
    io.out << text;
  if (!table.written()) {
    say_unwritable(args.text("save"), io);
    return kBadInput;
  }
  if (table.complete()) return kFine;
  if (table.part_complete()) {
    io.err << fmt::format(
        "this part is done, {} of {} in all; the same command without --part "
        "makes the table once all are\n",
        table.size(), all.runs.size());
    return kFine;
  }
  io.err << fmt::format("stopped with {} of {} done{}\n", table.size(), all.runs.size(),
                        args.has("save") ? "; the same command goes on from here"
                                         : "; with --save FOLDER it could go on from here");
  return kFindings;
}

int run(const Args& args, const Streams& io) {
  const auto search = search_options(args, io);
  if (!search) return kBadInput;
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const auto all = sweep_of_args(args, loaded->draft);
  if (!all) {
    report_error(all.error(), args, io, {loaded->file, loaded->text});
    return kBadInput;
  }
  const auto part = part_of(args);
  if (!part) {
    report_error(part.error(), args, io);
    return kBadInput;
  }
  std::optional<SweepFolder> folder;
  if (args.has("save")) {
    auto opened = SweepFolder::open(args.text("save"), question_of(args, *loaded), *part);
    if (!opened) {
      report_error(opened.error(), args, io);
      return kBadInput;
    }
    folder = *std::move(opened);
  }
  Table table(args, io, *all, *part, std::move(folder));
  plan::sweep(
      *all, *search, jobs_of(args), [&](const plan::SweepRun& one) { return table.wants(one); },
      [&](const plan::SweepRun& one, const plan::Answer& answer) { table.add(one, answer); });
  return finish(args, io, *all, table);
}

}  // namespace

const Command& sweep_command() {
  static constexpr Command kCommand{"sweep", "many plans, as numbers of the case vary", kExamples,
                                    kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
