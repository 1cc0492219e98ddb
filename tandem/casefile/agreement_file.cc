#include "tandem/casefile/agreement_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "tandem/casefile/internal/agreement_keys.h"
#include "tandem/casefile/internal/case_keys.h"
#include "tandem/casefile/internal/gather.h"
#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/casefile/internal/yaml_write.h"

namespace tandem::casefile {
namespace {

using internal::Encoder;
using internal::Entry;
using internal::Keys;
using internal::Node;
using model::AgreementDraft;

/// One thing a line, where that is short; else one key a line.
constexpr std::size_t kLineWidth = 110;

std::string thing_text(const std::string& id, const Node& node) {
  const std::string name = internal::yaml_text(id);
  std::string line = fmt::format("  {}: {}\n", name, internal::yaml_flow(node));
  if (line.size() <= kLineWidth) return line;
  std::string text = fmt::format("  {}:\n", name);
  for (const Entry& entry : node.entries)
    text += fmt::format("    {}: {}\n", entry.key, internal::yaml_flow(entry.value));
  return text;
}

template <class T>
std::string section_text(std::string_view name, const Encoder& e, const std::vector<T>& things,
                         Keys<T> keys, bool always = false) {
  if (things.empty()) return always ? fmt::format("{}: {{}}\n", name) : "";
  std::string text = fmt::format("{}:\n", name);
  for (const T& thing : things)
    text += thing_text(thing.id.text, internal::write_keys(e, keys, thing));
  return text;
}

/// Sources or judgements that were declared, not those written at their number.
std::vector<model::ProvenanceDraft> declared(const AgreementDraft& draft, bool judgements) {
  std::vector<model::ProvenanceDraft> some;
  for (const model::ProvenanceDraft& one : draft.provenances)
    if (one.judgement == judgements && !one.in_place) some.push_back(one);
  return some;
}

/// The keys of the agreement itself, one a line.
std::string head_text(const Encoder& e, const AgreementDraft& draft) {
  std::string text = fmt::format("tandem: {}\n", internal::kFormatVersion);
  const Node head = internal::write_keys(e, internal::agreement_keys(), draft);
  for (const Entry& entry : head.entries)
    text += fmt::format("{}: {}\n", entry.key, internal::yaml_flow(entry.value));
  return text;
}

}  // namespace

std::string agreement_path(const std::string& path) {
  std::error_code ignored;
  const std::filesystem::path given = path;
  return std::filesystem::is_directory(given, ignored) ? (given / "agreement.yaml").string() : path;
}

bool is_agreement(std::string_view text) {
  if (text.find("agreement") == std::string_view::npos) return false;  // most files are none
  Findings ignored;
  const auto root = internal::parse_yaml(text, {}, ignored);
  return root && root->find("agreement") != nullptr;
}

Result<AgreementHead> read_agreement_head(const std::string& path) {
  const auto source = read_source(path);
  if (!source) return tl::unexpected(source.error());
  Findings ignored;
  const auto root = internal::parse_yaml(source->text, source->file, ignored);
  if (!root || root->find("agreement") == nullptr)
    return tl::unexpected(Error{Errc::invalid_input, source->file + " is no agreement"});
  const AgreementDraft draft = internal::decode_agreement(*root, ignored);
  return AgreementHead{draft.id.text, draft.title.text, draft.obligations.size()};
}

Result<AgreementFile> load_agreement_text(std::string text, const std::string& file_name) {
  const auto fail = [&](std::vector<Diagnostic> details) {
    return tl::unexpected(internal::mistakes(file_name, std::move(details)));
  };
  if (text.size() > kFileLimit)
    return tl::unexpected(Error{Errc::invalid_input, fmt::format("{} is too large", file_name)});
  Findings found;
  const auto root = internal::parse_yaml(text, file_name, found);
  if (!root) return fail(std::move(found).in_file_order());
  AgreementDraft draft = internal::decode_agreement(*root, found);
  auto of_text = std::move(found).in_file_order();
  auto valid = model::Agreement::from(draft);
  if (valid && of_text.empty())
    return AgreementFile{std::move(draft), std::move(*valid), std::move(text), file_name};
  return fail(internal::gather(std::move(of_text),
                               valid ? std::vector<Diagnostic>{} : valid.error().details));
}

Result<AgreementFile> load_agreement(const std::string& path) {
  auto source = read_source(agreement_path(path));
  if (!source) return tl::unexpected(std::move(source.error()));
  return load_agreement_text(std::move(source->text), source->file);
}

std::string write_agreement(const AgreementDraft& draft) {
  const Encoder e(draft.provenances);
  std::string text = head_text(e, draft);
  text += section_text("sources", e, declared(draft, false), internal::source_keys());
  text += section_text("judgements", e, declared(draft, true), internal::judgement_keys());
  text += section_text("actors", e, draft.actors, internal::actor_keys(), true);
  text += section_text("events", e, draft.events, internal::event_keys());
  text += section_text("obligations", e, draft.obligations, internal::obligation_keys(), true);
  return text;
}

}  // namespace tandem::casefile
