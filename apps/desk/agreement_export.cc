#include "apps/desk/agreement_export.h"

#include <fmt/format.h>

#include <utility>

#include "apps/desk/route.h"
#include "tandem/base/id_text.h"
#include "tandem/casefile/obligations_table.h"
#include "tandem/interop/docx.h"
#include "tandem/interop/graph.h"
#include "tandem/interop/icalendar.h"
#include "tandem/model/timetable.h"
#include "tandem/report/agreement_html.h"

namespace tandem::desk {
namespace {

struct Made {
  std::string type;
  std::string bytes;
};

Result<Made> made(const casefile::AgreementFile& of, const std::string& format,
                  const interop::View& view) {
  if (format == "csv")
    return Made{"text/csv; charset=utf-8", casefile::write_obligations_csv(of.draft)};
  if (format == "ics") return Made{"text/calendar; charset=utf-8", interop::calendar(view).text};
  if (format == "dot") return Made{"text/vnd.graphviz; charset=utf-8", interop::graph_dot(view)};
  if (format == "html")
    return Made{"text/html; charset=utf-8",
                report::agreement_html(interop::agreement_text(view), "tandem " TANDEM_VERSION)};
  auto docx = interop::agreement_docx(interop::agreement_text(view));
  if (!docx) return tl::unexpected(std::move(docx.error()));
  return Made{"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              *std::move(docx)};
}

}  // namespace

Answer<http::Response> exported(const casefile::AgreementFile& of, const std::string& format,
                                const std::string& visible_to) {
  if (format == "csv" && visible_to != "red")
    return tl::unexpected(Refusal(422, "not-of-tables",
                                  "\"visible_to\" is not for a table, which holds every row",
                                  "leave it out, or export another format"));
  const model::Timetable dates = model::timetable(of.valid);
  const interop::View view(of.valid, dates, *interop::tlp_named(visible_to));
  auto file = made(of, format, view);
  if (!file) return tl::unexpected(Refusal(std::move(file.error())));
  const std::string id = as_id(of.valid.data().id);
  return download(std::move(file->bytes), std::move(file->type),
                  fmt::format("{}.{}", id.empty() ? "agreement" : id, format));
}

}  // namespace tandem::desk
