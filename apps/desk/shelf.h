#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "apps/desk/refusal.h"

/// The cases that a desk shows, each under a key that is good for an address.
namespace tandem::desk {

struct Shelved {
  std::string key;
  bool agreement = false;  ///< a text without a case beside it
  std::string folder;      ///< as it was given or found
  std::string file;        ///< of the case, or of the agreement
  std::string id;          ///< empty where it cannot be read
  std::string title;
  std::size_t size = 0;  ///< measures, or obligations
  int phases = 0;
  bool readable = true;
};

class Shelf {
 public:
  /// @param places  cases and folders of cases, as paths or as names in the library; none: the
  ///                whole library
  explicit Shelf(std::vector<std::string> places);

  /// Every place that is none.
  [[nodiscard]] std::vector<Refusal> unknown_places() const;

  /// The folders that are looked through.
  [[nodiscard]] std::vector<std::string> folders() const;
  /// Looks again at what is there.
  [[nodiscard]] std::vector<Shelved> list();
  /// As it was looked at last; where nothing was found then, looks again.
  [[nodiscard]] std::vector<Shelved> known();
  /// Errors: not-found, with what was probably meant.
  [[nodiscard]] Answer<Shelved> find(const std::string& key);

 private:
  std::vector<std::string> places_;
  std::mutex mutex_;
  std::vector<Shelved> known_;
};

}  // namespace tandem::desk
