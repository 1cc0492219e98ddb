#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace tandem::desk {

/// The values that were asked for last, as many as are allowed. Any thread may call anything.
template <class Value>
class Lru {
 public:
  /// @param most   values
  /// @param bytes  of all together, as they were said to be
  explicit Lru(std::size_t most, std::size_t bytes = static_cast<std::size_t>(-1))
      : most_(most), most_bytes_(bytes) {}

  [[nodiscard]] std::optional<Value> get(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return std::nullopt;
    order_.splice(order_.begin(), order_, found->second);
    return order_.front().value;
  }

  /// One that is there is replaced. The last one stays whatever its size.
  void put(const std::string& key, Value value, std::size_t bytes = 0) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
    order_.push_front({key, std::move(value), bytes});
    by_key_[key] = order_.begin();
    bytes_ += bytes;
    while (order_.size() > 1 && (order_.size() > most_ || bytes_ > most_bytes_))
      drop(std::prev(order_.end()));
  }

  [[nodiscard]] std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return order_.size();
  }

 private:
  struct Kept {
    std::string key;
    Value value;
    std::size_t bytes;
  };
  using Place = typename std::list<Kept>::iterator;

  void drop(Place place) {
    bytes_ -= place->bytes;
    by_key_.erase(place->key);
    order_.erase(place);
  }

  std::size_t most_;
  std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::list<Kept> order_;  // the one asked for last comes first
  std::map<std::string, Place> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace tandem::desk
