#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

/// The events of one topic, for any number of subscribers. Ids count from 1, without a gap.
namespace tandem::http {

/// Keeps the last events, so that whoever lost the connection goes on after the last that it has
/// seen. Any thread may call anything.
class EventLog {
 public:
  static constexpr std::size_t kKept = 1024;
  static constexpr std::size_t kKeptBytes = std::size_t{4} << 20;  ///< but the last event stays
  static constexpr std::size_t kMost = 64;                         ///< events of a batch

  /// Returns the id. @pre not closed; neither text has a line break; "reset" is no name of yours
  std::uint64_t append(std::string name, std::string data);
  /// No event comes after the last one; those who have seen it are done.
  void close();
  [[nodiscard]] bool closed() const;

  struct Batch {
    /// Encoded for the wire (text/event-stream), shared by all who read it.
    std::vector<std::shared_ptr<const std::string>> events;
    std::uint64_t last = 0;  ///< id of the last of them; as asked where there are none
    /// Some after `after` are no longer kept, or there never was one of that id: the first event
    /// is "reset", its data {"first": id of the next}, and all that is kept follows.
    bool lost = false;
    bool closed = false;  ///< nothing comes after them
  };
  /// What came after event `after`, 0 for all; at most kMost events.
  [[nodiscard]] Batch after(std::uint64_t after) const;

  /// Calls `wake` at each append and at close, on the thread that does it; never again once
  /// unsubscribed. It must be short and must not call this log.
  std::uint64_t subscribe(std::function<void()> wake);
  void unsubscribe(std::uint64_t subscription);

 private:
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const std::string>> kept_;
  std::size_t kept_bytes_ = 0;
  std::uint64_t last_ = 0;
  bool closed_ = false;
  std::map<std::uint64_t, std::function<void()>> wakes_;
  std::uint64_t subscriptions_ = 0;
};

}  // namespace tandem::http
