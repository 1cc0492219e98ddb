#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tandem/stress/world.h"

/// One history of a process: a function of the world, the seed and the number of the history.
namespace tandem::stress {

/// What happens in a history. Those that open a dispute or end an agreement come first.
enum class EventKind {
  crisis,      ///< `thing` is the crisis
  found,       ///< `party` was found cheating on measure `thing`
  alarm,       ///< false, on measure `thing`
  undone,      ///< a new government of `party` undid measure `thing`
  defection,   ///< `party` broke off, in phase `thing`
  government,  ///< of `party` changed to `thing`
  cheats,      ///< `party` begins to, on measure `thing`
  chosen,      ///< all that have acceded carry on, in phase `thing`
  started,     ///< step `thing`
  in_force,    ///< step `thing`
  settled,     ///< the dispute of the event before
  suspended,
  resumed,
  collapsed,
  completed  ///< all steps are in force
};

struct Event {
  int month = 0;
  EventKind kind{};
  std::size_t party = 0;
  std::size_t thing = 0;
  auto operator<=>(const Event&) const = default;
};

/// What is left of a history when it is over.
struct Outcome {
  std::optional<int> first_breakdown;  ///< first month that the process does not run
  std::optional<int> collapse;
  std::optional<int> completed;     ///< first month with all steps in force
  Event cause{};                    ///< of the first breakdown
  int phase = 0;                    ///< of the roadmap in which that was
  std::optional<Event> government;  ///< last change of one before the first breakdown
  int running = 0;                  ///< months
  int suspended = 0;                ///< months
  int breakdowns = 0;
  int crises = 0;
  int disputes = 0;
  int settled = 0;
  std::vector<double> value;       ///< to the horizon, month-0 points; shape [parties]
  std::vector<char> runs;          ///< whether it does; shape [marks]
  std::vector<double> security;    ///< share of the risk reductions in force; shape [marks]
  std::vector<double> goals;       ///< share of the final goals in force; shape [marks]
  std::vector<double> indicators;  ///< shape [marks][indicators]
};

/// Months after which security, goals and indicators are read: every year, and the last.
[[nodiscard]] std::vector<int> marks(const model::Case& of);

/// A crisis that comes in a month whatever its hazard.
struct Shock {
  std::size_t crisis = 0;
  int month = 0;
};
/// "CRISIS@MONTH". Errors: invalid_input, with what can be written.
[[nodiscard]] Result<Shock> shock_of(const model::Case& of, std::string_view word);

/// What is recorded of a process: until `months` a history is this, and nothing is left to chance.
struct Past {
  enum class Kind {
    suspended,   ///< the process no longer runs
    resumed,     ///< it runs again
    collapsed,   ///< for good
    government,  ///< `party` has the one numbered `thing`
    withdrawn,   ///< measure `thing` is
    restored,    ///< measure `thing` stands again
  };
  struct Change {
    int month =
        0;  ///< from whose beginning; of a measure may lie ahead: it is leaving or returning
    Kind kind{};
    std::size_t party = 0;
    std::size_t thing = 0;
  };

  int months = 0;  ///< that are recorded; 0: none is
  /// Month from whose beginning a step is in force, at most `months`; absent where its work goes
  /// on. Shape [steps of the roadmap that begin before `months`], all of which were begun.
  std::vector<std::optional<int>> in_force = {};
  std::vector<Change> changes = {};  ///< by month
  std::vector<int> broken = {};      ///< times that each broke its word; shape [parties], or empty
};

/// What is asked of histories besides what the case and the roadmap say.
struct Setting {
  std::vector<Shock> shocks = {};
  /// Whether a party carries out nothing that costs it: it breaks off when it first would have to.
  /// Shape [parties], or empty: none does.
  std::vector<char> insincere = {};
  int begins = 0;  ///< month before which the process has not begun
  /// Government that holds office until then; shape [administrations], or empty.
  std::vector<std::optional<std::size_t>> until_then = {};
  /// Whether the government in office at the start has just taken it; shape [administrations], or
  /// empty.
  std::vector<char> newly = {};
  /// What came before chance; a process with a past has begun. Breakdowns, months and crises are
  /// counted from its end.
  Past past = {};
};

/// The histories of one world. Keeps its memory from one to the next.
class Histories {
 public:
  /// @param world  outlives this
  Histories(const World& world, std::uint64_t seed, Setting setting = {});
  ~Histories();
  Histories(const Histories&) = delete;
  Histories& operator=(const Histories&) = delete;
  Histories(Histories&&) = delete;
  Histories& operator=(Histories&&) = delete;

  /// History `number`, the same whatever was played before it.
  /// @param story  where all events are written, if anywhere
  void play(std::uint64_t number, Outcome& into, std::vector<Event>* story = nullptr);

 private:
  class Playing;
  std::unique_ptr<Playing> playing_;
};

}  // namespace tandem::stress
