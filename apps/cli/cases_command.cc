#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <span>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/files/library.h"
#include "tandem/base/width.h"

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

/// A case of the list, and what is wrong with it; empty where nothing is.
struct Listed {
  files::LibraryCase found;
  std::string problem;
};

/// What keeps a case from being used as the others are. @param before  those listed above it
std::string problem_of(const files::LibraryCase& one, std::span<const Listed> before) {
  if (!one.readable) return "cannot be read; tandem check says why";
  const auto loaded = casefile::load_case(one.path);
  if (!loaded)
    return fmt::format("has {} mistake{}; tandem check names them", loaded.error().details.size(),
                       loaded.error().details.size() == 1 ? "" : "s");
  const auto twin = std::ranges::find(before, one.head.id,
                                      [](const Listed& other) { return other.found.head.id; });
  return twin == before.end() ? "" : fmt::format("has the id of {}", twin->found.path);
}

void print_json(const std::vector<Listed>& cases,
                const std::vector<files::LibraryAgreement>& agreements, const Streams& io) {
  Json list = Json::array();
  for (const auto& [one, problem] : cases)
    list.push_back({{"id", one.readable ? Json(one.head.id) : Json(nullptr)},
                    {"title", one.readable ? Json(one.head.title) : Json(nullptr)},
                    {"measures", one.head.measures},
                    {"phases", one.head.phases},
                    {"path", one.path},
                    {"problem", problem.empty() ? Json(nullptr) : Json(problem)}});
  Json texts = Json::array();
  for (const files::LibraryAgreement& one : agreements)
    texts.push_back({{"id", one.head.id},
                     {"title", one.head.title},
                     {"obligations", one.head.obligations},
                     {"path", one.path}});
  write_json(io.out, {{"cases", std::move(list)}, {"agreements", std::move(texts)}});
}

void print_agreements(const std::vector<files::LibraryAgreement>& agreements, const Streams& io) {
  if (agreements.empty()) return;
  std::size_t width = 9;
  for (const files::LibraryAgreement& one : agreements) width = std::max(width, one.head.id.size());
  io.out << fmt::format("\n{:<{}}  obligations  title\n", "agreement", width);
  for (const files::LibraryAgreement& one : agreements)
    io.out << fmt::format("{:<{}}  {:>11}  {}\n{:<{}}               {}\n", one.head.id, width,
                          one.head.obligations, printable(one.head.title), "", width, one.path);
}

void print_table(const std::vector<Listed>& cases, const Streams& io) {
  std::size_t width = 2;
  for (const Listed& one : cases) width = std::max(width, one.found.head.id.size());
  const auto below = [&](const std::string& text) {
    io.out << fmt::format("{:<{}}                    {}\n", "", width, text);
  };
  io.out << fmt::format("{:<{}}  measures  phases  title\n", "id", width);
  for (const auto& [one, problem] : cases) {
    io.out << fmt::format("{:<{}}  {:>8}  {:>6}  {}\n", one.readable ? one.head.id : "?", width,
                          one.head.measures, one.head.phases, printable(one.head.title));
    below(one.path);
    if (!problem.empty()) below(problem);
  }
}

int run(const Args& args, const Streams& io) {
  const bool given = args.has("DIR");
  const auto folders =
      given ? std::vector<std::string>{args.text("DIR")} : files::library_folders();
  std::vector<Listed> cases;
  std::vector<files::LibraryAgreement> agreements;
  for (const std::string& folder : folders) {
    for (files::LibraryCase& found : files::list_cases(folder)) {
      std::string problem = problem_of(found, cases);
      cases.push_back({std::move(found), std::move(problem)});
    }
    std::ranges::move(files::list_agreements(folder), std::back_inserter(agreements));
  }
  if (cases.empty()) {
    report_error({Errc::not_found, fmt::format("no cases in {}; tandem init NAME starts one",
                                               given ? args.text("DIR") : "the library")},
                 args, io);
    return kBadInput;
  }
  if (args.json()) {
    print_json(cases, agreements, io);
  } else {
    print_table(cases, io);
    print_agreements(agreements, io);
  }
  const files::LibraryCase& first = cases[0].found;
  const bool by_id = !given && first.readable;
  suggest_next(args, io, fmt::format("tandem check {}", by_id ? first.head.id : first.path));
  return kFine;
}

}  // namespace

const Command& cases_command() {
  static constexpr Command kCommand{"cases", "list the cases and agreements of a library",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
