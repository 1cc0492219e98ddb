#include "tandem/interop/graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "tandem/base/width.h"
#include "tandem/interop/internal/exchanges.h"

namespace tandem::interop {
namespace {

constexpr std::size_t kBoxColumns = 28;
constexpr std::size_t kDiamondColumns = 18;

/// A string in quotes; `text` has a line feed where a line of the label ends.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '"' || c == '\\')
      (out += '\\') += c;
    else
      out += c;
  }
  return out + "\"";
}

void add_lines(std::string& label, std::string_view words, std::size_t columns) {
  if (words.empty()) return;
  for (const std::string& line : wrapped(printable(words), columns))
    (label += label.empty() ? "" : "\n") += line;
}

std::string day_words(const model::Obligation& obligation, const model::Dates& dates) {
  const bool happens = obligation.kind == model::ObligationKind::milestone ||
                       obligation.kind == model::ObligationKind::happening;
  if (dates.recorded && dates.expected)
    return (happens ? "on " : "done ") + format_date(Date{*dates.expected});
  if (dates.due) return "due " + format_date(Date{*dates.due});
  if (dates.start) return "begins " + format_date(Date{*dates.start});
  if (dates.expected) return "expected " + format_date(Date{*dates.expected});
  return "";
}

std::string node(const View& view, model::ObligationId id) {
  const model::Obligation& obligation = view.of().obligation(id);
  const bool diamond = obligation.kind == model::ObligationKind::milestone;
  const std::size_t columns = diamond ? kDiamondColumns : kBoxColumns;
  std::string label;
  add_lines(label, shortened(printable(obligation.id + " " + obligation.title), 4 * columns),
            columns);
  add_lines(label, actor_words(view.of(), obligation.actors), columns);
  add_lines(label, day_words(obligation, view.dates().of[id.index()]), columns);
  if (obligation.tlp != model::Tlp::clear) add_lines(label, tlp_words(obligation.tlp), columns);
  std::string looks = diamond ? ", shape=diamond" : "";
  if (obligation.off_text) looks += ", style=dashed";
  return fmt::format("{} [label={}{}];\n", quoted(obligation.id), quoted(label), looks);
}

std::string cluster_name(const View& view, model::ObligationId id, Cluster by) {
  const model::Obligation& obligation = view.of().obligation(id);
  return by == Cluster::phase ? obligation.phase : actor_words(view.of(), obligation.actors);
}

std::string nodes(const View& view, Cluster by) {
  std::vector<std::pair<std::string, std::string>> clusters;  // name, nodes
  for (const model::ObligationId id : view.shown()) {
    const std::string name = cluster_name(view, id, by);
    auto found = std::ranges::find(clusters, name, &std::pair<std::string, std::string>::first);
    if (found == clusters.end()) found = clusters.insert(clusters.end(), {name, ""});
    found->second += (name.empty() ? "  " : "    ") + node(view, id);
  }
  std::string out;
  for (std::size_t k = 0; k < clusters.size(); ++k) {
    const auto& [name, inner] = clusters[k];
    if (name.empty())
      out += inner;
    else
      out += fmt::format("  subgraph cluster_{} {{\n    label={};\n{}  }}\n", k,
                         quoted(printable(name)), inner);
  }
  return out;
}

std::string event_nodes(const View& view) {
  std::string out;
  for (const model::EventId id : view.events()) {
    const model::Event& event = view.of().event(id);
    std::string label;
    add_lines(label, event.title.empty() ? event.id : event.title, kBoxColumns);
    if (event.date) add_lines(label, format_date(*event.date), kBoxColumns);
    out += fmt::format("  {} [label={}, shape=ellipse];\n", quoted(event.id), quoted(label));
  }
  return out;
}

std::string name_of(const View& view, const model::Target& target) {
  return quoted(target.outside ? view.of().events()[target.index].id
                               : view.of().obligations()[target.index].id);
}

/// "started" or "verified" beside an edge; completion is what is usual.
std::string aspect_label(model::Aspect aspect) {
  if (aspect == model::Aspect::started) return "label=\"started\"";
  return aspect == model::Aspect::verified ? "label=\"verified\"" : "";
}

std::string edge(std::string_view from, std::string_view to, std::string_view looks,
                 std::string_view label) {
  const std::string_view between = looks.empty() || label.empty() ? "" : ", ";
  if (looks.empty() && label.empty()) return fmt::format("  {} -> {};\n", from, to);
  return fmt::format("  {} -> {} [{}{}{}];\n", from, to, looks, between, label);
}

/// Edges from `targets`, as far as they are shown.
std::string edges_from(const View& view, const std::vector<model::Target>& targets,
                       const std::string& to, std::string_view looks) {
  std::string out;
  for (const model::Target& target : targets)
    if (view.shows(target))
      out += edge(name_of(view, target), to, looks, aspect_label(target.aspect));
  return out;
}

std::string exchange_edges(const View& view) {
  constexpr std::string_view kGrey = "dir=both, color=gray60";
  const auto name = [&](std::size_t k) { return quoted(view.of().obligations()[k].id); };
  std::string out;
  std::size_t number = 0;
  for (const Package& package : packages(view)) {
    if (package.one.size() == 1 && package.other.size() == 1) {
      out += edge(name(package.one[0]), name(package.other[0]), kGrey, "constraint=false");
      continue;
    }
    const std::string hub = fmt::format("\"exchange {}\"", ++number);
    out += fmt::format("  {} [shape=point, color=gray60, label=\"\"];\n", hub);
    for (const std::size_t k : package.one) out += edge(name(k), hub, "dir=back, color=gray60", "");
    for (const std::size_t k : package.other) out += edge(hub, name(k), "color=gray60", "");
  }
  return out;
}

std::string edges(const View& view) {
  std::string out;
  for (const model::ObligationId id : view.shown()) {
    const model::Obligation& obligation = view.of().obligation(id);
    const std::string self = quoted(obligation.id);
    out += edges_from(view, targets_of(view.of(), obligation.trigger), self, "");
    out += edges_from(view, waits_of(view.of(), obligation), self, "style=dashed");
  }
  return out + exchange_edges(view);
}

std::string title(const View& view) {
  const model::AgreementData& data = view.of().data();
  std::string words = printable(data.title.empty() ? data.id : data.title);
  if (view.marking() != model::Tlp::clear) words += fmt::format("\n{}", tlp_words(view.marking()));
  if (const std::string hidden = view.left_out_words(); !hidden.empty()) words += "\n" + hidden;
  return words;
}

}  // namespace

std::string graph_dot(const View& view, Cluster cluster) {
  return fmt::format(
      "digraph {} {{\n"
      "  graph [label={}, labelloc=t, rankdir=LR, fontname=\"sans-serif\", ranksep=0.8,\n"
      "         newrank=true];\n"
      "  node [shape=box, fontname=\"sans-serif\", fontsize=10, margin=\"0.12,0.08\"];\n"
      "  edge [fontname=\"sans-serif\", fontsize=9];\n"
      "{}{}{}}}\n",
      quoted(view.of().data().id), quoted(title(view)), event_nodes(view), nodes(view, cluster),
      edges(view));
}

}  // namespace tandem::interop
