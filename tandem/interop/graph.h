#pragma once

#include <string>

#include "tandem/interop/view.h"

namespace tandem::interop {

enum class Cluster { phase, actor };

/// The obligations as a graph in the language of Graphviz: what a trigger names (solid), what is
/// waited for in fact (dashed), what is exchanged (grey, both ways). What is off the text has a
/// dashed border, milestones are diamonds, outside events ellipses.
[[nodiscard]] std::string graph_dot(const View& view, Cluster cluster = Cluster::phase);

}  // namespace tandem::interop
