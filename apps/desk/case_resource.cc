#include <fmt/format.h>

#include <utility>

#include "apps/desk/bodies.h"
#include "apps/desk/case_view.h"
#include "apps/desk/hash.h"
#include "apps/desk/resources.h"
#include "apps/files/write.h"
#include "tandem/base/line_diff.h"

namespace tandem::desk {
namespace {

Answer<http::Response> show_case(Workbench& bench, const Call& call) {
  const auto on_disk = bench.read(call.part("key"));
  if (!on_disk) return tl::unexpected(on_disk.error());
  return json_answer(case_view(bench, *on_disk, on_disk->text));
}

std::string patch_of(const OnDisk& on_disk, const std::string& text) {
  return unified_diff(on_disk.text, text, on_disk.shelved.file);
}

Answer<http::Response> check_case(Workbench& bench, const Call& call) {
  const auto on_disk = bench.read(call.part("key"));
  if (!on_disk) return tl::unexpected(on_disk.error());
  std::string text;
  Json changes = call.body["changes"];
  if (call.body.contains("text")) {
    text = call.body["text"].get<std::string>();
    changes = changes_json(casefile::changes_between(on_disk->text, text));
  } else {
    const auto changed = bench.changed(*on_disk, changes);
    if (!changed) return tl::unexpected(changed.error());
    text = **changed;
  }
  Json view = case_view(bench, *on_disk, text);
  view["changes"] = std::move(changes);
  view["patch"] = patch_of(*on_disk, text);
  return json_answer(view);
}

/// Why what a save would write is refused: mistakes that the file does not have now.
std::optional<Refusal> refuse_mistakes(Workbench& bench, const OnDisk& on_disk,
                                       const std::string& text) {
  if (on_disk.shelved.agreement) return std::nullopt;
  const auto after = bench.open(on_disk.shelved.file, text);
  if (after || !bench.open(on_disk.shelved.file, on_disk.text)) return std::nullopt;
  return Refusal(422, "not-a-case", "with these changes the file would have mistakes",
                 "mend them, or keep the changes as a scenario", after.error().details);
}

Answer<http::Response> save_case(Workbench& bench, const Call& call) {
  const auto writing = bench.writing();
  const auto on_disk = bench.read(call.part("key"));
  if (!on_disk) return tl::unexpected(on_disk.error());
  if (on_disk->revision != call.body["revision"].get<std::string>())
    return tl::unexpected(
        Refusal(409, "changed-on-disk",
                fmt::format("{} is no longer what the changes were made to", on_disk->shelved.file),
                "read it again, and look at the changes once more"));
  const auto text = bench.changed(*on_disk, call.body["changes"]);
  if (!text) return tl::unexpected(text.error());
  if (auto refused = refuse_mistakes(bench, *on_disk, **text))
    return tl::unexpected(*std::move(refused));
  if (!files::write_file(on_disk->shelved.file, **text))
    return tl::unexpected(Refusal(files::unwritable(on_disk->shelved.file)));
  return json_answer({{"revision", hash_of({**text})}, {"patch", patch_of(*on_disk, **text)}});
}

}  // namespace

std::vector<Route> case_routes() {
  Route show{.method = "GET",
             .path = "/api/v1/cases/{key}",
             .summary = "A case: its text, its mistakes, everything in it"};
  show.answer = case_view_schema();
  show.handle = show_case;

  Route check{.method = "POST",
              .path = "/api/v1/cases/{key}/check",
              .summary = "The same of a changed text, and what would change in the file",
              .about = "A whole text is turned into changes."};
  check.body = bodies::work({schema::maybe("text", schema::text())});
  check.answer = case_view_schema({{"changes", schema::list_of(schema::ref("Change"))},
                                   {"patch", schema::about(schema::text(), "a unified diff")}});
  check.handle = check_case;

  Route save{.method = "POST",
             .path = "/api/v1/cases/{key}/save",
             .summary = "Make the changes in the file",
             .about =
                 "Comments and order stay. Refused where the file is no longer of that revision "
                 "(409), and where it would get mistakes that it does not have.",
             .writes = true};
  save.body = bodies::work({{"revision", schema::text()}, {"confirm", schema::constant(true)}});
  save.answer = schema::object({{"revision", schema::text()}, {"patch", schema::text()}});
  save.handle = save_case;
  return {std::move(show), std::move(check), std::move(save)};
}

}  // namespace tandem::desk
