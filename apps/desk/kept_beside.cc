#include "apps/desk/kept_beside.h"

#include <fmt/format.h>

#include <system_error>

#include "apps/files/write.h"
#include "tandem/base/id_text.h"

namespace tandem::desk {

Answer<std::string> file_name_of(const Call& call) {
  const std::string& name = call.part("name");
  if (is_id(name)) return name;
  const std::string near = as_id(name);
  return tl::unexpected(
      Refusal(422, "name", fmt::format("'{}' cannot be the name of a file", name),
              near.empty() ? "use letters, digits and dashes" : fmt::format("use '{}'", near)));
}

Answer<http::Response> write_beside(const std::filesystem::path& path, const std::string& text,
                                    bool replace, const Json& answer) {
  std::error_code failed;
  const bool exists = std::filesystem::exists(path, failed);
  if (exists && !replace)
    return tl::unexpected(Refusal(409, "exists", fmt::format("{} exists already", path.string()),
                                  "choose another name, or send \"replace\": true"));
  std::filesystem::create_directories(path.parent_path(), failed);
  if (!files::write_file(path.string(), text))
    return tl::unexpected(Refusal(files::unwritable(path.string())));
  return json_answer(answer);
}

schema::Member replace_member() {
  return schema::otherwise(
      "replace", schema::about(schema::flag(), "whether one of that name may be written over"),
      false);
}

}  // namespace tandem::desk
