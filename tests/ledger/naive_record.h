#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"

/// The record again, as plainly as can be: a list of events that is gone through anew for every
/// question. Of one small agreement: A1 of north and J1 of both have their days in the text, B1 of
/// south is due on 2027-04-01.
namespace tandem::ledger {

using Days = std::array<Date, 2>;  ///< of A1 and of J1

[[nodiscard]] std::string naive_text(const Days& days);

struct Said {
  Event event;
  Days days{};  ///< of the text of `signed` and `amended`
};

class NaiveRecord {
 public:
  [[nodiscard]] bool takes(const Said& next) const;
  void add(Said next) { said_.push_back(std::move(next)); }
  [[nodiscard]] std::size_t size() const { return said_.size(); }
  [[nodiscard]] const Event& event(std::size_t k) const { return said_[k].event; }

  /// One line for each thing that is to be seen; line() makes the same of a state.
  [[nodiscard]] std::vector<std::string> lines(const View& view) const;

 private:
  using Order = std::vector<std::size_t>;  ///< indices of events
  [[nodiscard]] bool corrected(std::size_t k, std::size_t until) const;
  [[nodiscard]] bool known(const std::string& actor) const;
  [[nodiscard]] bool acceded(const std::string& actor) const;
  /// Of the last proposal: 'p'ending, 'a'greed or 'r'efused.
  [[nodiscard]] char fate(std::size_t proposal, std::size_t until) const;
  [[nodiscard]] std::vector<std::string> asked(std::size_t proposal) const;
  [[nodiscard]] EventKind pause(const std::string& actor, const std::string& of, Date day,
                                std::size_t until) const;
  [[nodiscard]] bool takes_answer(const Event& e) const;
  [[nodiscard]] bool takes_finding(const Event& e) const;
  [[nodiscard]] bool takes_contest(const Event& e) const;
  [[nodiscard]] bool takes_step(const Event& e) const;
  [[nodiscard]] bool takes_resumption(const Event& e) const;
  [[nodiscard]] bool takes_correction(const Event& e) const;
  [[nodiscard]] std::string about(std::size_t k) const;  ///< the obligation
  [[nodiscard]] bool closed(std::size_t raised, const Order& seen) const;
  [[nodiscard]] std::string obligation_line(const std::string& of, const Order& seen,
                                            std::size_t until, Date day) const;
  [[nodiscard]] std::optional<Date> since(std::size_t proposal, std::size_t until) const;
  [[nodiscard]] std::string version_line(std::size_t proposal, std::size_t until, Date day) const;
  [[nodiscard]] std::size_t in_force(std::size_t until, Date day) const;

  std::vector<Said> said_;
};

[[nodiscard]] std::vector<std::string> lines_of(const State& state);

}  // namespace tandem::ledger
