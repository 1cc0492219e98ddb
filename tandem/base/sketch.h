#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

namespace tandem {

/// A distribution in little memory, however many values it is made of: counts of values in buckets
/// 0.2 % wide (values nearer to zero than 1e-6 count as zero), and their exact sum in units of
/// 2^-24. Adding and merging in any order gives the same. Values beyond 2^38 count as that.
class Sketch {
 public:
  __extension__ using Sum = __int128;
  /// All that it holds.
  struct Contents {
    Sum sum = 0;             ///< of all values, units of 2^-24
    std::int64_t least = 0;  ///< value, the same units
    std::int64_t most = 0;
    std::map<std::int64_t, std::uint64_t> counts;  ///< by bucket, in the order of values
  };

  Sketch() = default;
  explicit Sketch(const Contents& contents);

  void add(double value);
  void merge(const Sketch& other);
  [[nodiscard]] Contents contents() const { return {sum_, least_, most_, sorted()}; }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double mean() const;  ///< 0 without values
  /// Value that the share `q` of all does not exceed; none below the least nor above the most of
  /// them. @pre count() > 0 and q in [0, 1]
  [[nodiscard]] double quantile(double q) const;
  /// Mean of the lowest share `q` of all. @pre count() > 0 and q in (0, 1]
  /// Source: conditional value at risk, Rockafellar and Uryasev 2000.
  [[nodiscard]] double lower_tail(double q) const;
  /// Mean of the highest share `q` of all.
  [[nodiscard]] double upper_tail(double q) const;
  [[nodiscard]] double share_below(double value) const;  ///< to a bucket

 private:
  [[nodiscard]] std::map<std::int64_t, std::uint64_t> sorted() const;

  struct Bucket {
    std::int64_t key = 0;     // in the order of values
    std::uint64_t count = 0;  // 0: free
  };
  void add(std::int64_t key, std::uint64_t count);
  void widen(std::int64_t least, std::int64_t most);
  [[nodiscard]] double within(double value) const;
  void grow();

  std::vector<Bucket> buckets_;  // by open addressing; a power of two, never full
  std::size_t used_ = 0;
  std::size_t last_ = 0;  // bucket that a value went to: the next often goes there too
  std::uint64_t count_ = 0;
  Sum sum_ = 0;
  std::int64_t least_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t most_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace tandem
