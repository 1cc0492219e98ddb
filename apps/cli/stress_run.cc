#include "apps/cli/stress_run.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <ostream>
#include <utility>

#include "apps/cli/output.h"
#include "apps/cli/question_folder.h"
#include "apps/cli/stress_args.h"
#include "apps/files/write.h"
#include "tandem/casefile/casefile.h"
#include "tandem/stress/saved.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;
using stress::Results;

/// All that decides a history.
Json question_of(const Args& args, const casefile::CaseFile& file, const model::Roadmap& roadmap) {
  Json asked{{"kind", "stress"}, {"format", 3}, {"program", "tandem " TANDEM_VERSION}};
  for (const char* name : {"seed", "per-world"}) asked[name] = args.whole(name);
  asked["modes"] = args.flag("modes");
  asked["shock"] = args.list("shock");
  asked["roadmap"] = casefile::write_roadmap(file.valid, roadmap);
  asked["case"] = file.text;
  return asked;
}

/// The folder of --save: a tally of each part.
class Tallies {
 public:
  /// @param part  that is to be played; nothing: all
  static Result<Tallies> open(const std::string& path, const Json& question,
                              const std::optional<Part>& part, const model::Case& of) {
    auto folder = QuestionFolder::open(path, question, part.value_or(Part{}));
    if (!folder) return tl::unexpected(folder.error());
    Tallies made(*std::move(folder));
    if (auto failed = made.read(of)) return tl::unexpected(*std::move(failed));
    if (made.parts_ == 0) made.parts_ = part ? part->of : 1;
    if (part && made.parts_ != part->of)
      return tl::unexpected(
          Error{Errc::invalid_input,
                fmt::format("{} holds parts of {}, not of {}; play as many, or name a new folder",
                            path, made.parts_, part->of)});
    return made;
  }

  [[nodiscard]] std::size_t parts() const { return parts_; }
  [[nodiscard]] const Results* of(std::size_t part) const {
    const auto found = by_part_.find(part);
    return found == by_part_.end() ? nullptr : &found->second;
  }
  /// @return  whether it could be written
  bool keep(std::size_t part, const Results& results) {
    by_part_.insert_or_assign(part, results);
    return files::write_file(folder_.file(name_of("tally", {part, parts_}, ".json")),
                             stress::text_of(results) + '\n');
  }
  [[nodiscard]] const std::map<std::size_t, Results>& all() const { return by_part_; }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  /// Takes what others kept since it was opened. Errors: as for open().
  std::optional<Error> read(const model::Case& of) {
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_.path(), failed)) {
      const auto part = part_named("tally", entry.path().filename().string(), ".json");
      if (!part) continue;
      if (parts_ != 0 && parts_ != part->of)
        return Error{Errc::invalid_input,
                     fmt::format("{} holds parts of {} and of {}; remove one kind, or name a new "
                                 "folder",
                                 folder_.path(), parts_, part->of)};
      parts_ = part->of;
      const auto text = text_of_file(entry.path().string());
      if (!text) return text.error();
      auto results = stress::results_of(*text, of);
      if (!results)
        return Error{Errc::invalid_input, fmt::format("{}: {}; remove it, and it is played anew",
                                                      entry.path().string(), results.error().what)};
      by_part_.insert_or_assign(part->part, *std::move(results));
    }
    if (failed) return files::unwritable(folder_.path());
    return std::nullopt;
  }

 private:
  explicit Tallies(QuestionFolder folder) : folder_(std::move(folder)) {}

  QuestionFolder folder_;
  std::size_t parts_ = 0;
  std::map<std::size_t, Results> by_part_;
};

/// Plays what is left of a part. @param lost  set where it could not be kept
Result<Results> play(const Args& args, const Streams& io, const casefile::CaseFile& file,
                     const model::Roadmap& roadmap, stress::Options options, const Part& part,
                     Tallies* tallies, bool& lost) {
  options.share = {part.part - 1, part.of};
  if (options.progress)
    options.progress = histories_done(io.err, worlds_of_share(options) * options.per_world);
  std::optional<Results> before;
  if (tallies != nullptr) {
    if (const Results* known = tallies->of(part.part)) before = *known;
    options.before = before ? &*before : nullptr;
    options.keep = [&](const Results& so_far) {
      const bool written = tallies->keep(part.part, so_far);
      if (!written && !lost && !args.flag("quiet"))
        io.err << fmt::format("{} cannot be written now; what is played is not kept\n",
                              tallies->path());
      lost = !written;
    };
  }
  return stress::run(file.draft, file.valid, roadmap, options);
}

/// Errors: invalid_input where there is no history in any.
Result<Results> together(const std::map<std::size_t, Results>& parts) {
  std::optional<Results> all;
  for (const auto& [part, one] : parts) {
    if (one.histories == 0) continue;
    if (!all)
      all = one;
    else
      merge(*all, one);
  }
  if (all) return *std::move(all);
  return tl::unexpected(
      Error{Errc::invalid_input,
            "the part has no histories: a part has whole worlds; write fewer parts, more "
            "--histories or a smaller --per-world"});
}

/// What a folder's answer is of, where that is not what was asked.
void say_how_much(const Args& args, const Streams& io, const Results& all,
                  const stress::Options& options) {
  const std::uint64_t asked = worlds_of(options) * options.per_world;
  if (all.histories == asked || args.flag("quiet")) return;
  io.err << fmt::format("{} holds {} histories{}; the answer is of these\n", args.text("save"),
                        all.histories,
                        all.histories < asked ? fmt::format(" of {}", asked) : std::string());
}

/// Sends what one process played to the first, which puts all together.
Result<std::optional<Results>> gathered(const Peers& peers, const Result<Results>& own,
                                        const model::Case& of, stress::Options options) {
  const std::vector<std::string> texts =
      peers.gather(own ? stress::text_of(*own) : own.error().what);
  if (!own) return tl::unexpected(own.error());
  if (peers.rank > 0) return std::nullopt;
  std::map<std::size_t, Results> parts;
  bool stopped = false;
  for (std::size_t rank = 0; rank < texts.size(); ++rank) {
    auto results = stress::results_of(texts[rank], of);
    if (!results)
      return tl::unexpected(
          Error{Errc::invalid_input, fmt::format("process {}: {}", rank, texts[rank])});
    options.share = {rank, peers.count};
    stopped = stopped || results->worlds < worlds_of_share(options);
    parts.emplace(rank, *std::move(results));
  }
  auto all = together(parts);
  if (!all) return tl::unexpected(all.error());
  all->stopped = stopped;
  return *std::move(all);
}

Result<std::optional<Part>> part_to_play(const Args& args, const Streams& io) {
  const auto part = part_of(args);
  if (!part) return tl::unexpected(part.error());
  if (io.peers == nullptr) return args.has("part") ? std::optional(*part) : std::nullopt;
  if (!args.has("part")) return Part{io.peers->rank + 1, io.peers->count};
  return tl::unexpected(
      Error{Errc::invalid_input, "--part: the processes of one run share it out by themselves"});
}

}  // namespace

Result<PlayedStress> run_stress(const Args& args, const Streams& io, const casefile::CaseFile& file,
                                const model::Roadmap& roadmap, const stress::Options& options) {
  const auto part = part_to_play(args, io);
  if (!part) return tl::unexpected(part.error());
  std::optional<Tallies> tallies;
  if (args.has("save")) {
    auto opened =
        Tallies::open(args.text("save"), question_of(args, file, roadmap), *part, file.valid);
    if (!opened) return tl::unexpected(opened.error());
    tallies = *std::move(opened);
  }
  Tallies* kept = tallies ? &*tallies : nullptr;
  PlayedStress made;
  const auto play_part = [&](const Part& one) {
    return play(args, io, file, roadmap, options, one, kept, made.lost);
  };
  if (io.peers != nullptr) {
    auto all = gathered(*io.peers, play_part(**part), file.valid, options);
    if (!all) return tl::unexpected(all.error());
    made.results = *std::move(all);
  } else if (kept == nullptr) {
    auto all = play_part({});
    if (!all) return tl::unexpected(all.error());
    made.results = *std::move(all);
  } else {
    const std::size_t first = *part ? (*part)->part : 1;
    const std::size_t last = *part ? (*part)->part : kept->parts();
    bool stopped = false;
    for (std::size_t k = first; k <= last && !stopped; ++k) {
      const auto played = play_part({k, kept->parts()});
      if (!played) return tl::unexpected(played.error());
      stopped = played->stopped;
    }
    if (!made.lost)
      if (auto failed = kept->read(file.valid)) return tl::unexpected(*std::move(failed));
    auto all = together(kept->all());
    if (!all) return tl::unexpected(all.error());
    all->stopped = stopped;
    say_how_much(args, io, *all, options);
    made.results = *std::move(all);
  }
  return made;
}

}  // namespace tandem::cli
