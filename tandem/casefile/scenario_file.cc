#include "tandem/casefile/scenario_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/case_keys.h"
#include "tandem/casefile/internal/gather.h"
#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/casefile/internal/yaml_write.h"

namespace tandem::casefile {
namespace {

using internal::Decoder;
using internal::Entry;
using internal::Key;
using internal::kRequired;
using internal::Node;
using internal::Shape;

constexpr std::string_view kWays =
    "write {set: PATH, to: VALUE}, {remove: PATH} or {replace: TEXT, with: TEXT}";

/// A value that is given as it would stand in a case file, in quotes or not.
std::string value_text(const Node& node) {
  return node.kind == Node::Kind::text ? node.text : internal::yaml_flow(node);
}

/// The two keys of a change, or of a removal the one.
struct Way {
  std::string_view first;
  std::string_view second;
  Change::Kind kind;
};
constexpr std::array kKinds = {Way{"set", "to", Change::Kind::set},
                               Way{"remove", "", Change::Kind::remove},
                               Way{"replace", "with", Change::Kind::replace}};

void read_change(Decoder& d, const Node& node, std::vector<Change>& into) {
  const auto fits = [&](const Way& way) {
    return node.find(way.first) != nullptr &&
           (way.second.empty() || node.find(way.second) != nullptr) &&
           node.entries.size() == (way.second.empty() ? 1U : 2U);
  };
  const auto* const way = std::ranges::find_if(kKinds, fits);
  if (way == kKinds.end()) {
    d.refuse(node.at, "not-a-change", "this is no change of a case", std::string(kWays));
    return;
  }
  const std::string first = value_text(node.find(way->first)->value);
  const std::string second =
      way->second.empty() ? std::string() : value_text(node.find(way->second)->value);
  const bool replaces = way->kind == Change::Kind::replace;
  into.push_back({way->kind, replaces ? "" : first, replaces ? first : "", second});
}

void read_changes(Decoder& d, const Entry& entry, Scenario& into) {
  if (!d.expect(entry, Node::Kind::sequence, "a list of changes")) return;
  for (const Node& item : entry.value.items) read_change(d, item, into.changes);
}

template <std::string Scenario::*Member>
constexpr Key<Scenario> text_key(std::string_view name, std::string_view about,
                                 bool required = false) {
  return {{name, about, required, Shape::text}, [](Decoder& d, const Entry& entry, Scenario& into) {
            if (d.expect(entry, Node::Kind::text, "text")) into.*Member = entry.value.text;
          }};
}

internal::Keys<Scenario> scenario_keys() {
  static constexpr std::array kKeys = {
      Key<Scenario>{{"tandem", "the version of this format, 1", kRequired, Shape::version},
                    [](Decoder& d, const Entry& entry, Scenario&) { read_version(d, entry); }},
      text_key<&Scenario::name>("scenario", "the name of the scenario", kRequired),
      text_key<&Scenario::case_id>("case", "the id of the case", kRequired),
      text_key<&Scenario::title>("title", "the scenario in a line"),
      Key<Scenario>{{"changes", "what it changes of the case file", false, Shape::part},
                    read_changes},
      text_key<&Scenario::roadmap>("roadmap", "a roadmap beside the case, or the text of one"),
  };
  return kKeys;
}

/// On one line where it has one, else as a block, which must not begin with a blank.
std::string scalar(std::string_view text, std::size_t indent) {
  const bool block = text.find('\n') != std::string_view::npos && text.ends_with('\n') &&
                     !text.ends_with("\n\n") && text.front() != ' ' && text.front() != '\n' &&
                     text.find_first_of("\t\r") == std::string_view::npos &&
                     text.find(" \n") == std::string_view::npos;
  if (!block) return " " + internal::yaml_text(text) + "\n";
  std::string made = " |\n";
  while (!text.empty()) {
    const std::size_t end = text.find('\n') + 1;
    made += (end > 1 ? std::string(indent, ' ') : "") + std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return made;
}

std::string change_text(const Change& change) {
  constexpr std::size_t kIndent = 6;
  switch (change.kind) {
    case Change::Kind::set:
      return "  - set:" + scalar(change.path, kIndent) + "    to:" + scalar(change.text, kIndent);
    case Change::Kind::remove:
      return "  - remove:" + scalar(change.path, kIndent);
    case Change::Kind::replace:
      break;
  }
  return "  - replace:" + scalar(change.was, kIndent) + "    with:" + scalar(change.text, kIndent);
}

}  // namespace

bool is_scenario(std::string_view text) {
  Findings ignored;
  const auto root = internal::parse_yaml(text, {}, ignored);
  return root && root->find("scenario") != nullptr;
}

Result<Scenario> load_scenario_text(std::string_view text, const std::string& file_name) {
  Findings found;
  const auto root = internal::parse_yaml(text, file_name, found);
  Scenario made;
  if (root) {
    std::vector<model::ProvenanceDraft> none;
    Decoder d(found, none, false);
    if (root->kind == Node::Kind::mapping)
      internal::read_keys(d, *root, root->at, scenario_keys(), made);
    else if (root->kind != Node::Kind::broken)
      d.refuse(root->at, "not-a-scenario", "the file is not a mapping of keys to values",
               "start with 'tandem: 1' and 'scenario:'");
  }
  if (found.empty()) return made;
  return tl::unexpected(internal::mistakes(file_name, std::move(found).in_file_order()));
}

std::string write_scenario(const Scenario& scenario) {
  std::string text =
      "tandem: 1\nscenario:" + scalar(scenario.name, 2) + "case:" + scalar(scenario.case_id, 2);
  if (!scenario.title.empty()) text += "title:" + scalar(scenario.title, 2);
  text += scenario.changes.empty() ? "changes: []\n" : "changes:\n";
  for (const Change& change : scenario.changes) text += change_text(change);
  if (!scenario.roadmap.empty()) text += "roadmap:" + scalar(scenario.roadmap, 2);
  return text;
}

std::string scenario_path(const std::string& case_file, std::string_view name) {
  return (std::filesystem::path(case_file).parent_path() / "scenarios" /
          (std::string(name) + ".yaml"))
      .string();
}

std::string case_path_of_scenario(const std::string& scenario_file) {
  return (std::filesystem::path(scenario_file).parent_path().parent_path() / "case.yaml").string();
}

}  // namespace tandem::casefile
