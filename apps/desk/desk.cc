#include "apps/desk/desk.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "apps/desk/pages.h"
#include "apps/desk/route.h"

namespace tandem::desk {
namespace {

constexpr std::string_view kApi = "/api/";
constexpr std::string_view kResults = "/api/v1/results/";
constexpr std::string_view kJobs = "/api/v1/jobs/";
constexpr std::string_view kEvents = "/events";

/// What an answer of the API says of its keeping, unless it says so itself.
http::Response not_kept(http::Response response) {
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

}  // namespace

Desk::Desk(std::vector<std::string> places, http::GuardOptions guard,
           std::vector<std::string> stores)
    : guard_(std::move(guard)), bench_(std::move(places), std::move(stores)) {}

http::Response Desk::answer(const http::Request& request, const std::stop_token& stop) {
  auto access = http::check(request, guard_);
  if (!access.allowed) return std::move(access.answer);
  if (!request.path.starts_with(kApi)) return page(request);
  return not_kept(answered(bench_, request, stop));
}

std::optional<http::Response> Desk::quick(const http::Request& request) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool result = request.path.starts_with(kResults) &&
                      request.path.find('/', kResults.size()) == std::string::npos;
  const bool events = request.path.starts_with(kJobs) && request.path.ends_with(kEvents);
  const bool at_hand = !request.path.starts_with(kApi) || result || events;
  return reads && at_hand ? std::optional(answer(request, {})) : std::nullopt;
}

}  // namespace tandem::desk
