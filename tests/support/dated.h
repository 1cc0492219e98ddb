#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/model/agreement.h"

/// Short ways to write an agreement in a test of its dates.
namespace tandem::test {

/// One obligation as far as dates go.
struct Dated {
  std::string id;
  std::string trigger = {};
  std::string takes = {};
  std::vector<std::string> waits_for = {};
  std::string to_verify = {};  ///< length of its verification
  std::string started = {};
  std::string done = {};
  std::string verified = {};
};

struct DatedEvent {
  std::string id;
  std::string date = {};
  bool happened = false;
};

/// Signed on 2026-01-01, between `north` and `south`; obligations are the north's, in turn.
[[nodiscard]] model::AgreementDraft dated_draft(const std::vector<Dated>& obligations,
                                                const std::vector<DatedEvent>& events = {});
[[nodiscard]] model::Agreement must_agreement(const model::AgreementDraft& draft);

/// The day of an ISO date.
[[nodiscard]] std::chrono::sys_days day(std::string_view date);

}  // namespace tandem::test
