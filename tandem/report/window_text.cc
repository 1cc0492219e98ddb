#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/width.h"
#include "tandem/report/internal/plan_parts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using window::Answer;
using window::Block;
using window::Movement;
using window::Opening;

constexpr std::size_t kMostReasons = 3;
constexpr double kNoGain = 5e-5;  // half of the last digit printed

std::string wanted(const Answer& answer) {
  if (answer.aim.targets.empty()) return "a roadmap that meets all limits of the case";
  return "a roadmap that meets all limits of the case and reaches what is asked for";
}

std::string_view verdict_of(const Answer& answer) {
  if (answer.possible()) return "Possible";
  if (!answer.conflicts.empty()) return "Impossible";
  return "Unsettled";
}

std::string sentence(const Answer& answer) {
  if (answer.possible()) return "There is " + wanted(answer) + ".";
  if (answer.conflicts.empty())
    return "Neither was a roadmap found nor was it proven that there is none.";
  const std::string how =
      std::ranges::any_of(answer.conflicts, &Block::sure) ? " (proven)" : ", by a hair";
  if (!answer.conflicts.front().limits.empty()) return "There is no such roadmap" + how + ".";
  if (answer.limits.empty())
    return "None of the limits that could be given up has a stated cost: see --free.";
  return fmt::format(
      "Whatever of these limits is given up, there is no such roadmap{}: the case's structure, "
      "what is held and what is asked for rule it out.",
      how);
}

/// The limit's name, and what it demands below.
std::string limit_lines(const Answer& answer, std::size_t k) {
  const Case& of = answer.aim.of;
  const model::Limit& limit = answer.limits[k];
  return fmt::format("     {}\n", model::name_of(of, limit)) +
         paragraph(model::words_of(of, limit), 7, kTextColumns);
}

std::string doubts(const Block& conflict) {
  std::string out;
  if (!conflict.minimal) out += " It may hold more than is needed: not all could be settled.";
  if (!conflict.sure) out += " It is so by a hair: limits looser by a tolerance can be held.";
  return out;
}

/// Where these limits are held and nothing else, what would have to break.
std::string reasons(const Block& conflict) {
  if (conflict.obstacles.empty()) return {};
  std::vector<std::string> texts;
  for (const plan::Obstacle& obstacle : conflict.obstacles) texts.push_back(obstacle.text);
  std::string out = "     because\n";
  for (std::size_t k = 0; k < texts.size() && k < kMostReasons; ++k)
    out += paragraph(texts[k], 7, kTextColumns);
  if (texts.size() > kMostReasons)
    out += paragraph(fmt::format("and {} more.", texts.size() - kMostReasons), 7, kTextColumns);
  return out;
}

std::string conflicts_text(const Answer& answer, TextStyle style) {
  if (answer.conflicts.empty()) return {};
  if (answer.conflicts.front().limits.empty())
    return heading("Why", style) + reasons(answer.conflicts.front());
  std::string out = heading(
      fmt::format("{} of limits that cannot be held together",
                  capitalised(counted(answer.conflicts.size(), "smallest set", "smallest sets"))),
      style);
  std::size_t number = 0;
  for (const Block& conflict : answer.conflicts) {
    out +=
        fmt::format("  {}. {}.{}\n", ++number,
                    counted(conflict.limits.size(), "limit", "limits, any of which could give way"),
                    doubts(conflict));
    for (const std::size_t k : conflict.limits) out += limit_lines(answer, k);
    out += reasons(conflict);
  }
  return out;
}

std::string cost_words(const Opening& opening) {
  if (!opening.cost) return "not stated";
  const model::Quantity& cost = *opening.cost;
  std::string out = trimmed(cost.mode, 1);
  if (cost.ranged) out += fmt::format(" ({} to {})", trimmed(cost.low, 1), trimmed(cost.high, 1));
  if (opening.without_cost > 0) out += fmt::format(" and {} not stated", opening.without_cost);
  return out;
}

std::string number_words(const Movement& movement, double value) {
  if (movement.unit == "share") return percent(value);
  if (movement.unit == "months") return trimmed(value, 0) + " months";
  return trimmed(value, 1) + " points";
}

std::string movement_words(const Movement& movement) {
  if (!movement.enough)
    return fmt::format("to move it from {} is not known to suffice",
                       number_words(movement, movement.now));
  return fmt::format("from {} to {} suffices; {} is proven too little",
                     number_words(movement, movement.now), number_words(movement, *movement.enough),
                     number_words(movement, movement.too_little));
}

std::string openings_text(const Answer& answer, TextStyle style) {
  if (answer.openings.empty() || answer.possible()) return {};
  std::string out = heading("What it would take, cheapest first", style);
  std::size_t number = 0;
  for (const Opening& opening : answer.openings) {
    out += fmt::format("  {}. political cost {}\n", ++number, cost_words(opening));
    for (const std::size_t k : opening.limits) {
      out += limit_lines(answer, k);
      for (const Movement& movement : opening.movements)
        if (movement.limit == k)
          out += paragraph("Or moved: " + movement_words(movement) + ".", 7, kTextColumns);
    }
  }
  return out;
}

std::string extent(const Answer& answer) {
  std::string out;
  if (answer.all)
    out =
        "These are all: every smallest conflict and every smallest relaxation is among those "
        "found.";
  else if (!answer.possible())
    out = "There may be more: the search ended before all were known.";
  if (!answer.unsettled.empty())
    out += fmt::format(" {} could not be settled.",
                       capitalised(counted(answer.unsettled.size(), "set of limits to be given up",
                                           "sets of limits to be given up")));
  return out;
}

}  // namespace

std::string window_text(const Answer& answer, bool why, TextStyle style) {
  const Ink ink = answer.possible() ? Ink::good : Ink::bad;
  std::string out = inked(verdict_of(answer), ink, style) + "\n";
  out += paragraph(sentence(answer), 2, kTextColumns);
  if (!answer.aim.targets.empty()) {
    out += heading("Asked for", style);
    for (const window::Target& target : answer.aim.targets)
      out += paragraph(target.words, 2, kTextColumns);
  }
  out += why ? conflicts_text(answer, style) : openings_text(answer, style);
  if (const std::string all = extent(answer); !all.empty())
    out += heading("How much of it", style) + paragraph(all, 2, kTextColumns);
  out += heading("Search", style);
  out += fmt::format("  {} in {:.1f} s; {} that could be given up, {} held\n",
                     counted(answer.asked, "question", "questions"), answer.statistics.seconds,
                     counted(answer.limits.size(), "limit", "limits"), answer.held.size());
  return out;
}

namespace {

std::string gain_words(const window::Worth& worth, const window::Best& best) {
  if (!best.roadmap) return best.status == plan::Status::infeasible ? "none: proven" : "none found";
  if (!worth.as_it_is.roadmap) return "a roadmap";
  const auto [least, most] = window::gain(worth.as_it_is, best);
  if (most < kNoGain) return "nothing";
  if (least < kNoGain) return "at most " + percent(most, 2);
  return fmt::format("{} to {}", percent(least, 2), percent(most, 2));
}

TextRow worth_row(const window::Worth& worth, const window::Best& best, std::string name,
                  std::string cost) {
  return {{{std::move(name)},
           {std::move(cost)},
           {best.roadmap ? percent(best.objective, 2) : "none"},
           {gain_words(worth, best)}}};
}

}  // namespace

std::string worth_text(const window::Worth& worth, TextStyle style) {
  const Case& of = worth.aim.of;
  std::string out = inked("What the window is worth", Ink::strong, style) + "\n";
  out += paragraph(
      "The best weighted sum of the objectives as the case stands, with one limit given up, and "
      "with all of these. Gains are proven: at least so much, at most so much.",
      2, kTextColumns);
  for (const window::Target& target : worth.aim.targets)
    out += paragraph("Asked for: " + target.words, 2, kTextColumns);
  TextTable table{{{"Given up", Align::left, 34},
                   {"Political cost", Align::right},
                   {"Best", Align::right},
                   {"Gain", Align::right, 10}},
                  {}};
  table.rows.push_back(worth_row(worth, worth.as_it_is, "nothing", ""));
  table.rows.back().cells.back() = {""};
  std::vector<const window::Best*> by_gain;
  for (const window::Best& best : worth.each) by_gain.push_back(&best);
  std::ranges::stable_sort(by_gain, [](const window::Best* a, const window::Best* b) {
    return a->objective > b->objective;
  });
  for (const window::Best* best : by_gain) {
    const model::Limit& limit = worth.limits[best->limits.front()];
    Opening alone;
    alone.cost = model::cost_of(of, limit);
    table.rows.push_back(worth_row(worth, *best, model::name_of(of, limit), cost_words(alone)));
  }
  table.rows.push_back(worth_row(worth, worth.all, "all of these", ""));
  out += heading("Best attainable", style) + table.text(style);
  out += heading("Search", style);
  return out + fmt::format("  {} in {:.1f} s\n",
                           counted(worth.each.size() + 2, "roadmap", "roadmaps"),
                           worth.statistics.seconds);
}

}  // namespace tandem::report
