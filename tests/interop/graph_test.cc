#include "tandem/interop/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/interop/sample.h"
#include "tests/support/scratch_folder.h"

namespace tandem::interop {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

TEST(Graph, DrawsWhatATriggerNamesAndWhatIsWaitedForInFact) {
  const std::string dot = graph_dot(test::two_bridges().view());
  EXPECT_THAT(dot, HasSubstr("  \"T0\" -> \"A1\";\n"));
  EXPECT_THAT(dot, HasSubstr("  \"A1\" -> \"B1\" [label=\"verified\"];\n"));
  EXPECT_THAT(dot, HasSubstr("  \"A1\" -> \"X1\" [style=dashed, label=\"started\"];\n"));
}

TEST(Graph, DrawsAnExchangeOnce) {
  const std::string dot = graph_dot(test::two_bridges().view());
  EXPECT_THAT(dot, HasSubstr("  \"A1\" -> \"B1\" [dir=both, color=gray60, constraint=false];\n"));
  EXPECT_THAT(dot, Not(HasSubstr("\"B1\" -> \"A1\"")));
}

/// The line that declares a node.
std::string node(const std::string& dot, const std::string& id) {
  const std::size_t at = dot.find("    \"" + id + "\" [");
  return at == std::string::npos ? "" : dot.substr(at, dot.find('\n', at) - at);
}

TEST(Graph, TellsMilestonesAndWhatIsOffTheTextByTheirShape) {
  const std::string dot = graph_dot(test::two_bridges().view());
  EXPECT_THAT(node(dot, "M1"), HasSubstr(", shape=diamond]"));
  EXPECT_THAT(node(dot, "X1"), HasSubstr(", style=dashed]"));
  EXPECT_THAT(node(dot, "A1"), Not(AnyOf(HasSubstr("shape="), HasSubstr("style="))));
  EXPECT_THAT(dot, HasSubstr("\"T0\" [label=\"Entry into force\\n2026-03-01\", shape=ellipse];"));
}

TEST(Graph, WrapsAndEscapesItsLabels) {
  const auto sample = test::two_bridges_and(
      "  Q1:\n    title: 'Say \"yes\" to the \\ and then to everything else there is'\n"
      "    phase: Second step\n    actors: [north]\n");
  EXPECT_THAT(
      node(graph_dot(sample.view()), "Q1"),
      HasSubstr("[label=\"Q1 Say \\\"yes\\\" to the \\\\ and\\nthen to everything else\\nthere "
                "is\\nThe North\"]"));
}

TEST(Graph, GathersByPhaseOrByActor) {
  const auto sample = test::two_bridges();
  EXPECT_THAT(graph_dot(sample.view()), HasSubstr("label=\"First step\";"));
  const std::string by_actor = graph_dot(sample.view(), Cluster::actor);
  EXPECT_THAT(by_actor, HasSubstr("label=\"The North and The South\";"));
  EXPECT_THAT(by_actor, Not(HasSubstr("First step")));
}

TEST(Graph, LeavesOutWhatIsAboveTheLabelAndSaysSo) {
  const std::string dot = graph_dot(test::two_bridges().view(model::Tlp::green));
  EXPECT_THAT(dot, HasSubstr("2 obligations above TLP:GREEN are left out."));
  for (const char* hidden : {"X1", "ferryman", "U1", "hearing"})
    EXPECT_THAT(dot, Not(HasSubstr(hidden)));
}

TEST(Graph, IsDrawnByGraphviz) {
  if (std::system("dot -V 2>/dev/null") != 0) GTEST_SKIP() << "graphviz is not installed";
  const test::ScratchFolder folder;
  folder.write("graph.dot", graph_dot(test::two_bridges().view()));
  EXPECT_EQ(std::system(("dot -Tsvg '" + folder.path("graph.dot") + "' > /dev/null").c_str()), 0);
}

}  // namespace
}  // namespace tandem::interop
