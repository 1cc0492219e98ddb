#include "tandem/interop/internal/zip.h"

#include <zip.h>

#include <memory>

namespace tandem::interop {
namespace {

constexpr zip_uint16_t kFirstDosDay = 0x0021;  // 1 January 1980

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;

tl::unexpected<Error> failed(const char* why) {
  return tl::unexpected(Error{Errc::internal, std::string("cannot make the archive: ") + why});
}

bool add(zip_t* archive, const ZipEntry& entry) {
  zip_source_t* bytes = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
  if (bytes == nullptr) return false;
  const zip_int64_t at = zip_file_add(archive, entry.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
  if (at < 0) {
    zip_source_free(bytes);
    return false;
  }
  const auto index = static_cast<zip_uint64_t>(at);
  return zip_set_file_compression(archive, index, ZIP_CM_STORE, 0) == 0 &&
         zip_file_set_dostime(archive, index, 0, kFirstDosDay, 0) == 0;
}

Result<std::string> bytes_of(zip_source_t* source) {
  if (zip_source_open(source) != 0) return failed(zip_error_strerror(zip_source_error(source)));
  zip_source_seek(source, 0, SEEK_END);
  const zip_int64_t size = zip_source_tell(source);
  zip_source_seek(source, 0, SEEK_SET);
  std::string bytes(static_cast<std::size_t>(size < 0 ? 0 : size), '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (size < 0 || read != size) return failed("it cannot be read back");
  return bytes;
}

}  // namespace

Result<std::string> zipped(std::span<const ZipEntry> entries) {
  zip_error_t error;
  zip_error_init(&error);
  const Source target(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!target) return failed(zip_error_strerror(&error));
  zip_source_keep(target.get());  // the archive frees one of the two
  Archive archive(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!archive) {
    zip_source_free(target.get());
    return failed(zip_error_strerror(&error));
  }
  for (const ZipEntry& entry : entries)
    if (!add(archive.get(), entry)) return failed(zip_strerror(archive.get()));
  if (zip_close(archive.get()) != 0) return failed(zip_strerror(archive.get()));
  static_cast<void>(archive.release());
  return bytes_of(target.get());
}

}  // namespace tandem::interop
