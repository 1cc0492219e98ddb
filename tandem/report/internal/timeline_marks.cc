#include "tandem/report/internal/timeline_marks.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/width.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Dates;
using model::Obligation;
using model::Timing;

constexpr std::string_view kStyle =
    "svg.paper .late{stroke:#a6482b;stroke-width:7;stroke-dasharray:2 2}"
    "svg.paper .way{fill:none;stroke:#1b1b1b;stroke-width:1.6}"
    "svg.paper .due{stroke:#1b1b1b;stroke-width:2}"
    "svg.paper .run{fill:#c9d9e6}svg.paper text.quiet{font-size:11px;font-style:italic}"
    "svg.paper .fact{fill:#1b1b1b}svg.paper .plan{fill:#fff;stroke:#1b1b1b}"
    "@media screen and (prefers-color-scheme:dark){svg.paper .late{stroke:#e8916f}"
    "svg.paper .way,svg.paper .due,svg.paper .plan{stroke:#eee}svg.paper .run{fill:#2f4a60}"
    "svg.paper .fact{fill:#eee}svg.paper .plan{fill:#161616}}";

constexpr double kTick = 7;  // half of the height of the mark of a due day, pixels
constexpr double kHalf = 3;  // of a bar
constexpr double kNote = 9;  // from a mark to the words beside it
constexpr double kDiamond = 5;
constexpr double kMargin = 96;            // right of the last day
constexpr double kLetter = 6;             // mean width of one of the small letters, pixels
constexpr std::size_t kWordsBeside = 76;  // columns
constexpr std::size_t kMostTicks = 40;    // of repeats

Html diamond(PaperPoint at, std::string_view css, std::string_view words) {
  return element(
      "path",
      fmt::format(R"( class="{}" d="M{:.1f} {:.1f}l{} {}l{} {}l{} {}Z")", css, at.x,
                  at.y - kDiamond, kDiamond, kDiamond, -kDiamond, kDiamond, -kDiamond, -kDiamond),
      element("title", "", text(words)));
}

std::string tip(const Schedule& schedule, std::size_t k) {
  const Obligation& one = schedule.of.obligations()[k];
  const Dates& dates = schedule.dates.of[k];
  std::string words = fmt::format("{} {}", one.id, one.title);
  if (const MaybeDay due = due_day(dates))
    words += fmt::format("; {} {}", goes_by_start(one) ? "to begin" : "due", day_words(due));
  if (dates.expected)
    words +=
        fmt::format("; {} {}", dates.recorded ? "done" : "expected", day_words(dates.expected));
  if (const std::string late = late_words(dates); !late.empty()) words += ", " + late;
  if (dates.effective) words += "; in force " + day_words(dates.effective);
  return words;
}

/// From the day on which it begins to the day on which it ends, as far as these are said.
Html run(const Schedule& schedule, std::size_t k, const DayScale& scale, double y) {
  const Obligation& one = schedule.of.obligations()[k];
  const Dates& dates = schedule.dates.of[k];
  MaybeDay from = dates.start;
  if (schedule.record && one.started) from = Day{*one.started};
  if (goes_by_start(one) && dates.expected) from = dates.expected;
  if (!from) return {};
  MaybeDay to = goes_by_start(one) ? std::nullopt : dates.expected ? dates.expected : dates.due;
  if (schedule.record && one.done) to = Day{*one.done};
  if (!to && one.trigger.timing == Timing::every && dates.ending.day && !dates.repeats.empty())
    to = dates.repeats.size() < model::kMostRepeats ? dates.repeats.back() : *dates.ending.day;
  if (!to && one.trigger.timing == Timing::start_by) return {};
  const double end = to ? scale.x(*to) : scale.right;
  return block({scale.x(*from), y - kHalf}, {end, y + kHalf}, "run", "");
}

Html repeats(const Dates& dates, const DayScale& scale, double y) {
  Html out;
  if (dates.repeats.size() > kMostTicks && dates.repeats[kMostTicks] <= scale.extent.last)
    return out;
  for (const Day day : dates.repeats)
    if (day <= scale.extent.last)
      out += segment({scale.x(day), y - kHalf}, {scale.x(day), y + kHalf}, "due");
  return out;
}

std::string reason(const Schedule& schedule, const Dates& dates) {
  const std::string named = target_names(schedule.of, dates.waits_for);
  std::string words(due_day(dates) ? "nothing says when to expect it" : why_words(dates.why));
  if (!named.empty()) words = "waits for " + named;
  if (dates.why == model::Undated::circle) words += ", in a circle";
  return shortened(words, kWordsBeside);
}

/// What stands beside the last mark.
std::string beside(const Schedule& schedule, const Dates& dates) {
  if (dates.void_by_default) return "void: the other came first";
  if (!dates.expected) return reason(schedule, dates);
  if (dates.late.value_or(0) > 0) return fmt::format("{} d late", *dates.late);
  return {};
}

/// Words right of the marks, or left of them where there is no room.
Html note(const std::string& words, double first, double last, const DayScale& scale, double y) {
  if (words.empty()) return {};
  const double room = scale.right + kMargin - last - kNote;
  if (static_cast<double>(display_width(words)) * kLetter <= room)
    return words_at({last + kNote, y + 4}, "quiet", words);
  return words_at({first - kNote, y + 4}, "quiet end", words);
}

Html stretch(const Dates& dates, const DayScale& scale, double y) {
  const MaybeDay due = due_day(dates);
  if (!due || !dates.expected || due == dates.expected) return {};
  return segment({scale.x(*due), y}, {scale.x(*dates.expected), y},
                 *due < *dates.expected ? "late" : "own");
}

}  // namespace

double DayScale::x(Day day) const {
  const auto all = static_cast<double>((extent.last - extent.first).count());
  const auto before = static_cast<double>((day - extent.first).count());
  return left + (right - left) * (all > 0 ? std::clamp(before / all, 0.0, 1.0) : 0);
}

std::string_view timeline_style() { return kStyle; }

Html obligation_marks(const Schedule& schedule, std::size_t k, const DayScale& scale, double y) {
  const Dates& dates = schedule.dates.of[k];
  Html out = run(schedule, k, scale, y) + repeats(dates, scale, y) + stretch(dates, scale, y);
  MaybeDay first;
  MaybeDay last;
  const auto reach = [&](Day day) {
    first = first ? std::min(*first, day) : day;
    last = last ? std::max(*last, day) : day;
    return scale.x(day);
  };
  if (const MaybeDay due = due_day(dates)) {
    const double x = reach(*due);
    out += segment({x, y - kTick}, {x, y + kTick}, "due");
  }
  if (dates.expected && !dates.void_by_default)
    out += dot({reach(*dates.expected), y}, dates.recorded ? "fact" : "plan", tip(schedule, k));
  return out + note(beside(schedule, dates), first ? scale.x(*first) : scale.left,
                    last ? scale.x(*last) : scale.left, scale, y);
}

Html event_marks(const model::Event& event, MaybeDay day, const DayScale& scale, double y) {
  if (!day) return words_at({scale.left + kNote, y + 4}, "quiet", "no day");
  return diamond({scale.x(*day), y}, event.happened ? "fact" : "plan",
                 fmt::format("{} {}; {} {}", event.id, event.title,
                             event.happened ? "happened" : "planned", day_words(day)));
}

Html timeline_key(PaperPoint at) {
  const double y = at.y - 4;
  Html out;
  const auto entry = [&](const Html& mark, std::string_view words, double width) {
    out += mark + words_at({at.x + 28, at.y}, "", words);
    at.x += width;
  };
  entry(segment({at.x + 12, y - kTick}, {at.x + 12, y + kTick}, "due"), "due", 74);
  entry(dot({at.x + 12, y}, "fact", "done"), "done", 82);
  entry(dot({at.x + 12, y}, "plan", "expected"), "expected", 106);
  entry(segment({at.x, y}, {at.x + 22, y}, "late"), "late", 78);
  entry(segment({at.x, y}, {at.x + 22, y}, "own"), "early", 86);
  entry(block({at.x, y - kHalf}, {at.x + 22, y + kHalf}, "run", ""), "goes on", 100);
  entry(diamond({at.x + 12, y}, "fact", "event"), "event, hollow where planned", 210);
  entry(segment({at.x, y}, {at.x + 22, y}, "way"), "sets the day", 100);
  return out;
}

}  // namespace tandem::report
