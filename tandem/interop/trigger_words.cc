#include <fmt/format.h>

#include <cstdlib>
#include <vector>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/interop/words.h"

namespace tandem::interop {
namespace {

using model::Moment;
using model::Timing;

/// Columns up to which a milestone is called by its title and not by its id.
constexpr std::size_t kShortTitle = 40;

struct Reader {
  const model::Agreement& of;
  model::Tlp up_to;

  [[nodiscard]] bool hidden(const model::Target& target) const {
    return !target.outside && !shows(of.obligations()[target.index], up_to);
  }
};

/// "Adoption Day (J05)" of "Adoption Day: the agreement takes effect"; empty where it is no
/// milestone, or has no short title.
std::string milestone_words(const model::Obligation& obligation) {
  using model::ObligationKind;
  if (obligation.kind != ObligationKind::milestone && obligation.kind != ObligationKind::happening)
    return "";
  const std::string title = obligation.title.substr(0, obligation.title.find(':'));
  if (title.empty() || display_width(title) > kShortTitle) return "";
  return fmt::format("{} ({})", title, obligation.id);
}

std::string event_title(const model::Event& event) {
  return event.title.empty() ? event.id : event.title;
}

/// The names that a reference stands for; those that are not shown are counted instead.
void add_names(const Reader& reader, const model::Reference& reference, model::Aspect aspect,
               std::vector<std::string>& names, std::size_t& hidden) {
  const auto targets = reader.of.targets(reference, aspect);
  std::vector<std::string> shown;
  for (const model::Target& target : targets) {
    if (reader.hidden(target))
      ++hidden;
    else
      shown.push_back(target.outside ? event_title(reader.of.events()[target.index])
                                     : reader.of.obligations()[target.index].id);
  }
  if (shown.size() > 2 && shown.size() == targets.size())
    names.push_back(shown.front() + " to " + shown.back());
  else
    names.insert(names.end(), shown.begin(), shown.end());
}

std::string names_words(const Reader& reader, const Moment& moment) {
  std::vector<std::string> names;
  std::size_t hidden = 0;
  for (const model::Reference& reference : moment.events)
    add_names(reader, reference, moment.aspect, names, hidden);
  if (hidden > 0) names.push_back(obligations_counted(hidden) + " not shown here");
  return join_words(names);
}

std::string event_words(const Reader& reader, const Moment& moment) {
  const auto targets = reader.of.targets(moment);
  const bool done = moment.aspect == model::Aspect::done || moment.aspect == model::Aspect::unsaid;
  if (targets.size() == 1 && !reader.hidden(targets.front())) {
    const model::Target& one = targets.front();
    if (one.outside) return event_title(reader.of.events()[one.index]);
    std::string title = milestone_words(reader.of.obligations()[one.index]);
    if (done && !title.empty()) return title;
  }
  const std::string names = names_words(reader, moment);
  if (moment.aspect == model::Aspect::started) return "the start of " + names;
  return (done ? "completion of " : "verification of ") + names;
}

std::string words_of(const Reader& reader, const Moment& moment);

std::string parts_words(const Reader& reader, const Moment& moment, std::string_view of_two,
                        std::string_view of_more) {
  std::vector<std::string> parts;
  for (const Moment& part : moment.parts) parts.push_back(words_of(reader, part));
  return fmt::format("the {} of {}", parts.size() > 2 ? of_more : of_two, join_words(parts));
}

std::string offset_words(const Reader& reader, const Moment& moment) {
  std::string anchor = words_of(reader, moment.parts.front());
  model::Length length = moment.length;
  if (length.count == 0) return anchor;
  const bool before = length.count < 0;
  length.count = std::abs(length.count);
  return fmt::format("{} {} {}", model::length_words(length), before ? "before" : "after", anchor);
}

std::string words_of(const Reader& reader, const Moment& moment) {
  switch (moment.kind) {
    case Moment::Kind::date:
      return format_date_long(moment.date);
    case Moment::Kind::event:
      return event_words(reader, moment);
    case Moment::Kind::offset:
      return offset_words(reader, moment);
    case Moment::Kind::earliest:
      return parts_words(reader, moment, "earlier", "earliest");
    case Moment::Kind::latest:
      return parts_words(reader, moment, "later", "last");
  }
  return "";
}

/// As in "done on ...".
std::string on_words(const Reader& reader, const Moment& moment) {
  std::string day = words_of(reader, moment);
  if (moment.kind == Moment::Kind::event) return "on the day of " + day;
  return moment.kind == Moment::Kind::offset ? day : "on " + day;
}

std::string upon_words(const Reader& reader, const Moment& moment) {
  std::string day = words_of(reader, moment);
  const bool date = moment.kind == Moment::Kind::date || moment.kind == Moment::Kind::offset;
  return (date ? "as soon as it is " : "upon ") + day;
}

std::string every_words(const Reader& reader, const model::Trigger& trigger) {
  std::string words = "every ";
  if (trigger.period) {
    const std::string period = model::length_words(*trigger.period);
    words += trigger.period->count == 1 ? period.substr(period.find(' ') + 1) : period;
  }
  if (trigger.first) words += " from " + words_of(reader, *trigger.first);
  if (trigger.second) words += " until " + words_of(reader, *trigger.second);
  return words;
}

std::string names_of(const Reader& reader, const Moment& moment) {
  return moment.kind == Moment::Kind::event ? names_words(reader, moment)
                                            : words_of(reader, moment);
}

/// The words of a timing whose `first` is there.
std::string first_words(const Reader& reader, const model::Trigger& trigger) {
  const Moment& first = *trigger.first;
  std::string day = words_of(reader, first);
  switch (trigger.timing) {
    case Timing::by:
      return "no later than " + day;
    case Timing::at:
      return on_words(reader, first);
    case Timing::upon:
      return upon_words(reader, first);
    case Timing::with:
      return "on the same day as " + day;
    case Timing::from:
      return "as from " + day;
    case Timing::after:
      return "not before " + day;
    case Timing::start_by:
      return "begun no later than " + day;
    case Timing::proportion:
      return "in proportion to the progress of " + names_of(reader, first);
    case Timing::parallel:
      return "in parallel with " + names_of(reader, first);
    case Timing::vague:
      return trigger.words + " after " + day;
    default:
      return day;
  }
}

std::string main_words(const Reader& reader, const model::Trigger& trigger) {
  if (trigger.timing == Timing::standing) return "at all times";
  if (trigger.timing == Timing::undated) return "";
  if (trigger.timing == Timing::every) return every_words(reader, trigger);
  if (!trigger.first) return trigger.words;
  if (!trigger.second) return first_words(reader, trigger);
  const std::string end = words_of(reader, *trigger.second);
  if (trigger.timing == Timing::span)
    return fmt::format("begun {} and completed no later than {}", on_words(reader, *trigger.first),
                       end);
  return fmt::format("not before {} and no later than {}", words_of(reader, *trigger.first), end);
}

}  // namespace

std::string moment_words(const model::Agreement& of, const Moment& moment, model::Tlp up_to) {
  return words_of({of, up_to}, moment);
}

std::string trigger_words(const model::Agreement& of, const model::Trigger& trigger,
                          model::Tlp up_to) {
  const Reader reader{of, up_to};
  std::string words = main_words(reader, trigger);
  if (trigger.effective) words += ", with effect from " + words_of(reader, *trigger.effective);
  if (trigger.unless) words += ", unless " + words_of(reader, *trigger.unless) + " comes first";
  if (trigger.effort) words += " (to be sought)";
  return words;
}

}  // namespace tandem::interop
