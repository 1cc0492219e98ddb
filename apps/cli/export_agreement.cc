#include "apps/cli/export_agreement.h"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/args.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/files/write.h"
#include "tandem/base/findings.h"
#include "tandem/base/number.h"
#include "tandem/interop/docx.h"
#include "tandem/interop/graph.h"
#include "tandem/interop/icalendar.h"
#include "tandem/report/agreement_html.h"

namespace tandem::cli {
namespace {

constexpr std::string_view kFormats[] = {"calendar", "docx", "html", "dot"};

/// An option of some formats, and which.
struct OptionOf {
  ArgSpec option;
  std::string_view formats;
};
constexpr OptionOf kOptions[] = {{kVisibleArg, "--calendar, --docx, --html and --dot"},
                                 {kAlarmsArg, "--calendar"},
                                 {kClusterArg, "--dot"}};

struct Asked {
  model::Tlp up_to = model::Tlp::red;
  interop::CalendarOptions calendar;
  interop::Cluster cluster = interop::Cluster::phase;
};

bool asks(const Args& args, std::string_view format) {
  return format == "docx" ? args.has(format) : args.flag(format);
}

/// Every mistake at once, or what is asked.
Result<Asked> asked_of(const Args& args) {
  Asked asked;
  Findings found;
  int formats = 0;
  for (const std::string_view format : kFormats) formats += asks(args, format) ? 1 : 0;
  if (formats > 1)
    found.add({}, "several-formats", "--calendar, --docx, --html and --dot exclude each other",
              "run export once for each");
  if (const auto tlp = interop::tlp_named(args.text("visible-to")))
    asked.up_to = *tlp;
  else
    found.add({}, "unknown-level", fmt::format("no level '{}'", args.text("visible-to")),
              "give clear, green, amber, amber-strict or red");
  if (auto days = alarm_days(args.text("alarms")))
    asked.calendar.alarms = *std::move(days);
  else
    found.add({}, "bad-alarms",
              fmt::format("--alarms '{}' is no list of days", args.text("alarms")),
              "write days with commas, such as 30,7, or none");
  const std::string& by = args.text("cluster");
  if (by != "phase" && by != "actor")
    found.add({}, "unknown-cluster", fmt::format("cannot cluster by '{}'", by),
              "give phase or actor");
  if (by == "actor") asked.cluster = interop::Cluster::actor;
  if (found.empty()) return asked;
  return tl::unexpected(
      Error{Errc::invalid_input, "cannot tell what to export", std::move(found).in_file_order()});
}

int print(const Args& args, const Streams& io, const interop::View& view, std::string_view format,
          const std::string& text, const Json& more = Json::object()) {
  if (!args.json()) {
    io.out << text;
    return kFine;
  }
  Json answer{{format, text}};
  answer.update(more);
  answer["left_out"] = view.left_out();
  write_json(io.out, answer);
  return kFine;
}

int print_calendar(const Args& args, const Streams& io, const interop::View& view,
                   const Asked& asked) {
  const interop::Calendar made = interop::calendar(view, asked.calendar);
  return print(args, io, view, "calendar", made.text,
               {{"events", made.events}, {"todos", made.todos}, {"standing", made.standing}});
}

int write_docx(const Args& args, const Streams& io, const interop::View& view) {
  const std::string& path = args.text("docx");
  const auto made = interop::agreement_docx(interop::agreement_text(view));
  if (!made || !files::write_file(path, *made)) {
    report_error(made ? files::unwritable(path) : made.error(), args, io);
    return kBadInput;
  }
  if (args.json()) {
    write_json(
        io.out,
        {{"docx", path}, {"obligations", view.shown().size()}, {"left_out", view.left_out()}});
    return kFine;
  }
  const std::string hidden = view.left_out_words();
  io.out << path << ": " << interop::obligations_counted(view.shown().size())
         << (hidden.empty() ? "." : ". " + hidden) << "\n";
  return kFine;
}

}  // namespace

std::optional<std::vector<int>> alarm_days(std::string_view list) {
  std::vector<int> days;
  if (list == "none") return days;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const auto day = number_of<int>(list.substr(at, end - at));
    if (!day || *day < 0) return std::nullopt;
    days.push_back(*day);
    at = end + 1;
  }
  return days;
}

std::optional<Error> refuse_format_options(const Args& args) {
  Findings found;
  for (const auto& [option, formats] : kOptions)
    if (args.text(key_of(option)) != option.otherwise)
      found.add({}, "not-of-tables",
                fmt::format("{} belongs to {}; a table holds every row", option.name, formats),
                "leave it out, or export what it belongs to");
  if (found.empty()) return std::nullopt;
  return Error{Errc::invalid_input, "cannot tell what to export", std::move(found).in_file_order()};
}

bool asks_for_agreement(const Args& args) {
  for (const std::string_view format : kFormats)
    if (asks(args, format)) return true;
  return false;
}

int export_agreement(const Args& args, const Streams& io, std::string_view name) {
  const auto asked = asked_of(args);
  if (!asked) {
    report_error(asked.error(), args, io);
    return kBadInput;
  }
  const auto loaded = load_agreement_argument(args, io, name);
  if (!loaded) return kBadInput;
  const model::Timetable dates = model::timetable(loaded->valid);
  const interop::View view(loaded->valid, dates, asked->up_to);
  if (args.has("docx")) return write_docx(args, io, view);
  if (args.flag("calendar")) return print_calendar(args, io, view, *asked);
  if (args.flag("dot"))
    return print(args, io, view, "dot", interop::graph_dot(view, asked->cluster));
  return print(args, io, view, "html",
               report::agreement_html(interop::agreement_text(view), "tandem " TANDEM_VERSION));
}

}  // namespace tandem::cli
