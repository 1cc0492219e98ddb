#include "apps/cli/part.h"

#include <fmt/format.h>

#include "tandem/base/number.h"

namespace tandem::cli {
namespace {

constexpr std::string_view kOf = "-of-";

/// "3/8", with what stands between the two.
std::optional<Part> part_of_words(std::string_view words, std::string_view between) {
  const std::size_t at = words.find(between);
  if (at == std::string_view::npos) return std::nullopt;
  const auto part = number_of<std::size_t>(words.substr(0, at));
  const auto of = number_of<std::size_t>(words.substr(at + between.size()));
  constexpr std::size_t kMost = 10'000;
  if (!part || !of || *part < 1 || *part > *of || *of > kMost) return std::nullopt;
  return Part{*part, *of};
}

}  // namespace

Result<Part> part_of(const Args& args) {
  if (!args.has("part")) return Part{};
  const std::string& word = args.text("part");
  if (const auto part = part_of_words(word, "/"); part && args.has("save")) return *part;
  return tl::unexpected(Error{
      Errc::invalid_input,
      fmt::format("--part {}: write K/N, as in 3/8, with --save, where the parts are put together",
                  word)});
}

std::string name_of(std::string_view stem, const Part& part, std::string_view extension) {
  return part.of == 1 ? fmt::format("{}{}", stem, extension)
                      : fmt::format("{}-{}{}{}{}", stem, part.part, kOf, part.of, extension);
}

std::optional<Part> part_named(std::string_view stem, std::string_view name,
                               std::string_view extension) {
  if (!name.starts_with(stem) || !name.ends_with(extension)) return std::nullopt;
  name.remove_prefix(stem.size());
  if (name.size() < extension.size()) return std::nullopt;
  name.remove_suffix(extension.size());
  if (name.empty()) return Part{};
  return name.front() == '-' ? part_of_words(name.substr(1), kOf) : std::nullopt;
}

}  // namespace tandem::cli
