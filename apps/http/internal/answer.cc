#include "apps/http/internal/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "apps/http/internal/same_letters.h"

namespace tandem::http::internal {

namespace {

constexpr std::pair<unsigned, std::string_view> kReasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
};

std::string_view reason(unsigned status) {
  const auto* const found =
      std::ranges::find(kReasons, status, &std::pair<unsigned, std::string_view>::first);
  return found == std::end(kReasons) ? std::string_view("Other") : found->second;
}

bool has(const std::vector<Header>& headers, std::string_view name) {
  return std::ranges::any_of(headers,
                             [&](const Header& one) { return same_letters(one.name, name); });
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t") + 1;  // npos + 1 is 0
  return begin < end ? text.substr(begin, end - begin) : std::string_view{};
}

std::string_view without_weakness(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

std::string http_date(std::time_t time) {
  static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                            "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts = {};
  gmtime_r(&time, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                     kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

bool sendable(const Response& response) {
  const auto control = [](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (value < 0x20 && byte != '\t') || value == 0x7f;
  };
  const auto clean = [&](std::string_view text) { return std::ranges::none_of(text, control); };
  return clean(response.type) && std::ranges::all_of(response.headers, [&](const Header& header) {
           return !header.name.empty() && clean(header.name) && clean(header.value) &&
                  header.name.find_first_of(": ") == std::string::npos;
         });
}

bool not_modified(const Request& request, const Response& response) {
  if (response.status != 200 || request.method != "GET" || response.events) return false;
  const std::string_view asked = request.header("if-none-match");
  if (asked.empty()) return false;
  const auto tag = std::ranges::find_if(
      response.headers, [](const Header& one) { return same_letters(one.name, "etag"); });
  if (tag == response.headers.end()) return false;
  if (trimmed(asked) == "*") return true;
  for (std::size_t begin = 0; begin < asked.size();) {
    // A comma within a tag would be split; ours have none.
    const std::size_t end = std::min(asked.find(',', begin), asked.size());
    const std::string_view one = trimmed(asked.substr(begin, end - begin));
    if (without_weakness(one) == without_weakness(tag->value)) return true;
    begin = end + 1;
  }
  return false;
}

bool has_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

std::string answer_head(const Response& response, const HeadOptions& options) {
  std::string head;
  head.reserve(1024);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                 reason(response.status));
  add(head, "Date", options.date);
  if (response.events) {
    add(head, "Content-Type", "text/event-stream; charset=utf-8");
    if (!has(response.headers, "cache-control")) add(head, "Cache-Control", "no-store");
  } else if (has_body(response.status)) {
    if (!response.type.empty()) add(head, "Content-Type", response.type);
    const std::size_t size = response.body ? response.body->size() : 0;
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", size);
  }
  add(head, "Connection", options.keep_alive ? "keep-alive" : "close");
  for (const Header& header : response.headers) add(head, header.name, header.value);
  for (const Header& header : options.usual) {
    if (response.events && same_letters(header.name, "cache-control")) continue;
    if (!has(response.headers, header.name)) add(head, header.name, header.value);
  }
  head += "\r\n";
  return head;
}

}  // namespace tandem::http::internal
