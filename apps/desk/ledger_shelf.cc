#include "apps/desk/ledger_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "tandem/base/findings.h"
#include "tandem/base/id_text.h"

namespace tandem::desk {
namespace {

namespace fs = std::filesystem;

/// The same for every way of writing the path of one file; of a server its whole address, since
/// that may name another host or port in its options.
std::string known_by(const LedgerPlace& place) {
  if (place.kind == LedgerPlace::Kind::server) return place.address;
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(place.address, ignored), ignored).string();
}

/// Whether `inner` is `outer`, or in it.
bool lies_in(const fs::path& inner, const fs::path& outer) {
  const auto [end, unused] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return end == outer.end();
}

}  // namespace

std::vector<Refusal> LedgerShelf::unknown_addresses() const {
  std::vector<Refusal> wrong;
  for (const std::string& address : addresses_)
    if (auto place = place_of(address); !place) wrong.push_back(std::move(place.error()));
  return wrong;
}

std::vector<LedgerPlace> LedgerShelf::places() const {
  std::vector<LedgerPlace> given;
  for (const std::string& address : addresses_)
    if (auto place = place_of(address)) given.push_back(*std::move(place));
  std::vector<LedgerPlace> found;
  for (const std::string& folder : cases_.folders())
    for (const files::LedgerFile& one : files::list_ledgers(folder)) found.push_back(place_of(one));
  for (const Shelved& one : cases_.known())
    for (const files::LedgerFile& beside : files::ledgers_beside(one.folder))
      found.push_back(place_of(beside));
  std::ranges::stable_sort(found, {}, &LedgerPlace::kind);
  std::ranges::move(found, std::back_inserter(given));
  std::set<std::string> seen;
  std::erase_if(given, [&](const LedgerPlace& one) { return !seen.insert(known_by(one)).second; });
  return given;
}

LedgerShelf::Kept LedgerShelf::kept(const LedgerPlace& place) {
  std::string& key = keys_of_[known_by(place)];
  if (key.empty()) {
    const std::string id = as_id(place.name);
    const std::string wish = id.empty() ? "ledger" : id;
    key = wish;
    for (int n = 2; by_key_.contains(key); ++n) key = fmt::format("{}-{}", wish, n);
    by_key_[key] = std::make_shared<KeptLedger>(key, place);
  }
  return by_key_[key];
}

std::vector<LedgerShelf::Kept> LedgerShelf::list() {
  const std::vector<LedgerPlace> all = places();
  const std::scoped_lock lock(mutex_);
  std::vector<Kept> listed;
  for (const LedgerPlace& one : all) listed.push_back(kept(one));
  return listed;
}

Answer<LedgerShelf::Kept> LedgerShelf::find(const std::string& key) {
  const auto known = [&]() -> Kept {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
  };
  if (Kept found = known()) return found;
  std::vector<std::string> keys;
  for (const Kept& one : list()) keys.push_back(one->key());
  if (Kept found = known()) return found;
  return tl::unexpected(Refusal(404, "not-found", fmt::format("there is no ledger '{}' here", key),
                                did_you_mean(key, keys, "GET /api/v1/ledgers lists them")));
}

std::string case_of_ledger(const LedgerPlace& place, const std::string& agreement_of,
                           const std::vector<Shelved>& cases) {
  const Shelved* nearest = nullptr;
  std::size_t depth = 0;
  if (place.kind != LedgerPlace::Kind::server) {
    std::error_code ignored;
    const fs::path folder = fs::path(known_by(place)).parent_path();
    for (const Shelved& one : cases) {
      const fs::path of = fs::weakly_canonical(fs::absolute(one.folder, ignored), ignored);
      const auto length = static_cast<std::size_t>(std::distance(of.begin(), of.end()));
      if (length > depth && lies_in(folder, of)) {
        nearest = &one;
        depth = length;
      }
    }
  }
  const auto is_named = [&](const Shelved& one) {
    return !agreement_of.empty() && !one.agreement && one.id == agreement_of;
  };
  if (nearest != nullptr && is_named(*nearest)) return nearest->key;
  const auto named = std::ranges::find_if(cases, is_named);
  if (named != cases.end()) return named->key;
  return nearest == nullptr ? std::string() : nearest->key;
}

}  // namespace tandem::desk
