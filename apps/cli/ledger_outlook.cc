#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "apps/cli/case_argument.h"
#include "apps/cli/json.h"
#include "apps/cli/ledger_run.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/cli/stress_args.h"
#include "apps/files/library.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/outlook/breakdown.h"
#include "tandem/outlook/early_warning.h"
#include "tandem/outlook/resumption.h"
#include "tandem/report/outlook_report.h"
#include "tandem/stress/stress.h"

namespace tandem::cli {
namespace {

using outlook::Standing;

constexpr std::size_t kHistoriesOfStress = 20'000;
constexpr std::size_t kHistoriesOfWays = 2'000;

/// A record, and the case that it is held against.
struct Judged {
  ledger::State state;
  std::vector<ledger::Recorded> history;
  std::string case_name;  ///< as the user may write it
  std::optional<casefile::CaseFile> file;
  std::optional<Standing> standing;  ///< with a case
};

Result<std::pair<PartyId, std::size_t>> office_of(const std::string& word, const model::Case& of) {
  const auto wrong = [&](std::string why) {
    return tl::unexpected(
        Error{Errc::invalid_input, fmt::format("--in-office {}: {}", word, std::move(why))});
  };
  const std::size_t at = word.find('=');
  if (at == std::string::npos) return wrong("write it as PARTY=ID, the id of a government");
  const auto party = of.find_party(word.substr(0, at));
  std::vector<std::string> known;
  if (!party) {
    for (const model::Party& one : of.parties()) known.push_back(one.id);
    return wrong("the case has no such party; " +
                 did_you_mean(word.substr(0, at), known, "it has " + join_words(known)));
  }
  const model::Administration* administration = of.dynamics().administration(*party);
  if (administration == nullptr) return wrong("the case describes no government of that party");
  for (const model::Government& one : administration->governments) known.push_back(one.id);
  const auto found = std::ranges::find(known, word.substr(at + 1));
  if (found == known.end())
    return wrong("it has no such government; " +
                 did_you_mean(word.substr(at + 1), known, "it has " + join_words(known)));
  return std::pair{*party, static_cast<std::size_t>(found - known.begin())};
}

Result<outlook::StandingOptions> standing_options(const Args& args, const model::Case& of) {
  outlook::StandingOptions options{.verified_only = args.flag("verified")};
  for (const std::string& word : args.list("in-office")) {
    auto office = office_of(word, of);
    if (!office) return tl::unexpected(std::move(office.error()));
    options.in_office.push_back(*office);
  }
  return options;
}

/// The case of --case, or the one that the text names, as the user may write it; why there is none.
Result<std::string> case_named(const LedgerRun& run, const ledger::State& state) {
  if (run.args.has("case")) return run.args.text("case");
  const std::string& id = state.agreement->data().case_id;
  if (id.empty()) return tl::unexpected(Error{Errc::not_found, "the text in force names no case"});
  if (auto path = files::resolve_case(id); !path) return path;
  return id;
}

/// @param required  whether a case is; else one is held against the record where there is one
std::optional<Judged> judged(const LedgerRun& run, bool required) {
  const auto view = view_of(run);
  if (!view) return refused(view.error(), run), std::nullopt;
  const auto book = opened(run);
  if (!book) return refused(book.error(), run), std::nullopt;
  Judged made{(*book)->state(*view), {}, {}, std::nullopt, std::nullopt};
  if (made.state.agreement == nullptr)
    return refused({Errc::invalid_input,
                    fmt::format("no text is in force on {}: ask about a later day with --on",
                                format_date(view->on))},
                   run),
           std::nullopt;
  auto history = ledger::history(**book, *view);
  if (!history) return refused(history.error(), run), std::nullopt;
  made.history = *std::move(history);
  const auto name = case_named(run, made.state);
  if (!name && name.error().code != Errc::not_found)
    return refused(name.error(), run), std::nullopt;
  if (!name && required)
    return refused({Errc::not_found, name.error().what + "; name one with --case"}, run),
           std::nullopt;
  if (!name) {
    run.io.err << name.error().what << "; by the text alone\n";
    return made;
  }
  made.case_name = *name;
  made.file = load_case(*name, run.args, run.io);
  if (!made.file) return std::nullopt;
  const auto options = standing_options(run.args, made.file->valid);
  if (!options) return refused(options.error(), run), std::nullopt;
  auto standing = outlook::standing_of(made.file->valid, made.state, made.history, *options);
  if (!standing) return refused(standing.error(), run), std::nullopt;
  made.standing = *std::move(standing);
  return made;
}

stress::Options histories_of(const LedgerRun& run, std::size_t otherwise) {
  stress::Options options;
  options.seed = static_cast<std::uint64_t>(run.args.whole("seed"));
  options.histories =
      run.args.has("histories") ? static_cast<std::size_t>(run.args.whole("histories")) : otherwise;
  if (const std::uint64_t played = stress::worlds_of(options) * options.per_world;
      played != options.histories)
    run.io.err << fmt::format("note: {} histories are played: whole worlds of {} each\n", played,
                              options.per_world);
  options.threads = static_cast<unsigned>(run.args.whole("threads"));
  options.stop = run.io.stop;
  if (!run.args.flag("quiet")) options.progress = histories_done(run.io.err, options.histories);
  return options;
}

}  // namespace

int ledger_outlook(const LedgerRun& run) {
  const auto all = judged(run, false);
  if (!all) return kBadInput;
  std::optional<outlook::Held> held;
  if (all->standing) held.emplace(all->file->draft, all->file->valid, *all->standing);
  const auto warning = outlook::early_warning(all->state, held ? &*held : nullptr,
                                              static_cast<std::uint64_t>(run.args.whole("seed")));
  if (!warning) return refused(warning.error(), run);
  report::Outlook made{all->state, held ? &*held : nullptr, *warning, std::nullopt};
  if (held) made.breakdown = outlook::breakdown_of(held->of, held->standing, all->state.view.on);
  if (run.args.json())
    write_json(run.io.out, report::outlook_json(made));
  else
    run.io.out << report::outlook_text(made, {run.io.colour});
  return warning->warnings.empty() ? kFine : kFindings;
}

int ledger_replan(const LedgerRun& run) {
  const auto options = search_options(run.args, run.io);
  if (!options) return kBadInput;
  const auto all = judged(run, true);
  if (!all) return kBadInput;
  const model::Case& of = all->file->valid;
  const auto replanned = outlook::replan(of, *all->standing, *options);
  if (!replanned) return refused(replanned.error(), run);
  const std::optional<model::Roadmap>& roadmap = replanned->answer.roadmap;
  const auto ways = outlook::resumption_of(all->file->draft, of, *all->standing, roadmap,
                                           histories_of(run, kHistoriesOfWays));
  if (!ways) return refused(ways.error(), run);
  if (run.args.json())
    write_json(run.io.out, report::resumption_json(of, *all->standing, *replanned, *ways));
  else
    run.io.out << report::resumption_text(of, *all->standing, *replanned, *ways, {run.io.colour});
  return roadmap ? hand_over(run.args, run.io, of, all->case_name, *roadmap) : kFindings;
}

int ledger_stress(const LedgerRun& run) {
  const auto all = judged(run, true);
  if (!all) return kBadInput;
  const model::Case& of = all->file->valid;
  model::Roadmap roadmap = outlook::as_agreed(of, *all->standing);
  if (run.args.has("roadmap")) {
    const auto given = load_roadmap_argument(run.args, run.io, *all->file, "roadmap");
    if (!given) return kBadInput;
    roadmap = outlook::continued(of, *all->standing, *given);
  }
  stress::Options options = histories_of(run, kHistoriesOfStress);
  options.setting.past = all->standing->past;
  const auto results = stress::run(all->file->draft, of, roadmap, options);
  if (!results) return refused(results.error(), run);
  const report::StressAsked asked{options.seed, options.per_world, options.draw};
  if (run.args.json()) {
    Json json = report::stress_json(of, roadmap, asked, *results);
    json["standing"] = report::standing_json(of, *all->standing);
    write_json(run.io.out, json);
  } else {
    run.io.out << report::standing_text(of, *all->standing)
               << report::stress_text(of, roadmap, asked, *results, {run.io.colour});
  }
  return kFine;
}

}  // namespace tandem::cli
