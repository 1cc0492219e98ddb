#include "apps/http/internal/request_reader.h"

#include "apps/http/internal/asio.h"
//
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "apps/http/internal/same_letters.h"
#include "apps/http/internal/target.h"
#include "apps/http/json.h"

namespace tandem::http::internal {

namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::http::field;

constexpr std::size_t kFirstBuffer = std::size_t{2} * 1024;
constexpr std::size_t kBodyBuffer = std::size_t{16} * 1024;
constexpr std::size_t kLeastSpace = 512;

/// What two readers could understand differently where it is said twice.
constexpr std::array<std::string_view, 11> kOnce = {
    "authorization", "content-length", "content-type",     "expect",
    "host",          "last-event-id",  "origin",           "sec-fetch-site",
    "upgrade",       "x-tandem",       "transfer-encoding"};

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

std::string lowered(std::string_view text) {
  std::string letters(text);
  std::ranges::transform(letters, letters.begin(), lower);
  return letters;
}

Response bad_request(std::string_view message) {
  return error_response(400, "bad-request", message, "send a request as RFC 9112 has it");
}

Response header_too_large(std::size_t most) {
  return error_response(431, "header-too-large",
                        fmt::format("the request line and headers are over {} bytes", most),
                        "send fewer or shorter headers");
}

Response body_too_large(std::size_t most) {
  return error_response(413, "too-large", fmt::format("the body is over {} bytes", most),
                        "send less at a time");
}

}  // namespace

class RequestReader::Parser final : public beast::http::basic_parser<true> {
 public:
  Parser(std::size_t header_bytes, std::size_t body_bytes)
      : header_bytes_(header_bytes), body_bytes_(body_bytes) {
    // Beast counts the request line and the headers apart; both together are counted here.
    header_limit(static_cast<std::uint32_t>(header_bytes));
    body_limit(body_bytes);
    eager(true);
  }

  Received received = {};
  std::optional<Response> refusal = {};
  bool expects = false;

 private:
  void refuse(Response why, error_code& ec) {
    refusal = std::move(why);
    ec = beast::http::error::bad_value;
  }

  bool count(std::size_t bytes, error_code& ec) {
    header_read_ += bytes;
    if (header_read_ <= header_bytes_) return true;
    refuse(header_too_large(header_bytes_), ec);
    return false;
  }

  void on_request_impl(beast::http::verb /*method*/, beast::string_view name,
                       beast::string_view target, int version, error_code& ec) override {
    if (!count(name.size() + target.size() + std::string_view("  HTTP/1.1\r\n").size(), ec)) return;
    version_ = version;
    const bool upper =
        std::ranges::all_of(name, [](char byte) { return byte >= 'A' && byte <= 'Z'; });
    if (!upper) return refuse(bad_request("the method is not in upper case letters"), ec);
    auto decoded = decode_target(view(target));
    if (!decoded) return refuse(bad_request(decoded.error()), ec);
    received.head = name == "HEAD";
    received.request.method = received.head ? "GET" : view(name);
    received.request.path = std::move(decoded->path);
    received.request.query = std::move(decoded->query);
  }

  void on_response_impl(int /*code*/, beast::string_view /*reason*/, int /*version*/,
                        error_code& /*ec*/) override {}

  void on_field_impl(field /*name*/, beast::string_view name_text, beast::string_view value,
                     error_code& ec) override {
    if (header_done_) return;  // a trailer says nothing that we would believe
    if (!count(name_text.size() + value.size() + std::string_view(": \r\n").size(), ec)) return;
    std::string name = lowered(view(name_text));
    const auto [at, first] = received.request.headers.try_emplace(std::move(name), view(value));
    if (first) return;
    if (std::ranges::find(kOnce, at->first) != kOnce.end())
      return refuse(bad_request(fmt::format("the header {} stands twice", at->first)), ec);
    at->second += at->first == "cookie" ? "; " : ", ";
    at->second += view(value);
  }

  void on_header_impl(error_code& ec) override {
    header_done_ = true;
    const Request& request = received.request;
    if (request.header("host").empty()) return refuse(bad_request("there is no Host header"), ec);
    const std::string_view length = request.header("content-length");
    const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    if (!std::ranges::all_of(length, digit))
      return refuse(bad_request("Content-Length is not a whole number"), ec);
    const std::string_view encoding = request.header("transfer-encoding");
    if (!encoding.empty() && (!same_letters(encoding, "chunked") || version_ < 11)) {
      return refuse(error_response(501, "unsupported-encoding",
                                   "the body has a transfer encoding other than chunked",
                                   "send it plain, with its Content-Length"),
                    ec);
    }
    // A header that is there but empty is one more way to be understood in two ways.
    if (encoding.empty() && request.headers.contains("transfer-encoding"))
      return refuse(bad_request("Transfer-Encoding is empty"), ec);
    const std::string_view expect = request.header("expect");
    const bool known = same_letters(expect, "100-continue");
    expects = known && version_ == 11;
    if (!expect.empty() && !known) {
      refuse(error_response(417, "expectation", "only 100-continue can be expected",
                            "leave the Expect header out"),
             ec);
    }
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/,
                         error_code& /*ec*/) override {}

  std::size_t on_body_impl(beast::string_view part, error_code& ec) override {
    if (received.request.body.size() + part.size() > body_bytes_) {
      refuse(body_too_large(body_bytes_), ec);
      return 0;
    }
    received.request.body += view(part);
    return part.size();
  }

  void on_chunk_header_impl(std::uint64_t /*size*/, beast::string_view extensions,
                            error_code& ec) override {
    if (!extensions.empty()) refuse(bad_request("a chunk has an extension"), ec);
  }

  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, beast::string_view part,
                                 error_code& ec) override {
    return on_body_impl(part, ec);
  }

  void on_finish_impl(error_code& /*ec*/) override { received.keep_alive = keep_alive(); }

  std::size_t header_bytes_;
  std::size_t body_bytes_;
  std::size_t header_read_ = 0;
  int version_ = 0;
  bool header_done_ = false;
};

RequestReader::RequestReader(std::size_t header_bytes, std::size_t body_bytes)
    : header_bytes_(header_bytes), body_bytes_(body_bytes) {}

RequestReader::~RequestReader() = default;

std::span<char> RequestReader::space() {
  if (begin_ == end_) begin_ = end_ = 0;
  const bool body = parser_ && parser_->is_header_done();
  const std::size_t least = body ? kBodyBuffer : kFirstBuffer;
  if (capacity_ < least || capacity_ - end_ < kLeastSpace) {
    const std::size_t held = end_ - begin_;
    const std::size_t wanted = std::max({least, capacity_, held + kFirstBuffer});
    if (wanted > capacity_) {
      std::unique_ptr<char[]> larger(new char[wanted]);
      if (held > 0) std::memcpy(larger.get(), buffer_.get() + begin_, held);
      buffer_ = std::move(larger);
      capacity_ = wanted;
    } else {
      std::memmove(buffer_.get(), buffer_.get() + begin_, held);
    }
    begin_ = 0;
    end_ = held;
  }
  return {buffer_.get() + end_, capacity_ - end_};
}

void RequestReader::filled(std::size_t bytes) { end_ += bytes; }

bool RequestReader::begun() const { return begin_ != end_ || parser_ != nullptr; }

RequestReader::State RequestReader::parse() {
  if (refusal_) return State::refused;
  if (begin_ == end_) return State::more;
  if (!parser_) parser_ = std::make_unique<Parser>(header_bytes_, body_bytes_);
  error_code ec;
  begin_ += parser_->put({buffer_.get() + begin_, end_ - begin_}, ec);
  if (parser_->refusal) return refuse(std::move(*parser_->refusal));
  if (ec == beast::http::error::header_limit) return refuse(header_too_large(header_bytes_));
  if (ec == beast::http::error::body_limit) return refuse(body_too_large(body_bytes_));
  if (ec && ec != beast::http::error::need_more)
    return refuse(bad_request(fmt::format("the request is malformed ({})", ec.message())));
  if (parser_->is_done()) return State::ready;
  if (end_ - begin_ >= header_bytes_) return refuse(header_too_large(header_bytes_));
  if (parser_->is_header_done() && std::exchange(parser_->expects, false)) return State::expects;
  return State::more;
}

RequestReader::State RequestReader::refuse(Response why) {
  refusal_ = std::move(why);
  parser_.reset();
  release();
  return State::refused;
}

Received RequestReader::take() {
  Received received = std::move(parser_->received);
  parser_.reset();
  return received;
}

void RequestReader::release() {
  buffer_.reset();
  capacity_ = begin_ = end_ = 0;
}

}  // namespace tandem::http::internal
