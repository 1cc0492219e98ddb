#include "apps/desk/search_job.h"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>

#include "tandem/model/limits.h"

namespace tandem::desk {
namespace {

std::string words_of(const plan::Progress& now) {
  std::string words = now.stage;
  if (now.objective) words += fmt::format(", best {:.4f}", *now.objective);
  if (now.bound) words += fmt::format(", bound {:.4f}", *now.bound);
  return words;
}

}  // namespace

plan::Options search_options(Reporter& job, double seconds) {
  plan::Options options;
  options.time_limit = std::chrono::duration<double>(seconds);
  options.stop = job.stop();
  options.progress = [&job, seconds](const plan::Progress& now) {
    job.progress({now.seconds, seconds, words_of(now)});
  };
  return options;
}

Answer<model::Case> case_of_policy(const model::Case& of, const Json& body) {
  if (!body.contains("policy")) return of;
  auto within = model::under(of, body["policy"].get<std::string>());
  if (!within) return tl::unexpected(Refusal(std::move(within.error())));
  return *std::move(within);
}

}  // namespace tandem::desk
