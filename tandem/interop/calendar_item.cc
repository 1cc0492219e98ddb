#include "tandem/interop/calendar_item.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "tandem/base/width.h"
#include "tandem/interop/internal/content_lines.h"
#include "tandem/model/vocabulary.h"

namespace tandem::interop {
namespace {

constexpr std::array<std::string_view, 3> kFirmness{"CONFIRMED", "TENTATIVE", "CANCELLED"};

std::string_view class_of(model::Tlp tlp) {
  if (tlp <= model::Tlp::green) return "PUBLIC";
  return tlp == model::Tlp::red ? "PRIVATE" : "CONFIDENTIAL";
}

class CalendarWriter {
 public:
  explicit CalendarWriter(const CalendarHead& head) : head_(head) {}

  void begin() {
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", fmt::format("-//tandem//{}//EN", head_.product));
    line("CALSCALE", "GREGORIAN");
    text("NAME", head_.name);
    text("X-WR-CALNAME", head_.name);
    text("DESCRIPTION", head_.description);
  }

  void add(const CalendarItem& item) {
    line("BEGIN", item.day ? "VEVENT" : "VTODO");
    common(item);
    if (item.day)
      days(item);
    else
      line("STATUS", item.firmness == Firmness::cancelled ? "CANCELLED" : "NEEDS-ACTION");
    line("END", item.day ? "VEVENT" : "VTODO");
  }

  [[nodiscard]] std::string end() && {
    line("END", "VCALENDAR");
    return std::move(out_);
  }

 private:
  void line(std::string_view name, std::string_view value) {
    out_ += folded(fmt::format("{}:{}", name, value));
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) line(name, text_value(value));
  }

  /// What events and tasks have in common.
  void common(const CalendarItem& item) {
    text("UID", item.uid);
    line("DTSTAMP", head_.stamp);
    if (head_.sequence > 0) line("SEQUENCE", fmt::format("{}", head_.sequence));
    text("SUMMARY", item.summary);
    text("DESCRIPTION", item.description);
    line("CATEGORIES", text_list(item.categories));
    line("CLASS", class_of(item.label));
    if (!item.url.empty()) line("URL", printable(item.url));
    for (const std::string& uid : item.waits_for) text("RELATED-TO;RELTYPE=DEPENDS-ON", uid);
  }

  void days(const CalendarItem& item) {
    line("DTSTART;VALUE=DATE", basic_day(*item.day));
    // The end is the first day that is no longer part of it.
    if (item.last && *item.last > *item.day)
      line("DTEND;VALUE=DATE", basic_day(*item.last + std::chrono::days(1)));
    std::string more;
    for (const model::Day day : item.repeats)
      if (day != *item.day) more += (more.empty() ? "" : ",") + basic_day(day);
    if (!more.empty()) line("RDATE;VALUE=DATE", more);
    line("STATUS", model::word_of(item.firmness, kFirmness));
    line("TRANSP", "TRANSPARENT");
    for (const int before : item.alarms) alarm(before, item.summary);
  }

  void alarm(int before, const std::string& summary) {
    line("BEGIN", "VALARM");
    line("ACTION", "DISPLAY");
    text("DESCRIPTION", fmt::format("In {} day{}: {}", before, before == 1 ? "" : "s", summary));
    line("TRIGGER", fmt::format("{}P{}D", before > 0 ? "-" : "", before));
    line("END", "VALARM");
  }

  const CalendarHead& head_;
  std::string out_;
};

}  // namespace

std::string basic_day(model::Day day) {
  const Date date{day};
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string calendar_text(const CalendarHead& head, std::span<const CalendarItem> items) {
  CalendarWriter writer(head);
  writer.begin();
  for (const CalendarItem& item : items) writer.add(item);
  return std::move(writer).end();
}

}  // namespace tandem::interop
