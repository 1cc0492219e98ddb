#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/width.h"
#include "tandem/report/internal/plan_parts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/window_words.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using window::Answer;
using window::Block;
using window::Draws;
using window::Movement;
using window::Opening;

constexpr std::size_t kMostReasons = 3;

std::string wanted(const Answer& answer) {
  if (answer.aim.targets.empty()) return "a roadmap that meets all limits of the case";
  return "a roadmap that meets all limits of the case and reaches what is asked for";
}

std::string_view verdict_of(const Answer& answer) {
  if (answer.possible()) return "Possible";
  if (!answer.conflicts.empty()) return "Impossible";
  return "Unsettled";
}

bool by_a_hair(const Answer& answer) {
  return std::ranges::all_of(answer.conflicts, [](const Block& conflict) {
    return conflict.looser == window::Verdict::possible;
  });
}

std::string sentence(const Answer& answer) {
  if (answer.possible()) return "There is " + wanted(answer) + ".";
  if (answer.conflicts.empty())
    return "Neither was a roadmap found nor was it proven that there is none.";
  const std::string how = by_a_hair(answer) ? ", by a hair" : " (proven)";
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
                    doubt_words(conflict));
    for (const std::size_t k : conflict.limits) out += limit_lines(answer, k);
    out += reasons(conflict);
  }
  return out;
}

std::string openings_text(const Answer& answer, TextStyle style) {
  if (answer.openings.empty() || answer.possible()) return {};
  std::string out = heading("What it would take, cheapest first", style);
  std::size_t number = 0;
  for (const Opening& opening : answer.openings) {
    out += fmt::format("  {}. political cost {}{}\n", ++number, price_words(opening),
                       opening.minimal ? "" : "; fewer of these may suffice");
    for (const std::size_t k : opening.limits) {
      out += limit_lines(answer, k);
      for (const Movement& movement : opening.movements)
        if (movement.limit == k)
          out += paragraph("Or moved: " + movement_words(movement) + ".", 7, kTextColumns);
    }
  }
  return out;
}

/// What is so more often comes first; what never is does not come.
struct Share {
  std::string what;
  window::Often often;
};

std::string shares_table(std::vector<Share> shares, std::size_t draws, std::string what,
                         std::string how_often, TextStyle style) {
  std::erase_if(shares,
                [](const Share& share) { return share.often.seen + share.often.unknown == 0; });
  if (shares.empty()) return {};
  std::ranges::stable_sort(shares, [](const Share& a, const Share& b) {
    return a.often.seen + a.often.unknown > b.often.seen + b.often.unknown;
  });
  TextTable table{{{std::move(what), Align::left, 40}, {std::move(how_often), Align::right}}, {}};
  for (const Share& share : shares)
    table.rows.push_back(
        {{{share.what}, {seen_words(share.often.seen, draws, share.often.unknown)}}});
  return table.text(style);
}

std::string draws_text(const Answer& answer, const Draws& draws, bool why, TextStyle style) {
  std::string out = heading(
      fmt::format("In {} of the uncertain numbers", counted(draws.made, "draw", "draws")), style);
  if (draws.made == 0) return out + "  The work ended before there was one.\n";
  out += paragraph(
      fmt::format("Such a roadmap exists in {} of them; in brackets is the 95 % interval of the "
                  "share over all draws.",
                  seen_words(draws.possible.seen, draws.made, draws.possible.unknown)),
      2, kTextColumns);
  if (draws.hopeless.seen + draws.hopeless.unknown > 0)
    out += paragraph(
        fmt::format("In {} there is none whatever is given up: the case's structure rules it out.",
                    seen_words(draws.hopeless.seen, draws.made, draws.hopeless.unknown)),
        2, kTextColumns);
  std::vector<Share> shares;
  for (std::size_t k = 0; k < draws.in_conflict.size(); ++k)
    shares.push_back({model::name_of(answer.aim.of, answer.limits[k]), draws.in_conflict[k]});
  for (std::size_t k = 0; k < draws.suffices.size(); ++k)
    if (!answer.openings[k].limits.empty())
      shares.push_back({limit_names(answer.aim.of, answer.limits, answer.openings[k].limits),
                        draws.suffices[k]});
  return out + (why ? shares_table(std::move(shares), draws.made, "Limit", "In a conflict", style)
                    : shares_table(std::move(shares), draws.made, "Given up", "Suffices", style));
}

std::string extent(const Answer& answer, bool why) {
  std::string out;
  if (answer.all)
    out =
        "These are all: every smallest conflict and every smallest relaxation is among those "
        "found.";
  else if (!answer.possible())
    out = "There may be more: the search ended before all were known.";
  if (!why && !answer.all && !answer.openings.empty() && answer.others_cost > 0)
    out += fmt::format(" What is not listed and would allow it costs {} or more (proven).",
                       trimmed(answer.others_cost, 1));
  if (!answer.unsettled.empty())
    out += fmt::format(" {} could not be settled.",
                       capitalised(counted(answer.unsettled.size(), "set of limits to be given up",
                                           "sets of limits to be given up")));
  return out;
}

}  // namespace

std::string window_text(const Answer& answer, bool why, const std::optional<Draws>& draws,
                        TextStyle style) {
  const Ink ink = answer.possible() ? Ink::good : Ink::bad;
  std::string out = inked(verdict_of(answer), ink, style) + "\n";
  out += paragraph(sentence(answer), 2, kTextColumns);
  if (!answer.aim.targets.empty()) {
    out += heading("Asked for", style);
    for (const window::Target& target : answer.aim.targets)
      out += paragraph(target.words, 2, kTextColumns);
  }
  out += why ? conflicts_text(answer, style) : openings_text(answer, style);
  if (const std::string all = extent(answer, why); !all.empty())
    out += heading("How much of it", style) + paragraph(all, 2, kTextColumns);
  if (draws) out += draws_text(answer, *draws, why, style);
  out += heading("Search", style);
  out += fmt::format("  {} in {:.1f} s; {} that could be given up, {} held\n",
                     counted(answer.asked, "question", "questions"), answer.statistics.seconds,
                     counted(answer.limits.size(), "limit", "limits"), answer.held.size());
  return out;
}

}  // namespace tandem::report
