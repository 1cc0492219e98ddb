#include "apps/desk/hash.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace tandem::desk {

std::string hash_of(std::initializer_list<std::string_view> texts) {
  constexpr std::size_t kBytes = 16;
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  bool well = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  const auto add = [&](std::string_view text) {
    well = well && EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1;
  };
  for (const std::string_view text : texts) {
    add(fmt::format("{}:", text.size()));  // so that no two lists run into the same bytes
    add(text);
  }
  well = well && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  if (!well) throw std::runtime_error("no SHA-256");
  std::string name;
  for (std::size_t k = 0; k < kBytes; ++k)
    fmt::format_to(std::back_inserter(name), "{:02x}", digest[k]);
  return name;
}

std::string canonical(const nlohmann::ordered_json& value) {
  return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace tandem::desk
