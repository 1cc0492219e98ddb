#include "apps/cli/part.h"

#include <fmt/format.h>

#include "tandem/base/number.h"

namespace tandem::cli {

Result<Part> part_of(const Args& args) {
  if (!args.has("part")) return Part{};
  const std::string& word = args.text("part");
  constexpr std::size_t kMost = 10'000;
  const std::size_t slash = word.find('/');
  if (slash != std::string::npos && args.has("save")) {
    const auto part = number_of<std::size_t>(std::string_view(word).substr(0, slash));
    const auto of = number_of<std::size_t>(std::string_view(word).substr(slash + 1));
    if (part && of && *part >= 1 && *part <= *of && *of <= kMost) return Part{*part, *of};
  }
  return tl::unexpected(Error{
      Errc::invalid_input,
      fmt::format("--part {}: write K/N, as in 3/8, with --save, where the parts are put together",
                  word)});
}

std::string name_of(std::string_view stem, const Part& part, std::string_view extension) {
  return part.of == 1 ? fmt::format("{}{}", stem, extension)
                      : fmt::format("{}-{}-of-{}{}", stem, part.part, part.of, extension);
}

}  // namespace tandem::cli
