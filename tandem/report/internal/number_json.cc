#include "tandem/report/internal/number_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace tandem::report {
namespace {

/// "3..5..9 @J-ID": as a person would type it.
std::string short_form(const model::Number& number) {
  std::string text = number.ranged ? fmt::format("{}..{}..{}", number.low, number.mode, number.high)
                                   : fmt::format("{}", number.mode);
  if (!number.provenance.empty()) text += " @" + number.provenance.text;
  return text;
}

/// What stands in braces at the start of `rest`; empty where they end on another line.
std::string_view braced(std::string_view rest) {
  const std::size_t end = rest.find('}');
  return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end + 1);
}

/// The plain text at the start of `rest`.
std::string_view plain(std::string_view rest) {
  rest = rest.substr(0, std::min(rest.find_first_of(",}]"), rest.find(" #")));
  return rest.substr(0, rest.find_last_not_of(" \t\r") + 1);
}

}  // namespace

NumberWriter::NumberWriter(const model::CaseDraft& draft, std::string_view text) {
  for (const model::ProvenanceDraft& one : draft.provenances)
    provenances_.emplace(one.id.text, &one);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines_.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string NumberWriter::as_written(const model::Number& number) const {
  const auto line = static_cast<std::size_t>(number.at.line);
  const auto column = static_cast<std::size_t>(number.at.column);
  if (line > lines_.size() || column == 0 || column > lines_[line - 1].size())
    return short_form(number);
  const std::string_view rest = lines_[line - 1].substr(column - 1);
  const std::string_view text = rest.starts_with('{') ? braced(rest) : plain(rest);
  // A mapping over several lines begins with a key, and a text in quotes with them.
  const bool whole = !text.empty() && text.find(": ") == std::string_view::npos &&
                     text.find_first_of("\"'") == std::string_view::npos;
  return whole || rest.starts_with('{') ? std::string(text.empty() ? short_form(number) : text)
                                        : short_form(number);
}

Json NumberWriter::of(const std::string& path, const model::Number& number) const {
  const bool written = number.at.line > 0;
  return {{"at", path},
          {"text", written ? Json(as_written(number)) : Json(nullptr)},
          {"low", number.low},
          {"mode", number.mode},
          {"high", number.high},
          {"provenance", provenance(number.provenance.text)},
          {"line", line_json(number.at)}};
}

Json NumberWriter::of(const std::string& path, const std::optional<model::Number>& number) const {
  return number ? of(path, *number) : Json(nullptr);
}

Json NumberWriter::provenance(const std::string& id) const {
  const auto found = provenances_.find(id);
  if (found == provenances_.end()) return nullptr;
  const model::ProvenanceDraft& one = *found->second;
  Json made{{"kind", one.judgement ? "judgement" : "source"}, {"id", id}};
  made[one.judgement ? "about" : "citation"] = one.title.text;
  made["as_of"] = text_json(one.as_of);
  return made;
}

Json line_json(const SourceLoc& at) { return at.line > 0 ? Json(at.line) : Json(nullptr); }

Json text_json(const model::Word& word) { return word.empty() ? Json(nullptr) : Json(word.text); }

}  // namespace tandem::report
