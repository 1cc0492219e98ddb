#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include "apps/http/message.h"

/// Bytes of a connection to requests, one after the other; no network, no clock.
namespace tandem::http::internal {

struct Received {
  Request request;
  bool head = false;        ///< it was a HEAD: the answer has no body
  bool keep_alive = false;  ///< the peer wants to ask more on this connection
};

class RequestReader {
 public:
  enum class State {
    more,     ///< needs more bytes
    expects,  ///< the peer waits for "100 Continue"; said once
    ready,    ///< take() it
    refused,  ///< refusal() says why; nothing more can be read of this connection
  };

  RequestReader(std::size_t header_bytes, std::size_t body_bytes);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;
  RequestReader(RequestReader&&) = delete;
  RequestReader& operator=(RequestReader&&) = delete;

  /// Where the next bytes belong; never empty.
  [[nodiscard]] std::span<char> space();
  void filled(std::size_t bytes);
  [[nodiscard]] State parse();
  /// Whether a byte of the next request is there.
  [[nodiscard]] bool begun() const;
  /// @pre ready. What follows it stays for the next request.
  [[nodiscard]] Received take();
  /// @pre refused
  [[nodiscard]] const Response& refusal() const { return *refusal_; }
  /// Gives the memory back: nothing more will be read.
  void release();

 private:
  class Parser;

  [[nodiscard]] State refuse(Response why);

  std::size_t header_bytes_;
  std::size_t body_bytes_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;  // of what is not yet parsed
  std::size_t end_ = 0;
  std::unique_ptr<Parser> parser_;
  std::optional<Response> refusal_ = {};
};

}  // namespace tandem::http::internal
