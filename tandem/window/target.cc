#include "tandem/window/target.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "tandem/assess/assessment.h"
#include "tandem/base/findings.h"
#include "tandem/base/number.h"

namespace tandem::window {
namespace {

using model::Case;
using model::Limit;
using model::LimitKind;

tl::unexpected<Error> refused(std::string_view text, const std::string& why) {
  return tl::unexpected(Error{Errc::invalid_input, fmt::format("target '{}': {}", text, why)});
}

bool can_be_demanded(const Case& of, const Limit& limit) {
  return limit.kind != LimitKind::boundary && limit.kind != LimitKind::accession &&
         limit.kind != LimitKind::dates && limit.kind != LimitKind::required &&
         limit.kind != LimitKind::mandatory &&
         (limit.kind != LimitKind::parallel || of.principles().parallel_tracks);
}

/// What `name` may have been meant to be.
std::string hint(const Case& of, std::string_view name) {
  std::vector<std::string> known;
  for (const model::Measure& measure : of.measures()) known.push_back(measure.id);
  for (const Limit& limit : model::limits_of(of))
    if (can_be_demanded(of, limit)) known.push_back(model::name_of(of, limit));
  return did_you_mean(name, known, "name a threshold, as in long-game=80, or a measure");
}

/// A threshold that is to be met.
Result<Target> demand(Case& of, std::string_view text, std::string_view name,
                      std::string_view value) {
  const auto limit = model::find_limit(of, name, false);
  if (!limit || !can_be_demanded(of, *limit))
    return refused(
        text, fmt::format("'{}' is no threshold that can be asked for; {}", name, hint(of, name)));
  const auto number = number_of<double>(value);
  if (!number) return refused(text, fmt::format("'{}' is no number", value));
  const bool share = model::setting_of(of, *limit)->unit == "share";
  const double to = share ? *number / 100 : *number;
  const std::vector<model::Easing> easings{{*limit, to}};
  of = model::eased(of, easings);
  return Target{std::string(text), model::words_of(of, *limit), {*limit}};
}

/// Months that it takes to verify that a measure is in force; says where nothing ever would.
Result<int> months_to_see(const Case& of, std::string_view text, const model::Measure& measure) {
  const double confidence = of.principles().confidence;
  if (const auto wait = assess::months_to_verify(measure, confidence)) return *wait;
  return refused(text, fmt::format("no means of verification of \"{}\" finds a violation with a "
                                   "chance of {:g} %",
                                   measure.title, 100 * confidence));
}

/// The last month in which all of `measure` has to be in force so that it is, or has been verified,
/// by the month that is asked for.
Result<int> deadline(const Case& of, std::string_view text, const model::Measure& measure,
                     std::string_view when, bool verified, bool any_month) {
  const auto by = number_of<int>(when);
  if (!by || *by < 0) return refused(text, fmt::format("'{}' is no month, as in @24", when));
  int wait = 0;
  if (verified) {
    auto months = months_to_see(of, text, measure);
    if (!months) return months;
    wait = *months;
  }
  const std::string done = verified ? "verified" : "in force";
  const int last = of.phase_start(of.time().phases) + measure.months + wait;
  if (*by > last && !any_month)
    return refused(text, fmt::format("\"{}\" is {} by month {} if it is carried out at all: leave "
                                     "the month out",
                                     measure.title, done, last));
  if (*by < measure.months + wait && !any_month)
    return refused(text, fmt::format("\"{}\" takes {} months and cannot be {} by month {}",
                                     measure.title, measure.months + wait, done, *by));
  return *by - wait;
}

constexpr std::string_view kVerified = "verified.";

/// A measure that is to be carried out, in time.
Result<Target> carry_out(Case& of, std::string_view text, std::string_view name,
                         std::optional<std::string_view> when, bool any_month) {
  const bool verified = name.starts_with(kVerified);
  if (verified) name.remove_prefix(kVerified.size());
  const auto measure = of.find_measure(name);
  if (!measure)
    return refused(text, fmt::format("there is no measure '{}'; {}", name, hint(of, name)));
  if (verified && !when)
    return refused(text, fmt::format("say by which month, as in {}{}@24", kVerified, name));
  const std::string title = of.measure(*measure).title;
  std::optional<int> by;
  if (when) {
    const auto last = deadline(of, text, of.measure(*measure), *when, verified, any_month);
    if (!last) return tl::unexpected(last.error());
    by = *last;
  }
  of = model::with_deadline(of, *measure, by);
  Target target{std::string(text),
                fmt::format("\"{}\" is carried out, all of it.", title),
                {{LimitKind::mandatory, measure->index()}}};
  if (!by) return target;
  target.words = verified ? fmt::format(
                                "\"{}\" is verified, all of it, by month {}: in force by "
                                "month {}.",
                                title, *when, *by)
                          : fmt::format("\"{}\" is in force, all of it, by month {}.", title, *by);
  target.limits.push_back({LimitKind::dates, measure->index()});
  return target;
}

}  // namespace

Result<Aim> aim(const Case& of, std::span<const std::string> targets, bool any_month) {
  Aim made{of, {}};
  for (const std::string& text : targets) {
    const std::string_view all = text;
    const std::size_t equals = all.find('=');
    const std::size_t at = all.find('@');
    auto target = equals != std::string_view::npos
                      ? demand(made.of, all, all.substr(0, equals), all.substr(equals + 1))
                      : carry_out(made.of, all, all.substr(0, at),
                                  at == std::string_view::npos ? std::nullopt
                                                               : std::optional(all.substr(at + 1)),
                                  any_month);
    if (!target) return tl::unexpected(std::move(target.error()));
    made.targets.push_back(*std::move(target));
  }
  return made;
}

}  // namespace tandem::window
