#include "apps/http/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace tandem::http {
namespace {

using testing::HasSubstr;

std::string arrays(std::size_t deep) { return std::string(deep, '[') + std::string(deep, ']'); }

Diagnostic mistake_of(std::string_view text) {
  const auto parsed = parse_json(text);
  EXPECT_FALSE(parsed.has_value()) << text;
  if (parsed) return {};
  EXPECT_EQ(parsed.error().code, Errc::invalid_input);
  EXPECT_EQ(parsed.error().details.size(), 1U);
  EXPECT_EQ(parsed.error().details.at(0).rule, "json");
  EXPECT_FALSE(parsed.error().details.at(0).message.empty());
  EXPECT_FALSE(parsed.error().details.at(0).repair.empty());
  return parsed.error().details.at(0);
}

Diagnostic diagnostic(int line, int column, Severity severity, const std::string& rule) {
  Diagnostic made;
  made.at = {"case.yaml", line, column};
  made.severity = severity;
  made.rule = rule;
  made.message = "this is " + rule;
  return made;
}

TEST(ParseJson, ReadsEveryKindOfValueAndKeepsTheOrder) {
  const std::string_view text =
      R"({"z":[1,-2,3.5,true,false,null,"é\n"],"a":{"deep":{}},"m":[],"big":18446744073709551615})";
  const auto parsed = parse_json(text);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->dump(), text);
}

TEST(ParseJson, ReadsAsFarDownAsItSays) {
  EXPECT_TRUE(parse_json(arrays(kJsonDepth)).has_value());
  EXPECT_THAT(mistake_of(arrays(kJsonDepth + 1)).message, HasSubstr("32"));
  EXPECT_THAT(mistake_of(std::string(300'000, '[')).message, HasSubstr("32"));
  std::string objects;
  for (std::size_t i = 0; i <= kJsonDepth; ++i) objects += "{\"a\":";
  EXPECT_THAT(mistake_of(objects).message, HasSubstr("32"));
}

TEST(ParseJson, RefusesAKeyThatStandsTwiceAndSaysWhere) {
  EXPECT_THAT(mistake_of(R"({"a":1,"a":1})").message,
              HasSubstr("\"a\" stands twice in one object"));
  EXPECT_THAT(mistake_of(R"({"x":[0,{"b":{},"\u0062":2}]})").message,
              HasSubstr("\"b\" stands twice in one object, at x.1"));
  EXPECT_TRUE(parse_json(R"([{"a":1},{"a":1}])").has_value());
  EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":{"a":1}})").has_value());
}

TEST(ParseJson, SaysTheLineAndTheColumn) {
  const Diagnostic found = mistake_of("{\n  \"a\": 1,\n  \"b\": x\n}");
  EXPECT_EQ(found.at.line, 3);
  EXPECT_EQ(found.at.column, 8);
}

TEST(ParseJson, RefusesWhatIsNotJson) {
  for (const std::string_view text :
       {"", " ", "{", "[1,]", "{\"a\":1,}", "nul", "1 2", "{a:1}", "'a'", "01", "+1", "NaN",
        "1e999", "\"\t\"", "\"\\x\"", "\"\\ud800\"", "// no\n1", "[1", "\xef\xbb"}) {
    mistake_of(text);
  }
}

TEST(ParseJson, RefusesAZeroByteAndWhatFollows) {
  using std::string_view_literals::operator""sv;
  for (const std::string_view text : {"3333\0x"sv, "{}\0"sv, "\0"sv, "[1,\0 2]"sv, "\"\0\""sv})
    EXPECT_THAT(mistake_of(text).message, HasSubstr("zero byte"));
  EXPECT_EQ(mistake_of("{}\n \0{"sv).at.line, 2);
  EXPECT_EQ(mistake_of("{}\n \0{"sv).at.column, 2);
  EXPECT_EQ(parse_json(R"(["\u0000"])").value()[0], std::string(1, '\0'));
}

TEST(ParseJson, RefusesWhatIsNotUtf8) {
  for (const std::string_view text : {"\"\xff\"", "\"\xc0\xae\"", "\"\xed\xa0\x80\"",
                                      "\"\xf5\x80\x80\x80\"", "\"\xc3\"", "{\"\x80\":1}"}) {
    mistake_of(text);
  }
}

TEST(ParseJson, TakesNoLongerForManyKeysThanForManyValues) {
  std::string many = "{";
  for (int i = 0; i < 100'000; ++i) many += "\"" + std::to_string(i) + "\":0,";
  many += "\"last\":0}";
  const auto begin = std::chrono::steady_clock::now();
  const auto parsed = parse_json(many);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->size(), 100'001U);
  // Comparing each key with each other one takes minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(JsonResponse, ReplacesWhatIsNotUtf8) {
  const Response response = json_response({{"a", "x\xff"}}, 201);
  EXPECT_EQ(response.status, 201U);
  EXPECT_EQ(response.type, "application/json");
  EXPECT_EQ(*response.body, "{\"a\":\"x\uFFFD\"}");
}

TEST(ErrorResponse, HasTheOneShape) {
  const Response response = error_response(404, "no-case", "there is no case x", "see /cases");
  EXPECT_EQ(response.status, 404U);
  EXPECT_EQ(*response.body,
            R"({"error":{"code":"no-case","message":"there is no case x","repair":"see /cases",)"
            R"("details":[]}})");
}

TEST(ErrorResponse, CarriesEveryMistakeOfAnError) {
  Error error{Errc::invalid_input, "the case has mistakes"};
  error.details.push_back(diagnostic(3, 5, Severity::warning, "odd"));
  error.details.push_back(diagnostic(4, 1, Severity::error, "bad"));
  error.details.back().repair = "mend it";
  const auto body = nlohmann::json::parse(*error_response(400, "invalid-case", error).body);
  EXPECT_EQ(body["error"]["message"], "the case has mistakes");
  EXPECT_EQ(body["error"]["repair"], "mend it");
  const nlohmann::json first = {
      {"severity", "warning"}, {"file", "case.yaml"},      {"line", 3},   {"column", 5},
      {"rule", "odd"},         {"message", "this is odd"}, {"repair", ""}};
  EXPECT_EQ(body["error"]["details"][0], first);
  EXPECT_EQ(body["error"]["details"][1]["severity"], "error");
}

}  // namespace
}  // namespace tandem::http
