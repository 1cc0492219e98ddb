#include "apps/http/internal/site.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <chrono>
#include <ctime>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>

#include "apps/http/internal/refusals.h"

namespace tandem::http::internal {

namespace {

/// For an answer that is being taken while the server stops.
constexpr std::chrono::seconds kLastWords{2};

}  // namespace

Response Site::answer(const Request& request) const {
  try {
    return handler(request, stop.get_token());
  } catch (const std::exception& thrown) {
    if (options.failed) options.failed(thrown.what());
    return failed();
  }
}

std::optional<Response> Site::answer_at_once(const Request& request) const {
  if (!quick) return std::nullopt;
  try {
    return quick(request);
  } catch (const std::exception& thrown) {
    if (options.failed) options.failed(thrown.what());
    return failed();
  }
}

std::string_view Site::date() {
  const std::time_t now = std::time(nullptr);
  if (std::exchange(date_of_, now) != now) date_ = http_date(now);
  return date_;
}

Awaitable<bool> Wake::wait(Clock::duration most) {
  if (!set_) {
    error_code ignored;
    timer_.expires_after(most);
    co_await timer_.async_wait(asio::redirect_error(kAwait, ignored));
  }
  co_return std::exchange(set_, false);
}

void Wake::set() {
  set_ = true;
  timer_.cancel();
}

void Peer::look(Clock::time_point now) {
  if (site_.stopping) {
    if (stage_ == Stage::writing) deadline_ = std::min(deadline_, now + kLastWords);
    if (stage_ == Stage::reading) cancel();
    if (stage_ == Stage::streaming) {
      leave();
      wake_.set();
      cancel();
    }
  }
  if (now < deadline_) return;
  expired_ = true;
  cancel();
}

}  // namespace tandem::http::internal
