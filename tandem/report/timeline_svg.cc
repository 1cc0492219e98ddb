#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tandem/base/width.h"
#include "tandem/model/delay.h"
#include "tandem/report/internal/timeline_marks.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Target;

constexpr double kWidth = 1060;  // pixels
constexpr double kLeft = 384;
constexpr double kRight = 960;
constexpr double kTop = 76;
constexpr double kRow = 20;
constexpr double kGroup = 30;  // from the last row of a group to the middle of its title
constexpr double kMargin = 12;
constexpr double kIndent = 22;
constexpr std::size_t kTitle = 120;  // columns
constexpr std::size_t kLabel = 52;
constexpr std::size_t kTicks = 9;

/// A line of the drawing: the title of a group, or an obligation or event with its marks.
struct Row {
  std::string title;
  std::optional<Target> of;  ///< absent: a group
  double y = 0;
};

class Rows {
 public:
  explicit Rows(const Schedule& schedule) {
    const auto& events = schedule.of.events();
    if (!events.empty()) add("Outside events", kGroup);
    for (std::size_t k = 0; k < events.size(); ++k)
      add(events[k].id + ": " + events[k].title, kRow, Target{true, k});
    for (const Group& group : groups_of(schedule.of)) {
      add(group.title, kGroup);
      for (const std::size_t k : group.members) {
        const model::Obligation& one = schedule.of.obligations()[k];
        add(one.id + ": " + one.title, kRow, Target{false, k});
      }
    }
  }

  [[nodiscard]] const std::vector<Row>& all() const { return rows_; }
  [[nodiscard]] double end() const { return y_ + kRow; }
  [[nodiscard]] std::optional<double> y(Target of) const {
    of.aspect = model::Aspect::done;
    const auto found = std::ranges::find(rows_, std::optional(of), &Row::of);
    return found == rows_.end() ? std::nullopt : std::optional(found->y);
  }

 private:
  void add(const std::string& title, double below, std::optional<Target> of = {}) {
    y_ += below;
    rows_.push_back({shortened(printable(title), kLabel), of, y_});
  }

  std::vector<Row> rows_;
  double y_ = kTop - kRow / 2;
};

MaybeDay day_of(const Schedule& schedule, const Target& target) {
  if (!target.outside) return model::expected_day(schedule.of, schedule.dates, target);
  return event_day(schedule, target.index);
}

std::vector<Target> path_of(const Schedule& schedule) {
  if (!schedule.to) return {};
  return critical_path(schedule.of, schedule.dates, *schedule.to);
}

/// From each of what sets the day down to the next, and along its row.
Html way(const Schedule& schedule, const Rows& rows, const DayScale& scale) {
  std::string d;
  for (const Target& target : path_of(schedule)) {
    const MaybeDay day = day_of(schedule, target);
    const auto y = rows.y(target);
    if (!day || !y) continue;
    d += d.empty() ? fmt::format("M{:.1f} {:.1f}", scale.x(*day), *y)
                   : fmt::format("V{:.1f}H{:.1f}", *y, scale.x(*day));
  }
  return Html(d.empty() ? d : fmt::format(R"(<path class="way" d="{}"/>)", d));
}

Html axis(const DayScale& scale, double floor) {
  Html out;
  for (const auto& [day, words] : day_ticks(scale.extent, kTicks)) {
    const double x = scale.x(day);
    out += segment({x, kTop}, {x, floor}, "grid");
    out += words_at({x, kTop - 6}, "mid", words) + words_at({x, floor + 16}, "mid", words);
  }
  return out;
}

Html row_html(const Schedule& schedule, const Row& row, bool critical, const DayScale& scale) {
  if (!row.of) return words_at({kMargin, row.y + 4}, "strong", row.title);
  const Html label = words_at({kMargin + kIndent, row.y + 4}, critical ? "strong" : "", row.title);
  const Html rule =
      segment({kMargin + kIndent, row.y + kRow / 2}, {scale.right, row.y + kRow / 2}, "grid");
  if (!row.of->outside)
    return rule + label + obligation_marks(schedule, row.of->index, scale, row.y);
  const model::Event& event = schedule.of.events()[row.of->index];
  return rule + label + event_marks(event, day_of(schedule, *row.of), scale, row.y);
}

std::string description(const Schedule& schedule) {
  const auto& all = schedule.dates.of;
  const auto dated = std::ranges::count_if(
      all, [](const model::Dates& dates) { return due_day(dates).has_value(); });
  const auto late =
      std::ranges::count_if(all, [](const model::Dates& dates) { return dates.late > 0; });
  std::string words = fmt::format("{} in rows against time; {} have a day, {} later than due.",
                                  counted(all.size(), "obligation", "obligations"), dated, late);
  const auto path = path_of(schedule);
  if (path.size() > 1)
    words += " The day of " + schedule.of.obligation(*schedule.to).id + " is set by " +
             target_names(schedule.of, {path.begin(), path.end() - 1}) + ".";
  return words;
}

bool on_path(const std::vector<Target>& path, const std::optional<Target>& of) {
  return of && std::ranges::any_of(path, [&](const Target& target) {
           return target.outside == of->outside && target.index == of->index;
         });
}

}  // namespace

Html timeline_drawing(const Schedule& schedule) {
  const Rows rows(schedule);
  const DayScale scale{extent_of(schedule).value_or(DayRange{}), kLeft, kRight};
  const bool dated = extent_of(schedule).has_value();
  const auto path = path_of(schedule);
  const std::string title = schedule.of.data().title + ": timeline";
  Html inner = element("style", "", Html(std::string(timeline_style())));
  inner += words_at({kMargin, 24}, "strong", shortened(printable(title), kTitle));
  inner += timeline_key({kMargin, 48});
  if (dated) inner += axis(scale, rows.end() - kRow / 2);
  Html marks;
  for (const Row& row : rows.all()) marks += row_html(schedule, row, on_path(path, row.of), scale);
  // Below the marks, so that these stay whole.
  inner += way(schedule, rows, scale) + marks;
  return chart_drawing(kWidth, rows.end() + kRow, title, description(schedule), inner);
}

std::string timeline_svg(const Schedule& schedule) {
  return chart_file(timeline_drawing(schedule));
}

}  // namespace tandem::report
