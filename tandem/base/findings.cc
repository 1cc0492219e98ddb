#include "tandem/base/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "tandem/base/text.h"

namespace tandem {

void Findings::add(const SourceLoc& at, std::string_view rule, std::string message,
                   std::string repair) {
  found_.push_back({at, severity_, std::string(rule), std::move(message), std::move(repair)});
}

std::vector<Diagnostic> Findings::in_file_order() && {
  std::ranges::stable_sort(
      found_, {}, [](const Diagnostic& d) { return std::tie(d.at.file, d.at.line, d.at.column); });
  return std::move(found_);
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string> names,
                         std::string_view otherwise) {
  const std::string near = nearest(wrong, names);
  return near.empty() ? std::string(otherwise) : fmt::format("did you mean '{}'?", near);
}

}  // namespace tandem
