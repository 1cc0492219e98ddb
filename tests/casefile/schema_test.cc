#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/case_keys.h"
#include "tandem/casefile/internal/number_text.h"
#include "tests/casefile/border_case.h"
#include "tests/support/approval.h"
#include "tests/support/scratch_folder.h"

namespace tandem::casefile {
namespace {

namespace fs = std::filesystem;
using internal::KeyInfo;
using internal::Node;
using Json = nlohmann::ordered_json;

void collect(const std::vector<KeyInfo>& keys, std::set<std::string>& into) {
  for (const KeyInfo& key : keys) {
    into.insert(std::string(key.name));
    if (key.nested != nullptr) collect(key.nested(), into);
  }
}

std::set<std::string> loader_keys() {
  std::set<std::string> keys;
  collect(internal::infos(internal::case_keys()), keys);
  return keys;
}

void collect_properties(const Json& schema, std::set<std::string>& into) {
  if (schema.is_object() && schema.contains("properties"))
    for (const auto& [name, value] : schema["properties"].items()) into.insert(name);
  if (schema.is_structured())
    for (const auto& value : schema) collect_properties(value, into);
}

/// A file as an editor with a YAML 1.2 reader would hand it to the schema.
Json as_json(const Node& node) {
  switch (node.kind) {
    case Node::Kind::sequence: {
      Json list = Json::array();
      for (const Node& item : node.items) list.push_back(as_json(item));
      return list;
    }
    case Node::Kind::mapping: {
      Json object = Json::object();
      for (const auto& entry : node.entries) object[entry.key] = as_json(entry.value);
      return object;
    }
    default:
      break;
  }
  if (!node.plain) return node.text;
  if (node.is_null()) return nullptr;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  if (const auto number = internal::parse_decimal(node.text)) {
    if (node.text.find_first_of(".eE") == std::string::npos) return std::stoll(node.text);
    return *number;
  }
  return node.text;
}

TEST(JsonSchema, HasEveryKeyOfTheLoader) {
  std::set<std::string> properties;
  collect_properties(Json::parse(json_schema()), properties);
  for (const std::string& key : loader_keys()) EXPECT_TRUE(properties.contains(key)) << key;
}

TEST(CaseFilePage, NamesEveryKeyOfTheLoader) {
  const std::string page = test::text_of_file(TANDEM_SOURCE_DIR "/docs/case-file.md");
  for (const std::string& key : loader_keys())
    EXPECT_NE(page.find(key + ":"), std::string::npos) << key;
}

/// Runs python3 with jsonschema, where a machine has it.
class Validator : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("python3 -c 'import jsonschema' 2>/dev/null") != 0)
      GTEST_SKIP() << "python3-jsonschema is not installed";
    folder_.write("schema.json", json_schema());
  }
  /// How many of the documents the schema accepts.
  [[nodiscard]] int accepted(const std::vector<Json>& documents) const {
    folder_.write("documents.json", Json(documents).dump());
    const std::string program =
        "import json,sys,jsonschema;s=json.load(open(sys.argv[1]+'/schema.json'));"
        "v=jsonschema.Draft7Validator(s);v.check_schema(s);"
        "sys.exit(sum(v.is_valid(d) for d in json.load(open(sys.argv[1]+'/documents.json'))))";
    const int status =
        std::system(("python3 -c \"" + program + "\" '" + folder_.path().string() + "'").c_str());
    return WEXITSTATUS(status);
  }
  static Json document(const std::string& text) {
    Findings found;
    const auto root = internal::parse_yaml(text, "case.yaml", found);
    return root ? as_json(*root) : Json();
  }

  test::ScratchFolder folder_;
};

TEST_F(Validator, AcceptsTheShippedCases) {
  std::vector<Json> documents = {document(test::border_text())};
  for (const auto& entry : fs::recursive_directory_iterator(TANDEM_SOURCE_DIR "/cases"))
    if (entry.path().filename() == "case.yaml")
      documents.push_back(document(test::text_of_file(entry.path())));
  EXPECT_EQ(accepted(documents), static_cast<int>(documents.size()));
}

TEST_F(Validator, RefusesWhatAnEditorCanSee) {
  std::vector<Json> documents;
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"actors: [north]", "actor: [north]"},
           {"duration: 6", "duration: six"},
           {"duration: 6", "duration: {value: 6, low: 2}"},
           {"role: partner", "role: observer"},
           {"phases: 4", "phases: 4.5"},
           {"start: 2027-01-01", "start: tomorrow"},
           {"divisible: true", "divisible: maybe"},
           {"tracks: [security, economic]", "tracks: security"},
           {"fairness: 0.5", "equity: 0.5"},
           {"tandem: 1", "tandem: 2"},
           {"    provenance: S-TREATY\n", ""}})
    documents.push_back(document(test::border_with(from, to)));
  EXPECT_EQ(accepted(documents), 0);
}

}  // namespace
}  // namespace tandem::casefile
