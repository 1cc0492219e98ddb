#include "tests/lint/reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tandem/model/timetable.h"

namespace tandem::lint::test {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::size_t indent(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// The lines from `first` on that stand deeper than it.
std::size_t end_of_block(const Lines& lines, std::size_t first) {
  std::size_t end = first + 1;
  while (end < lines.size() && (lines[end].empty() || indent(lines[end]) > indent(lines[first])))
    ++end;
  return end;
}

std::string key_of(std::string_view line) {
  const std::size_t from = indent(line);
  return std::string(line.substr(from, line.find(':') - from));
}

/// The block of lines at `depth` blanks that begins with `key`, from `first` to `end`.
std::size_t find_key(const Lines& lines, std::size_t first, std::size_t end, std::size_t depth,
                     const std::string& key) {
  for (std::size_t k = first; k < end; ++k)
    if (!lines[k].empty() && indent(lines[k]) == depth && key_of(lines[k]) == key) return k;
  return end;
}

void paste_obligation(Lines& lines, const Lines& block) {
  const auto list =
      static_cast<std::size_t>(std::ranges::find(lines, "obligations:") - lines.begin());
  const std::string id = key_of(block.front());
  std::size_t at = find_key(lines, list, lines.size(), 2, id);
  if (at == lines.size()) lines.push_back("  " + block.front());
  for (std::size_t k = 1; k < block.size();) {
    const std::size_t next = end_of_block(block, k);
    const std::size_t end = end_of_block(lines, at);
    const std::size_t old = find_key(lines, at + 1, end, 4, key_of(block[k]));
    if (old < end)
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(old),
                  lines.begin() + static_cast<std::ptrdiff_t>(end_of_block(lines, old)));
    Lines fresh;
    for (; k < next; ++k) fresh.push_back("  " + block[k]);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, fresh.begin(), fresh.end());
  }
}

}  // namespace

std::string file_text(const std::string& path) {
  std::ifstream in(std::string(TANDEM_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!in) throw std::runtime_error("no file " + path);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

std::string clean_text() { return file_text("tests/lint/clean.yaml"); }

std::string framed(std::string_view snippet) {
  std::string text =
      "tandem: 1\nagreement: example\ntitle: An example\nsigned: 2026-03-01\n"
      "sources:\n  S-TEXT: {title: Its text, url: \"https://example.org/text\", as_of: "
      "2026-03-01}\n";
  const std::string all(snippet);
  const bool with_list =
      all.starts_with("obligations:") || all.find("\nobligations:") != std::string::npos;
  if (!all.starts_with("actors:"))
    text +=
        "actors:\n  north: {name: The North}\n  south: {name: The South}\n"
        "  donor: {name: The Donor}\n  mission: {name: The Mission, role: body}\n";
  text += "events:\n  T0: {title: Entry into force, date: 2026-03-01}\n";
  if (with_list) return text + all;
  text += "obligations:\n";
  for (const std::string& line : lines_of(snippet)) text += "  " + line + "\n";
  return text;
}

model::Agreement read(const std::string& text) {
  auto loaded = casefile::load_agreement_text(text, "agreement.yaml");
  if (loaded) return loaded->valid;
  std::string why = loaded.error().what;
  for (const Diagnostic& one : loaded.error().details)
    why += "\n" + std::to_string(one.at.line) + ": " + one.message;
  throw std::runtime_error(why + "\n" + text);
}

std::vector<Finding> found_in(const std::string& text) {
  const model::Agreement of = read(text);
  return lint(of);
}

std::vector<std::string> rules_found(const std::string& text) {
  std::vector<std::string> names;
  for (const Finding& finding : found_in(text))
    if (!finding.allowed && (names.empty() || names.back() != finding.rule->id))
      names.emplace_back(finding.rule->id);
  return names;
}

std::vector<Finding> found_of(std::string_view rule, const std::string& text) {
  std::vector<Finding> found = found_in(text);
  std::erase_if(found, [&](const Finding& finding) { return finding.rule->id != rule; });
  return found;
}

std::vector<std::string> ids_of(const Finding& finding, const std::string& text) {
  const model::Agreement of = read(text);
  std::vector<std::string> ids;
  for (const model::ObligationId o : finding.obligations) ids.push_back(of.obligation(o).id);
  return ids;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos)
    throw std::runtime_error("not there once: " + std::string(from));
  return text.replace(at, from.size(), to);
}

std::string pasted(const std::string& text, const std::string& paste) {
  Lines lines = lines_of(text);
  const Lines all = lines_of(paste);
  for (std::size_t k = 0; k < all.size();) {
    const std::size_t end = end_of_block(all, k);
    paste_obligation(lines, Lines(all.begin() + static_cast<std::ptrdiff_t>(k),
                                  all.begin() + static_cast<std::ptrdiff_t>(end)));
    k = end;
  }
  return joined(lines);
}

}  // namespace tandem::lint::test
