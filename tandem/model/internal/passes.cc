#include "tandem/model/internal/passes.h"

#include <algorithm>

namespace tandem::model::internal {
namespace {

std::vector<MaybeDay> planned_events(const Agreement& of) {
  std::vector<MaybeDay> days;
  for (const Event& event : of.events())
    days.push_back(event.date ? MaybeDay(Day{*event.date}) : std::nullopt);
  return days;
}

/// What the passes have in common: a step of the network, read at the days so far.
class Reader {
 public:
  Reader(const Network& network, std::size_t k, const DaysOf& days)
      : network_(network), k_(k), days_(days) {}

  [[nodiscard]] const Step& step() const { return network_.steps[k_]; }
  [[nodiscard]] MaybeDay node(Part part) const { return days_.nodes[node_of(k_, part)]; }
  [[nodiscard]] MaybeDay at(const Term& term) const {
    return day_of(term, days_, network_.count());
  }
  [[nodiscard]] MaybeDay first() const { return step().first ? at(*step().first) : std::nullopt; }
  [[nodiscard]] MaybeDay second() const {
    return step().second ? at(*step().second) : std::nullopt;
  }
  /// The day of the deadline without what it leaves beyond its anchor.
  [[nodiscard]] MaybeDay anchor() const {
    if (!step().first) return std::nullopt;
    return anchor_of(*step().first, days_, network_.count(), network_.signed_on());
  }
  [[nodiscard]] MaybeDay worked(MaybeDay from) const {
    return later(from, step().takes, network_.count());
  }
  [[nodiscard]] MaybeDay before_work() const {
    return earlier(node(Part::done), step().takes, network_.count());
  }
  [[nodiscard]] MaybeDay seen() const {
    return later(node(Part::done), step().to_verify, network_.count());
  }
  /// Not before the moments that it waits for, nor, with `work`, before the work after them.
  [[nodiscard]] MaybeDay after_waits(MaybeDay day, bool work) const {
    for (const Term& wait : step().waits) day = last_of(day, work ? worked(at(wait)) : at(wait));
    return day;
  }
  /// The first of those beside which it runs to be begun.
  [[nodiscard]] MaybeDay first_begun() const {
    std::vector<Target> beside;
    if (step().first) add_targets(*step().first, beside);
    MaybeDay day;
    for (Target target : beside) {
      target.aspect = Aspect::started;
      day = first_of(day, days_.of(target));
    }
    return day;
  }

 private:
  const Network& network_;
  std::size_t k_;
  const DaysOf& days_;
};

// --- as written

MaybeDay done_as_written(const Reader& read) {
  switch (read.step().timing) {
    case Timing::by:
    case Timing::at:
    case Timing::upon:
    case Timing::with:
    case Timing::proportion:
      return read.first();
    case Timing::span:
    case Timing::between:
    case Timing::every:
      return read.second();
    case Timing::from:
    case Timing::after:
    case Timing::start_by:
    case Timing::parallel:
    case Timing::standing:
    case Timing::vague:
    case Timing::undated:
      break;
  }
  return std::nullopt;
}

// --- as soon as the text allows

MaybeDay done_soonest(const Reader& read, MaybeDay signed_on) {
  switch (read.step().timing) {
    case Timing::by:
      return read.anchor();
    case Timing::at:
    case Timing::upon:
    case Timing::with:
    case Timing::proportion:
      return read.first();
    case Timing::span:
    case Timing::start_by:
      return read.worked(read.node(Part::started));
    case Timing::after:
    case Timing::between:
      return read.worked(read.first());
    case Timing::vague:
      return read.step().first ? read.worked(read.first()) : signed_on;
    case Timing::parallel:
      return read.worked(read.first_begun());
    case Timing::every:
      return read.second();
    case Timing::standing:
    case Timing::undated:
      return signed_on;
    case Timing::from:
      break;
  }
  return std::nullopt;
}

MaybeDay started_soonest(const Reader& read) {
  const bool until = read.step().timing == Timing::start_by;
  return read.after_waits(until ? read.anchor() : read.first(), false);
}

/// @param due  of the same node: what is due before the signature may be done before it
MaybeDay floored(MaybeDay day, MaybeDay signed_on, MaybeDay due) {
  const MaybeDay floor = signed_on ? first_of(signed_on, due) : std::nullopt;
  return floor ? last_of(day, floor) : day;
}

// --- expected

MaybeDay recorded_day(const Network& network, std::size_t k, Part part) {
  const Obligation& of = network.of.obligations()[k];
  const auto& date = part == Part::started ? of.started
                     : part == Part::done  ? of.done
                                           : of.verified;
  return date ? MaybeDay(Day{*date}) : std::nullopt;
}

/// Delays by node and by event, days.
struct Delays {
  std::vector<std::chrono::days> nodes;
  std::vector<std::chrono::days> events;
};

/// The node that a delay moves: its start where it is that which has a day.
std::size_t delayed_node(const Step& step, const Target& of) {
  if (of.aspect == Aspect::verified) return node_of(of.index, Part::verified);
  const bool start = of.aspect == Aspect::started  ? step.begins()
                     : of.aspect == Aspect::unsaid ? step.by_start()
                                                   : step.by_start() && !step.ends();
  return node_of(of.index, start ? Part::started : Part::done);
}

Delays delays_of(const Network& network, const TimetableOptions& options) {
  Delays delays{std::vector<std::chrono::days>(network.home.size()),
                std::vector<std::chrono::days>(network.of.events().size())};
  for (const auto& [of, days] : options.delays) {
    auto& moved = of.outside ? delays.events[of.index]
                             : delays.nodes[delayed_node(network.steps[of.index], of)];
    moved += std::chrono::days{days};
  }
  return delays;
}

/// What happens on some day: a deadline lapses, and what is waited for has come.
MaybeDay done_as_expected(const Reader& read) {
  switch (read.step().timing) {
    case Timing::between:
      return last_of(read.second(), read.worked(read.first()));
    case Timing::span:
      return last_of(read.second(), read.worked(read.node(Part::started)));
    case Timing::start_by:
      return read.step().takes ? read.worked(read.node(Part::started)) : std::nullopt;
    default:
      return done_as_written(read);
  }
}

class Expected {
 public:
  Expected(const Network& network, const TimetableOptions& options)
      : network_(network), actual_(options.actual), delays_(delays_of(network, options)) {}

  [[nodiscard]] std::vector<MaybeDay> events() const {
    std::vector<MaybeDay> days = planned_events(network_.of);
    for (std::size_t k = 0; k < days.size(); ++k)
      if (days[k] && !(actual_ && network_.of.events()[k].happened))
        days[k] = in_calendar(*days[k] + delays_.events[k]);
    return days;
  }

  [[nodiscard]] MaybeDay day(std::size_t k, Part part, const DaysOf& days) const {
    if (const MaybeDay fact = recorded(k, part)) return fact;
    const Reader read(network_, k, days);
    if (read.step().turns && turned(read, k, part)) return std::nullopt;
    return planned(read, k, part);
  }

  /// Whether the event that makes it void comes first, or on the same day.
  [[nodiscard]] bool voided(std::size_t k, const DaysOf& days) const {
    const Reader read(network_, k, days);
    return turned(read, k, read.step().shown());
  }

 private:
  [[nodiscard]] MaybeDay planned(const Reader& read, std::size_t k, Part part) const {
    switch (part) {
      case Part::started:
        return started(read, k);
      case Part::done:
        return delayed(read.step().by_start() ? done_as_expected(read)
                                              : read.after_waits(done_as_expected(read), true),
                       k, part);
      case Part::verified:
        break;
    }
    return delayed(read.seen(), k, part);
  }

  [[nodiscard]] bool turned(const Reader& read, std::size_t k, Part part) const {
    // The other parts follow from these.
    if (part == Part::verified || (part == Part::started && !read.step().begins())) return false;
    // What goes on is void from its beginning or not at all.
    const Part judged = read.step().by_start() ? Part::started : part;
    if (recorded(k, judged) || recorded(k, Part::done) || !read.step().unless) return false;
    const MaybeDay other = read.at(*read.step().unless);
    const MaybeDay own = planned(read, k, judged);
    return other && own && *other <= *own;
  }

  [[nodiscard]] MaybeDay recorded(std::size_t k, Part part) const {
    return actual_ ? recorded_day(network_, k, part) : std::nullopt;
  }

  [[nodiscard]] MaybeDay delayed(MaybeDay day, std::size_t k, Part part) const {
    return day ? in_calendar(*day + delays_.nodes[node_of(k, part)]) : day;
  }

  [[nodiscard]] MaybeDay started(const Reader& read, std::size_t k) const {
    if (!read.step().begins()) return read.before_work();
    const MaybeDay day = delayed(read.after_waits(read.first(), false), k, Part::started);
    return first_of(day, recorded(k, Part::done));
  }

  const Network& network_;
  bool actual_;
  Delays delays_;
};

}  // namespace

MaybeDay written_day(const Network& network, std::size_t obligation, Part part,
                     const DaysOf& days) {
  const Reader read(network, obligation, days);
  if (part == Part::done) return done_as_written(read);
  if (part == Part::verified) return read.seen();
  return read.step().begins() ? read.first() : read.before_work();
}

DaysOf due_days(const Network& network, bool actual) {
  DaysOf days = reckoned(network.components, network.home.size(), planned_events(network.of),
                         [&](std::size_t k, Part part, const DaysOf& so_far) {
                           const MaybeDay day = written_day(network, k, part, so_far);
                           return day || !actual ? day : recorded_day(network, k, part);
                         });
  // What has no written day is counted from on its recorded one, which is not due for that.
  DaysOf due = days;
  for (std::size_t k = 0; k < network.steps.size(); ++k)
    for (const Part part : {Part::started, Part::done, Part::verified})
      if (!written_day(network, k, part, days)) due.nodes[node_of(k, part)] = std::nullopt;
  return due;
}

DaysOf owed_days(const Network& network, Day today) {
  const auto day = [&](std::size_t k, Part part, const DaysOf& days) -> MaybeDay {
    if (const MaybeDay fact = recorded_day(network, k, part)) return fact;
    const MaybeDay written = written_day(network, k, part, days);
    const MaybeDay done = recorded_day(network, k, Part::done);
    if (part == Part::started && done) return first_of(written, done);
    return written && *written < today ? std::nullopt : written;
  };
  return reckoned(network.components, network.home.size(), planned_events(network.of), day);
}

DaysOf earliest_days(const Network& network, const DaysOf& due) {
  const MaybeDay signed_on = network.signed_on();
  const auto soonest = [&](std::size_t k, Part part, const DaysOf& days) {
    const Reader read(network, k, days);
    if (part == Part::verified) return read.seen();
    if (part == Part::started && !read.step().begins()) return read.before_work();
    const MaybeDay day = part == Part::started ? started_soonest(read)
                         : read.step().by_start()
                             ? done_soonest(read, signed_on)
                             : read.after_waits(done_soonest(read, signed_on), true);
    return floored(day, signed_on, due.nodes[node_of(k, part)]);
  };
  return reckoned(network.components, network.home.size(), due.events, soonest);
}

DaysOf expected_days(const Network& network, const TimetableOptions& options) {
  const Expected expected(network, options);
  return reckoned(
      network.turned, network.home.size(), expected.events(),
      [&](std::size_t k, Part part, const DaysOf& days) { return expected.day(k, part, days); });
}

std::vector<bool> voided(const Network& network, const TimetableOptions& options,
                         const DaysOf& expected) {
  const Expected pass(network, options);
  std::vector<bool> all;
  for (std::size_t k = 0; k < network.steps.size(); ++k) all.push_back(pass.voided(k, expected));
  return all;
}

}  // namespace tandem::model::internal
