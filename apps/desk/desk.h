#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "apps/desk/workbench.h"
#include "apps/http/guard.h"
#include "apps/http/message.h"

/// The browser's side of tandem: pages, and an API for them and for others.
namespace tandem::desk {

class Desk {
 public:
  /// @param places   as of Shelf
  /// @param stores   as of LedgerShelf
  Desk(std::vector<std::string> places, http::GuardOptions guard,
       std::vector<std::string> stores = {});

  /// Whatever is asked: the guard, then a page or what the API says.
  [[nodiscard]] http::Response answer(const http::Request& request, const std::stop_token& stop);
  /// The same of what is at hand, without waiting for anything; nothing: ask answer().
  [[nodiscard]] std::optional<http::Response> quick(const http::Request& request);

  /// Stops the jobs, so that their streams end.
  void stop() { bench_.jobs.stop(); }

  [[nodiscard]] Workbench& bench() { return bench_; }

 private:
  http::GuardOptions guard_;
  Workbench bench_;
};

}  // namespace tandem::desk
