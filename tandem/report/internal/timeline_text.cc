#include "tandem/report/internal/timeline_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/width.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/internal/text_table.h"

namespace tandem::report {
namespace {

constexpr std::size_t kLabel = 24;  // columns
constexpr std::size_t kFrom = 2 + kLabel + 2;
constexpr std::size_t kBar = kTextColumns - kFrom - 2;
constexpr std::size_t kTicks = 6;

// From what is covered by others to what covers them.
constexpr std::string_view kSigns = " .-o*!";
constexpr std::size_t kLine = 2;
constexpr std::size_t kDue = 3;
constexpr std::size_t kOnTime = 4;
constexpr std::size_t kLate = 5;

class Bar {
 public:
  explicit Bar(const DayRange& extent) : extent_(extent), signs_(kBar) {}

  [[nodiscard]] std::size_t column(Day day) const {
    const auto all = std::max<long>(1, (extent_.last - extent_.first).count());
    const auto before = static_cast<std::size_t>((day - extent_.first).count());
    return before * (kBar - 1) / static_cast<std::size_t>(all);
  }
  void mark(MaybeDay day, std::size_t sign) {
    if (!day) return;
    auto& at = signs_[column(*day)];
    at = std::max(at, sign);
    first_ = std::min(first_, column(*day));
    last_ = std::max(last_, column(*day));
  }
  [[nodiscard]] std::string text() const {
    std::string text;
    for (std::size_t k = 0; k < kBar; ++k)
      text += kSigns[std::max(signs_[k], k >= first_ && k <= last_ ? kLine : 0)];
    text.resize(text.find_last_not_of(' ') + 1);
    return text;
  }

 private:
  DayRange extent_;
  std::vector<std::size_t> signs_;
  std::size_t first_ = kBar;
  std::size_t last_ = 0;
};

std::string row(const Schedule& schedule, const Group& group, const DayRange& extent) {
  Bar bar(extent);
  for (const std::size_t k : group.members) {
    const model::Dates& dates = schedule.dates.of[k];
    bar.mark(due_day(dates), kDue);
    if (!dates.void_by_default)
      bar.mark(dates.expected, dates.late.value_or(0) > 0 ? kLate : kOnTime);
  }
  const std::string label = shortened(printable(group.title), kLabel);
  const std::string marks = bar.text();
  return "  " + label + (marks.empty() ? "" : std::string(kFrom - 2 - display_width(label), ' ')) +
         marks + "\n";
}

/// Where the years or months are, and their names.
std::string axis(const DayRange& extent) {
  const Bar bar(extent);
  std::string line(kBar, '-');
  std::string names;
  for (const auto& [day, words] : day_ticks(extent, kTicks)) {
    const std::size_t at = bar.column(day);
    line[at] = '+';
    if (at < names.size() + (names.empty() ? 0 : 1) || at + words.size() > kBar) continue;
    names += std::string(at - names.size(), ' ') + words;
  }
  const std::string indent(kFrom, ' ');
  return indent + line + "\n" + (names.empty() ? "" : indent + names + "\n");
}

}  // namespace

std::string timeline_text(const Schedule& schedule) {
  const auto extent = extent_of(schedule);
  if (!extent) return {};
  std::string text;
  for (const Group& group : groups_of(schedule.of)) text += row(schedule, group, *extent);
  return text + axis(*extent) +
         "  o due, * done or expected by then, ! done or expected later than due\n";
}

}  // namespace tandem::report
