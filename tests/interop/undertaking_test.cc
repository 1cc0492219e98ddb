#include "tandem/interop/internal/undertaking.h"

#include <gtest/gtest.h>

namespace tandem::interop {
namespace {

model::Obligation titled(std::string title,
                         model::ObligationKind kind = model::ObligationKind::action) {
  model::Obligation obligation;
  obligation.id = "A1";
  obligation.title = std::move(title);
  obligation.kind = kind;
  return obligation;
}

TEST(Undertaking, ContinuesAVerbAfterShall) {
  EXPECT_EQ(undertaking(titled("Withdraw the guns"), "the North and the South"),
            "The North and the South shall withdraw the guns.");
  EXPECT_EQ(undertaking(titled("Promptly endorse it."), "the EU"),
            "The EU shall promptly endorse it.");
  EXPECT_EQ(undertaking(titled("Not transfer arms"), "it"), "It shall not transfer arms.");
}

TEST(Undertaking, KeepsWhatIsNoVerbAsATitle) {
  EXPECT_EQ(undertaking(titled("Withdrawal of the guns"), "the North"),
            "The North shall carry out the following: Withdrawal of the guns.");
  EXPECT_EQ(undertaking(titled("Family visits"), "the North"),
            "The North shall carry out the following: Family visits.");
}

TEST(Undertaking, SaysOfAnEffortThatItIsSought) {
  auto obligation = titled("Ratify the protocol");
  obligation.trigger.effort = true;
  EXPECT_EQ(undertaking(obligation, "Iran"), "Iran shall seek to ratify the protocol.");
  obligation.title = "Seek ratification";
  EXPECT_EQ(undertaking(obligation, "Iran"), "Iran shall seek ratification.");
}

TEST(Undertaking, ObligesNobodyToARuleAMilestoneOrTheRecord) {
  using model::ObligationKind;
  EXPECT_EQ(undertaking(titled("No guns", ObligationKind::rule), "both sides"),
            "The following applies to both sides: No guns.");
  EXPECT_EQ(undertaking(titled("Bridge Day", ObligationKind::milestone), "both sides"),
            "Both sides: Bridge Day.");
  EXPECT_EQ(undertaking(titled("Stops work", ObligationKind::happening), "the North"),
            "The North: Stops work.");
  EXPECT_EQ(undertaking(titled("Bridge Day", ObligationKind::milestone), ""), "Bridge Day.");
}

}  // namespace
}  // namespace tandem::interop
