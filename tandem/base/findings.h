#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"

namespace tandem {

/// Diagnostics as they are found; given back in file order.
class Findings {
 public:
  explicit Findings(Severity severity = Severity::error) : severity_(severity) {}

  void add(const SourceLoc& at, std::string_view rule, std::string message,
           std::string repair = {});
  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
  /// Sorted by place; those of one place, or without one, keep the order in which they were found.
  [[nodiscard]] std::vector<Diagnostic> in_file_order() &&;

 private:
  Severity severity_;
  std::vector<Diagnostic> found_;
};

/// "did you mean 'us'?" where a name is near enough to be meant, else `otherwise`.
[[nodiscard]] std::string did_you_mean(std::string_view wrong, std::span<const std::string> names,
                                       std::string_view otherwise);

}  // namespace tandem
