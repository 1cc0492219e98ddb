#include "apps/cli/stress_run.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <utility>

#include "apps/cli/output.h"
#include "apps/cli/question_folder.h"
#include "tandem/base/number.h"
#include "tandem/casefile/casefile.h"
#include "tandem/stress/saved.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;
using stress::Results;

/// What one process says to the first where its part failed.
constexpr std::string_view kFailed = "failed: ";

/// All that decides a history.
Json question_of(const Args& args, const casefile::CaseFile& file, const model::Roadmap& roadmap) {
  Json asked{{"kind", "stress"}, {"format", 1}, {"program", "tandem " TANDEM_VERSION}};
  for (const char* name : {"seed", "per-world"}) asked[name] = args.whole(name);
  asked["modes"] = args.flag("modes");
  asked["shock"] = args.list("shock");
  asked["roadmap"] = casefile::write_roadmap(file.valid, roadmap);
  asked["case"] = file.text;
  return asked;
}

/// "tally-3-of-8.json", or "tally.json".
std::optional<Part> part_of_name(const std::string& name) {
  if (name == name_of("tally", {}, ".json")) return Part{};
  constexpr std::string_view kBegin = "tally-";
  constexpr std::string_view kMiddle = "-of-";
  constexpr std::string_view kEnd = ".json";
  if (!name.starts_with(kBegin) || !name.ends_with(kEnd)) return std::nullopt;
  const std::string_view both =
      std::string_view(name).substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size());
  const std::size_t at = both.find(kMiddle);
  if (at == std::string_view::npos) return std::nullopt;
  const auto part = number_of<std::size_t>(both.substr(0, at));
  const auto of = number_of<std::size_t>(both.substr(at + kMiddle.size()));
  if (!part || !of || *part < 1 || *part > *of) return std::nullopt;
  return Part{*part, *of};
}

/// The folder of --save: a tally of each part.
class Tallies {
 public:
  static Result<Tallies> open(const std::string& path, const Json& question, const Part& part,
                              const model::Case& of) {
    auto folder = QuestionFolder::open(path, question, part);
    if (!folder) return tl::unexpected(folder.error());
    Tallies made(*std::move(folder));
    if (auto failed = made.read(of)) return tl::unexpected(*std::move(failed));
    if (part.of > 1 && made.parts_ > 0 && made.parts_ != part.of)
      return tl::unexpected(Error{
          Errc::invalid_input,
          fmt::format("{} holds parts of {}, not of {}; write --part K/{}, or name a new folder",
                      path, made.parts_, part.of, made.parts_)});
    if (made.parts_ == 0) made.parts_ = part.of;
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
    return write_file(folder_.file(name_of("tally", {part, parts_}, ".json")),
                      stress::text_of(results) + '\n');
  }
  [[nodiscard]] const std::map<std::size_t, Results>& all() const { return by_part_; }

 private:
  explicit Tallies(QuestionFolder folder) : folder_(std::move(folder)) {}

  std::optional<Error> read(const model::Case& of) {
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_.path(), failed)) {
      const auto part = part_of_name(entry.path().filename().string());
      if (!part) continue;
      if (parts_ != 0 && parts_ != part->of)
        return Error{Errc::invalid_input,
                     fmt::format("{} holds parts of {} and of {}; remove one kind, or name a new "
                                 "folder",
                                 folder_.path(), parts_, part->of)};
      parts_ = part->of;
      auto results = stress::results_of(text_of_file(entry.path().string()), of);
      if (!results)
        return Error{Errc::invalid_input, fmt::format("{}: {}; remove it, and it is played anew",
                                                      entry.path().string(), results.error().what)};
      by_part_.emplace(part->part, *std::move(results));
    }
    if (failed) return unwritable(folder_.path());
    return std::nullopt;
  }

  QuestionFolder folder_;
  std::size_t parts_ = 0;
  std::map<std::size_t, Results> by_part_;
};

/// Plays what is left of a part.
Result<Results> play(const casefile::CaseFile& file, const model::Roadmap& roadmap,
                     stress::Options options, const Part& part, Tallies* tallies) {
  options.share = {part.part - 1, part.of};
  bool written = true;
  std::optional<Results> before;
  if (tallies != nullptr) {
    if (const Results* known = tallies->of(part.part)) before = *known;
    options.before = before ? &*before : nullptr;
    options.keep = [&](const Results& so_far) { written = tallies->keep(part.part, so_far); };
  }
  auto played = stress::run(file.draft, file.valid, roadmap, options);
  if (played && !written)
    return tl::unexpected(Error{Errc::io, "the folder of --save cannot be written any more"});
  return played;
}

Results together(const std::map<std::size_t, Results>& parts, const stress::Options& options) {
  Results all = parts.begin()->second;
  for (auto one = std::next(parts.begin()); one != parts.end(); ++one) merge(all, one->second);
  all.stopped = all.worlds < worlds_of(options);
  return all;
}

/// Sends what one process played to the first, which puts all together.
Result<std::optional<Results>> gathered(const Peers& peers, const Result<Results>& own,
                                        const model::Case& of, const stress::Options& options) {
  const std::vector<std::string> texts =
      peers.gather(own ? stress::text_of(*own) : std::string(kFailed) + own.error().what);
  if (!own) return tl::unexpected(own.error());
  if (peers.rank > 0) return std::nullopt;
  std::map<std::size_t, Results> parts;
  for (std::size_t rank = 0; rank < texts.size(); ++rank) {
    auto results = stress::results_of(texts[rank], of);
    if (!results)
      return tl::unexpected(
          Error{Errc::invalid_input, fmt::format("process {}: {}", rank, texts[rank])});
    parts.emplace(rank, *std::move(results));
  }
  return together(parts, options);
}

}  // namespace

Result<std::optional<Results>> run_stress(const Args& args, const Streams& io,
                                          const casefile::CaseFile& file,
                                          const model::Roadmap& roadmap, stress::Options options) {
  auto part = part_of(args);
  if (!part) return tl::unexpected(part.error());
  if (io.peers != nullptr) {
    if (args.has("part"))
      return tl::unexpected(Error{Errc::invalid_input,
                                  "--part: the processes of one run share it out by themselves"});
    part = Part{io.peers->rank + 1, io.peers->count};
  }
  std::optional<Tallies> tallies;
  if (args.has("save")) {
    auto opened =
        Tallies::open(args.text("save"), question_of(args, file, roadmap), *part, file.valid);
    if (!opened) return tl::unexpected(opened.error());
    tallies = *std::move(opened);
  }
  Tallies* kept = tallies ? &*tallies : nullptr;
  if (io.peers != nullptr)
    return gathered(*io.peers, play(file, roadmap, options, *part, kept), file.valid, options);
  if (kept == nullptr) return stress::run(file.draft, file.valid, roadmap, options);
  const std::size_t first = args.has("part") ? part->part : 1;
  const std::size_t last = args.has("part") ? part->part : kept->parts();
  for (std::size_t k = first; k <= last; ++k) {
    const auto played = play(file, roadmap, options, {k, kept->parts()}, kept);
    if (!played) return tl::unexpected(played.error());
    if (played->stopped) break;
  }
  return together(kept->all(), options);
}

}  // namespace tandem::cli
