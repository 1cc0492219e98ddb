#include "tandem/base/sketch.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <functional>

namespace tandem {
namespace {

constexpr double kUnit = 0x1p24;
constexpr double kMost = 0x1p38;
constexpr double kNoise = 1e-6;
constexpr unsigned kDropped = 43;  // of the 52 bits of a fraction: 9 are left

std::int64_t key_of(double value) {
  if (std::abs(value) < kNoise) return 0;
  const auto bits = std::bit_cast<std::uint64_t>(std::abs(value));
  const auto key = static_cast<std::int64_t>(bits >> kDropped);
  return value < 0 ? -key : key;
}

/// The middle of a bucket.
double value_of(std::int64_t key) {
  if (key == 0) return 0;
  const auto bits = static_cast<std::uint64_t>(std::abs(key)) << kDropped;
  const auto size = std::bit_cast<double>(bits | (std::uint64_t{1} << (kDropped - 1)));
  return key < 0 ? -size : size;
}

/// Mean of the first `q` of all in the order of `range`.
template <class Range>
double tail(const Range& range, double all, double q) {
  double left = q * all;
  double sum = 0;
  for (const auto& [key, count] : range) {
    const double taken = std::min(left, static_cast<double>(count));
    sum += taken * value_of(key);
    left -= taken;
    if (left <= 0) break;
  }
  return sum / (q * all);
}

}  // namespace

Sketch::Sketch(const Contents& contents)
    : sum_(contents.sum), least_(contents.least), most_(contents.most) {
  for (const auto& [key, count] : contents.counts) {
    if (count == 0) continue;
    add(key, count);
    count_ += count;
  }
}

void Sketch::add(double value) {
  value = std::clamp(value, -kMost, kMost);
  add(key_of(value), 1);
  ++count_;
  const double units = value * kUnit;
  const auto whole = static_cast<std::int64_t>(units < 0 ? units - 0.5 : units + 0.5);  // rounded
  sum_ += whole;
  widen(whole, whole);
}

void Sketch::widen(std::int64_t least, std::int64_t most) {
  least_ = std::min(least_, least);
  most_ = std::max(most_, most);
}

double Sketch::within(double value) const {
  return std::clamp(value, static_cast<double>(least_) / kUnit, static_cast<double>(most_) / kUnit);
}

void Sketch::add(std::int64_t key, std::uint64_t count) {
  if (last_ < buckets_.size() && buckets_[last_].count > 0 && buckets_[last_].key == key) {
    buckets_[last_].count += count;
    return;
  }
  if (2 * (used_ + 1) > buckets_.size()) grow();
  const std::size_t mask = buckets_.size() - 1;
  constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15U;  // Fibonacci hashing, Knuth 1973
  auto at = static_cast<std::size_t>((static_cast<std::uint64_t>(key) * kSpread) >> 32U);
  for (at &= mask; buckets_[at].count > 0 && buckets_[at].key != key; at = (at + 1) & mask) {
  }
  if (buckets_[at].count == 0) ++used_;
  buckets_[at].key = key;
  buckets_[at].count += count;
  last_ = at;
}

void Sketch::grow() {
  std::vector<Bucket> old(buckets_.empty() ? 16 : 2 * buckets_.size());
  old.swap(buckets_);
  used_ = 0;
  for (const Bucket& bucket : old)
    if (bucket.count > 0) add(bucket.key, bucket.count);
}

void Sketch::merge(const Sketch& other) {
  for (const Bucket& bucket : other.buckets_)
    if (bucket.count > 0) add(bucket.key, bucket.count);
  count_ += other.count_;
  sum_ += other.sum_;
  widen(other.least_, other.most_);
}

double Sketch::mean() const {
  return count_ == 0 ? 0 : static_cast<double>(sum_) / kUnit / static_cast<double>(count_);
}

std::map<std::int64_t, std::uint64_t> Sketch::sorted() const {
  std::map<std::int64_t, std::uint64_t> all;
  for (const Bucket& bucket : buckets_)
    if (bucket.count > 0) all.emplace(bucket.key, bucket.count);
  return all;
}

double Sketch::quantile(double q) const {
  assert(count_ > 0);
  const double rank = q * static_cast<double>(count_);
  double below = 0;
  double last = 0;
  for (const auto& [key, count] : sorted()) {
    below += static_cast<double>(count);
    last = value_of(key);
    if (below >= rank) break;
  }
  return within(last);
}

double Sketch::lower_tail(double q) const {
  assert(count_ > 0);
  return within(tail(sorted(), static_cast<double>(count_), q));
}

double Sketch::upper_tail(double q) const {
  assert(count_ > 0);
  const auto all = sorted();
  const std::map<std::int64_t, std::uint64_t, std::greater<>> falling(all.begin(), all.end());
  return within(tail(falling, static_cast<double>(count_), q));
}

double Sketch::share_below(double value) const {
  std::uint64_t below = 0;
  for (const Bucket& bucket : buckets_)
    if (bucket.key < key_of(value)) below += bucket.count;
  return count_ == 0 ? 0 : static_cast<double>(below) / static_cast<double>(count_);
}

}  // namespace tandem
