#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tandem/assess/assessment.h"
#include "tandem/durable/durable.h"
#include "tandem/lint/lint.h"
#include "tandem/model/case.h"
#include "tandem/model/roadmap.h"
#include "tandem/model/timetable.h"
#include "tandem/plan/plan.h"
#include "tandem/plan/robust.h"
#include "tandem/plan/sweep.h"
#include "tandem/plan/tradeoff.h"
#include "tandem/stress/compare.h"
#include "tandem/stress/sensitivity.h"
#include "tandem/stress/stress.h"
#include "tandem/window/draws.h"
#include "tandem/window/window.h"
#include "tandem/window/worth.h"

/// Results as text for a terminal, as JSON, and as a printable page. Pure: the same values give the
/// same bytes, and no clock is read. Values and exposures are printed as % of a party's own scale,
/// which is what normalised points are (value::kScale = 100).
namespace tandem::report {

struct TextStyle {
  bool colour = false;  ///< ANSI escapes for verdicts and headings
};

/// Who does what, phase by phase, with dates and shares. No line is wider than 80 columns.
[[nodiscard]] std::string roadmap_text(const model::Case& of, const model::Roadmap& roadmap,
                                       TextStyle style = {});

/// Breaches, the principles with their reasons, margins, exposure, net gains, covert cheating and
/// essential parties. No line is wider than 80 columns.
[[nodiscard]] std::string assessment_text(const model::Case& of, const model::Roadmap& roadmap,
                                          const assess::Assessment& assessment,
                                          TextStyle style = {});

/// What the search found and proved, what stands in the way where it found nothing, and the
/// roadmap. No line is wider than 80 columns.
[[nodiscard]] std::string plan_text(const model::Case& of, const plan::Answer& answer,
                                    TextStyle style = {});

[[nodiscard]] nlohmann::ordered_json plan_json(const model::Case& of, const plan::Answer& answer);

/// The same of a plan that goes on from what was done, with what it changes of what was agreed.
[[nodiscard]] std::string replan_text(const model::Case& of, const plan::Continuation& continuation,
                                      const plan::Answer& answer, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json replan_json(const model::Case& of,
                                                 const plan::Continuation& continuation,
                                                 const plan::Answer& answer);

/// How good the curve is, its points, a plot of two objectives, and what stands in the way where
/// there is no roadmap. No line is wider than 80 columns.
[[nodiscard]] std::string tradeoff_text(const model::Case& of, const plan::Tradeoff& curve,
                                        TextStyle style = {});

/// Every point with its roadmap.
[[nodiscard]] nlohmann::ordered_json tradeoff_json(const model::Case& of,
                                                   const plan::Tradeoff& curve);

/// A self-contained drawing of a curve of two objectives: its points, and what is proven to be out
/// of reach. Empty where the curve has no points or three objectives.
[[nodiscard]] std::string tradeoff_svg(const model::Case& of, const plan::Tradeoff& curve);

/// How roadmaps do in many futures, what it costs to be sure, and what fails. No line is wider than
/// 80 columns.
[[nodiscard]] std::string robust_text(const model::Case& of, const plan::RobustOptions& asked,
                                      const plan::Robust& answer, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json robust_json(const model::Case& of,
                                                 const plan::RobustOptions& asked,
                                                 const plan::Robust& answer);

/// What rules an agreement out, or what would allow it. No line is wider than 80 columns.
/// @param why    conflicts, else relaxations
/// @param draws  how that fares where the uncertain numbers are others
[[nodiscard]] std::string window_text(const window::Answer& answer, bool why,
                                      const std::optional<window::Draws>& draws = {},
                                      TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json window_json(const window::Answer& answer,
                                                 const std::optional<window::Draws>& draws = {});

/// What each limit with a stated cost takes from the best roadmap. No line is wider than 80
/// columns.
[[nodiscard]] std::string worth_text(const window::Worth& worth, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json worth_json(const window::Worth& worth);
/// The curve as a drawing of its own; empty where no roadmap is known.
[[nodiscard]] std::string worth_svg(const window::Worth& worth);
/// The case's policies beside the curve, as a drawing of its own; empty where it has none.
[[nodiscard]] std::string policies_svg(const window::Worth& worth);

/// The names of the columns of a sweep's table: its numbers, then what each plan came to.
[[nodiscard]] std::vector<std::string> sweep_columns(const plan::Sweep& all);
/// One row, the cells as text; numbers read back to the same bits, and what is not known is empty.
[[nodiscard]] std::vector<std::string> sweep_row(const plan::SweepRun& run,
                                                 const plan::Answer& answer);

/// What was asked of stress, as far as its results do not say it.
struct StressAsked {
  std::uint64_t seed = 1;
  std::size_t per_world = 1;
  bool draw = true;
};

/// How long a roadmap lasts, why it breaks down, what it is worth and reaches, each with its range,
/// and what the case leaves open. No line is wider than 80 columns.
[[nodiscard]] std::string stress_text(const model::Case& of, const model::Roadmap& roadmap,
                                      const StressAsked& asked, const stress::Results& results,
                                      TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json stress_json(const model::Case& of,
                                                 const model::Roadmap& roadmap,
                                                 const StressAsked& asked,
                                                 const stress::Results& results);
/// A drawing that stands alone, with the name of the file that it is meant for.
struct Drawing {
  std::string file;  ///< "survival.svg"
  std::string svg;
};
/// How long a roadmap lasts, what it reaches, what it is worth to whom and why it first breaks
/// down. Of no agreement only what it reaches; no causes where it never breaks down.
[[nodiscard]] std::vector<Drawing> stress_drawings(const model::Case& of,
                                                   const model::Roadmap& roadmap,
                                                   const stress::Results& results);
/// Policies side by side: what each comes to, how they differ in the same futures, regret by kind
/// of future, and what each principal wagers. No line is wider than 80 columns.
[[nodiscard]] std::string compare_text(const model::Case& of,
                                       const std::vector<stress::Contender>& contenders,
                                       const StressAsked& asked, const stress::Comparison& made,
                                       TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json compare_json(const model::Case& of,
                                                  const std::vector<stress::Contender>& contenders,
                                                  const StressAsked& asked,
                                                  const stress::Comparison& made);
/// Which numbers decide it, and where it fails. No line is wider than 80 columns.
[[nodiscard]] std::string sensitivity_text(const model::Case& of, const model::Roadmap& roadmap,
                                           const stress::Target& target,
                                           const stress::Sensitivity& made, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json sensitivity_json(const model::Case& of,
                                                      const model::Roadmap& roadmap,
                                                      const stress::Target& target,
                                                      const stress::Sensitivity& made);
/// How far each of the first numbers decides it, as a drawing of its own.
[[nodiscard]] std::string sensitivity_svg(const model::Case& of, const stress::Target& target,
                                          const stress::Sensitivity& made);
/// The roadmaps that were played, and what the chosen one gains in other histories. No line is
/// wider than 80 columns. @pre there is a candidate
[[nodiscard]] std::string durable_text(const model::Case& of, const durable::Answer& answer,
                                       TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json durable_json(const model::Case& of,
                                                  const durable::Answer& answer);
/// What happens in one history, month by month. No line is wider than 80 columns.
[[nodiscard]] std::string story_text(const model::Case& of, const model::Roadmap& roadmap,
                                     const std::vector<stress::Event>& story);
[[nodiscard]] nlohmann::ordered_json story_json(const model::Case& of,
                                                const model::Roadmap& roadmap,
                                                const std::vector<stress::Event>& story);

/// "Found by search; ...": how a planned roadmap came about, for Brief::origin.
[[nodiscard]] std::string plan_sentence(const plan::Answer& answer);

/// Parties, accession phases and increments with months and dates.
[[nodiscard]] nlohmann::ordered_json roadmap_json(const model::Case& of,
                                                  const model::Roadmap& roadmap);

/// The whole assessment; "units" states what each kind of number is.
[[nodiscard]] nlohmann::ordered_json assessment_json(const model::Case& of,
                                                     const model::Roadmap& roadmap,
                                                     const assess::Assessment& assessment);

/// A roadmap to hold the proposal against.
struct Compared {
  std::string title;
  std::string note;
  assess::Assessment assessment;
  bool agreement = true;  ///< else nothing starts
};

/// What the page on the window is made from.
struct Window {
  window::Worth worth;
  /// What rules out something that is asked for besides, and what would allow it; absent: nothing
  /// is asked for.
  std::optional<window::Answer> why;
  std::optional<window::Answer> relax;
};

/// What the page under stress is made from.
struct Stress {
  StressAsked asked;
  stress::Results results;
  /// Of the alternatives, in the same worlds; shape [alternatives].
  std::vector<stress::Results> alternatives;
};

/// What the printable page is made from.
/// The agreement that the roadmap of a page was read from.
struct BriefText {
  model::Agreement of;
  model::Timetable dates;               ///< with what is recorded
  std::vector<lint::Finding> findings;  ///< of its text
};

struct Brief {
  model::Case of;
  model::CaseDraft draft;  ///< that `of` was made from: its numbers are counted by origin
  model::Roadmap roadmap;
  assess::Assessment assessment;
  std::vector<Compared> alternatives;
  Date date{};                   ///< printed as the date of the page
  std::string version;           ///< printed as given, e.g. "tandem 0.1.0, seed 7"
  std::string origin;            ///< how the roadmap came about, a sentence; empty: not printed
  std::optional<Window> window;  ///< absent: not explored, and not on the page
  std::optional<Stress> stress;  ///< absent: not played, and not on the page
  std::optional<BriefText> text = {};  ///< absent: the roadmap is no agreement's
};

/// One self-contained HTML file: inline style and drawings, no script, nothing fetched. Prints on
/// A4; light and dark on a screen.
[[nodiscard]] std::string brief_html(const Brief& brief);

}  // namespace tandem::report
