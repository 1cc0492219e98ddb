#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a handler sees of a request and gives as an answer: plain values, nothing of the network.
namespace tandem::http {

class EventLog;

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  std::string method;  ///< upper case; "GET" for a HEAD, whose answer loses its body on the way out
  std::string path;    ///< decoded, UTF-8, begins with '/', without '.' and '..' segments
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
  std::map<std::string, std::string> headers;  ///< names in lower case; values of one name joined
  std::string body;

  /// The first value of that name; nothing where there is none.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
  /// By its name in lower case; empty where there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// An ETag among the headers that the request's If-None-Match names makes a 200 a 304.
struct Response {
  unsigned status = 200;
  std::string type = "application/json";
  std::shared_ptr<const std::string> body = {};  ///< shared, so that a cached answer is not copied
  std::vector<Header> headers = {};
  /// Where it is there: the answer is a stream of its events (text/event-stream) until it is
  /// closed, and the body is not looked at.
  std::shared_ptr<EventLog> events = {};
};

/// Answers on a thread of the pool; a throw is answered with 500.
/// @param stop  asked for when the server ends
using Handler = std::function<Response(const Request&, std::stop_token stop)>;

}  // namespace tandem::http
