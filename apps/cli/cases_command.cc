#include <fmt/format.h>

#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "DIR", .help = "a case library; default $TANDEM_CASES, ./cases and the shipped cases"},
};

constexpr std::string_view kExamples[] = {
    "tandem cases",
    "tandem cases ~/cases",
    "TANDEM_CASES=~/cases tandem cases --json",
};

void print_json(const std::vector<LibraryCase>& cases, const Streams& io) {
  Json list = Json::array();
  for (const LibraryCase& c : cases)
    list.push_back({{"id", c.head.id},
                    {"title", c.head.title},
                    {"measures", c.head.measures},
                    {"phases", c.head.phases},
                    {"path", c.path}});
  write_json(io.out, {{"cases", std::move(list)}});
}

void print_table(const std::vector<LibraryCase>& cases, const Streams& io) {
  std::size_t width = 2;
  for (const LibraryCase& c : cases) width = std::max(width, c.head.id.size());
  io.out << fmt::format("{:<{}}  measures  phases  title\n", "id", width);
  for (const LibraryCase& c : cases)
    io.out << fmt::format("{:<{}}  {:>8}  {:>6}  {}\n{:<{}}                    {}\n", c.head.id,
                          width, c.head.measures, c.head.phases, c.head.title, "", width, c.path);
}

int run(const Args& args, const Streams& io) {
  const bool given = args.has("DIR");
  const auto folders = given ? std::vector<std::string>{args.text("DIR")} : library_folders();
  std::vector<LibraryCase> cases;
  for (const std::string& folder : folders)
    for (LibraryCase& found : list_cases(folder)) cases.push_back(std::move(found));
  if (cases.empty()) {
    report_error({Errc::not_found, fmt::format("no cases in {}; tandem init NAME starts one",
                                               given ? args.text("DIR") : "the library")},
                 args, io);
    return kBadInput;
  }
  if (args.json())
    print_json(cases, io);
  else
    print_table(cases, io);
  suggest_next(args, io, fmt::format("tandem check {}", given ? cases[0].path : cases[0].head.id));
  return kFine;
}

}  // namespace

const Command& cases_command() {
  static constexpr Command kCommand{"cases", "list the cases of a library", kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
