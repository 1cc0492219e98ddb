#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "tandem/base/number.h"
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
using internal::Keys;
using internal::kRequired;
using internal::Node;
using internal::Shape;
using model::IncrementDraft;
using model::RoadmapDraft;
using model::Word;

void read_accession(Decoder& d, const Entry& entry, RoadmapDraft& into) {
  if (!d.expect(entry, Node::Kind::mapping, "a mapping from partners to phases")) return;
  for (const Entry& part : entry.value.entries) {
    auto& made = into.accession.emplace_back();
    made.party = Word(part.key, part.at);
    d.read(part, made.phase);
  }
}

/// Adds what was read of a tranche, unless some of it could not be read.
void add(RoadmapDraft& into, IncrementDraft&& made, bool sound) {
  if (sound) into.increments.push_back(std::move(made));
}

void read_share(Decoder& d, const Entry& entry, IncrementDraft& into) {
  double share = 0;
  d.read(entry, share);
  into.share = model::Number(share);
  into.share.at = entry.value.at;
}

/// `{month: 4}` or `{month: 4, share: 0.5}`.
void read_by_month(Decoder& d, const Entry& step, const Node& tranche, RoadmapDraft& into) {
  static const std::vector<std::string> kKeys = {"month", "share"};
  const std::size_t before = d.mistakes();
  IncrementDraft made;
  made.measure = Word(step.key, step.at);
  for (const Entry& part : tranche.entries) {
    if (part.key == "month")
      d.read(part, made.month);
    else if (part.key == "share")
      read_share(d, part, made);
    else
      internal::refuse_unknown_key(d, part, kKeys);
  }
  if (tranche.find("month") == nullptr)
    d.refuse(tranche.at, "missing-key", fmt::format("a tranche of '{}' has no 'month'", step.key),
             "write {month: 3, share: 0.5}");
  add(into, std::move(made), d.mistakes() == before);
}

/// `{2: 0.25, 3: 0.75}`.
void read_by_phase(Decoder& d, const Entry& step, RoadmapDraft& into) {
  for (const Entry& part : step.value.entries) {
    const std::size_t before = d.mistakes();
    IncrementDraft made;
    made.measure = Word(step.key, step.at);
    const std::string& phase = part.key;
    const auto number = number_of<int>(phase);
    made.phase = number.value_or(0);
    if (!number)
      d.refuse(part.at, "not-a-phase", fmt::format("'{}' of '{}' is not a phase", phase, step.key),
               "write phases and shares, such as {2: 0.25, 3: 0.75}, or {month: 4}");
    else
      read_share(d, {"phase " + phase, part.at, part.value}, made);
    add(into, std::move(made), d.mistakes() == before);
  }
}

void read_in_one_phase(Decoder& d, const Entry& step, RoadmapDraft& into) {
  const std::size_t before = d.mistakes();
  IncrementDraft made;
  made.measure = Word(step.key, step.at);
  d.read(step, made.phase);
  add(into, std::move(made), d.mistakes() == before && step.value.kind == Node::Kind::text);
}

void read_step(Decoder& d, const Entry& step, RoadmapDraft& into) {
  const Node& value = step.value;
  d.where.clear();
  if (value.kind == Node::Kind::text || value.kind == Node::Kind::broken) {
    read_in_one_phase(d, step, into);
    return;
  }
  if (value.items.empty() && value.entries.empty())
    d.refuse(value.at, "no-tranche", fmt::format("'{}' has no tranche", step.key),
             "write the phase in which it starts, or remove it");
  for (const Node& item : value.items)
    if (d.expect({step.key, item.at, item}, Node::Kind::mapping,
                 "tranches such as {month: 3, share: 0.5}"))
      read_by_month(d, step, item, into);
  d.where = "'" + step.key + "'";
  if (value.find("month") != nullptr || value.find("share") != nullptr)
    read_by_month(d, step, value, into);
  else
    read_by_phase(d, step, into);
}

void read_steps(Decoder& d, const Entry& entry, RoadmapDraft& into) {
  if (!d.expect(entry, Node::Kind::mapping, "a mapping from measures to phases")) return;
  for (const Entry& step : entry.value.entries) read_step(d, step, into);
}

Keys<RoadmapDraft> roadmap_keys() {
  static constexpr std::array kKeys = {
      Key<RoadmapDraft>{
          {"tandem", "the version of this format, 1", kRequired, Shape::version},
          [](Decoder& d, const Entry& entry, RoadmapDraft&) { read_version(d, entry); }},
      internal::key<&RoadmapDraft::name>("roadmap", "the name of the roadmap", kRequired),
      internal::key<&RoadmapDraft::case_id>("case", "the id of the case", kRequired, Shape::id),
      internal::key<&RoadmapDraft::title>("title", "the roadmap in a line"),
      Key<RoadmapDraft>{{"accession", "the phase of each partner's accession", false, Shape::part},
                        read_accession},
      Key<RoadmapDraft>{{"steps", "when each measure starts", kRequired, Shape::part}, read_steps},
  };
  return kKeys;
}

RoadmapDraft decode(const Node& root, Findings& found) {
  RoadmapDraft draft;
  draft.at = root.at;
  std::vector<model::ProvenanceDraft> none;
  Decoder d(found, none, false);
  if (root.kind == Node::Kind::mapping)
    internal::read_keys(d, root, root.at, roadmap_keys(), draft);
  else if (root.kind != Node::Kind::broken)
    d.refuse(root.at, "not-a-roadmap", "the file is not a mapping of keys to values",
             "start with 'tandem: 1' and 'roadmap:'");
  return draft;
}

/// The steps of one measure as a file shows them.
std::string step_text(const model::Case& of, const std::vector<model::Increment>& tranches) {
  const int length = of.time().months_per_phase;
  const bool on_grid = std::ranges::all_of(
      tranches, [&](const model::Increment& i) { return i.start_month % length == 0; });
  if (tranches.size() == 1 && tranches[0].share == 1)
    return on_grid ? fmt::format("{}", of.phase_of(tranches[0].start_month))
                   : fmt::format("{{month: {}}}", tranches[0].start_month);
  std::string text;
  for (const model::Increment& i : tranches) {
    if (!text.empty()) text += ", ";
    text += on_grid ? fmt::format("{}: {}", of.phase_of(i.start_month), i.share)
                    : fmt::format("{{month: {}, share: {}}}", i.start_month, i.share);
  }
  return on_grid ? "{" + text + "}" : "[" + text + "]";
}

std::string accession_text(const model::Case& of, const model::Roadmap& roadmap) {
  std::string text;
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const model::Party& party = of.parties()[p];
    if (party.role == model::Role::principal || !roadmap.accession[p]) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{}: {}", internal::yaml_text(party.id), *roadmap.accession[p]);
  }
  return text.empty() ? "" : "accession: {" + text + "}\n";
}

}  // namespace

Result<RoadmapFile> load_roadmap_text(std::string text, const std::string& file_name,
                                      const model::Case& of) {
  const auto fail = [&](std::vector<Diagnostic> details) {
    return tl::unexpected(internal::mistakes(file_name, std::move(details)));
  };
  if (text.size() > kFileLimit)
    return tl::unexpected(Error{Errc::invalid_input, fmt::format("{} is too large", file_name)});
  Findings found;
  const auto root = internal::parse_yaml(text, file_name, found);
  if (!root) return fail(std::move(found).in_file_order());
  RoadmapDraft draft = decode(*root, found);
  auto of_text = std::move(found).in_file_order();
  auto valid = model::roadmap_from(of, draft);
  if (valid && of_text.empty())
    return RoadmapFile{std::move(draft), std::move(*valid), std::move(text)};
  return fail(internal::gather(std::move(of_text),
                               valid ? std::vector<Diagnostic>{} : valid.error().details));
}

Result<RoadmapFile> load_roadmap(const std::string& path, const model::Case& of) {
  auto source = read_source(path);
  if (!source) return tl::unexpected(std::move(source.error()));
  return load_roadmap_text(std::move(source->text), source->file, of);
}

std::string write_roadmap(const model::Case& of, const model::Roadmap& roadmap) {
  std::string text =
      fmt::format("tandem: 1\nroadmap: {}\ncase: {}\n", internal::yaml_text(roadmap.name),
                  internal::yaml_text(of.data().id));
  if (!roadmap.title.empty())
    text += fmt::format("title: {}\n", internal::yaml_text(roadmap.title));
  text += accession_text(of, roadmap);
  std::vector<std::size_t> order;
  std::map<std::size_t, std::vector<model::Increment>> tranches;
  for (const model::Increment& i : roadmap.increments) {
    auto& of_measure = tranches[i.measure.index()];
    if (of_measure.empty()) order.push_back(i.measure.index());
    of_measure.push_back(i);
  }
  text += order.empty() ? "steps: {}\n" : "steps:\n";
  for (const std::size_t m : order)
    text += fmt::format("  {}: {}\n", internal::yaml_text(of.measures()[m].id),
                        step_text(of, tranches[m]));
  return text;
}

}  // namespace tandem::casefile
