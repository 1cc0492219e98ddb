#include "tests/ledger/naive_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "tandem/model/vocabulary.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

using std::chrono::sys_days;

bool acts(const std::string& of, const std::string& by) {
  if (of == "A1") return by == "north";
  if (of == "B1") return by == "south";
  return by == "north" || by == "south" || by == "both";
}

bool is_pause(EventKind kind) {
  return kind == EventKind::suspended || kind == EventKind::withdrawn || kind == EventKind::resumed;
}

std::string line(const std::string& id, std::string_view reported, std::string_view verification,
                 double share, double verified, std::optional<Date> started,
                 std::optional<Date> done, sys_days due, sys_days original,
                 const std::vector<std::string>& contested, const std::set<std::string>& paused,
                 std::size_t incidents) {
  const auto day = [](std::optional<Date> date) { return date ? format_date(*date) : "-"; };
  return fmt::format("{} {} {} {} {} {} {} {} {} [{}] [{}] {}", id, reported, verification, share,
                     verified, day(started), day(done), day(Date{due}), day(Date{original}),
                     fmt::join(contested, ","), fmt::join(paused, ","), incidents);
}

}  // namespace

std::string naive_text(const Days& days) {
  return fmt::format(R"(tandem: 1
agreement: naive
title: A naive agreement
actors:
  north: {{name: North}}
  south: {{name: South}}
  both: {{name: both of them, members: [north, south]}}
  board: {{name: Board, role: body}}
obligations:
  A1: {{title: North opens the road, actors: [north], counterparts: [board], trigger: by {}}}
  B1: {{title: South sends grain, actors: [south], counterparts: [north], trigger: by 2027-04-01}}
  J1: {{title: Both count, actors: [both], counterparts: [board], trigger: by {}}}
)",
                     format_date(days[0]), format_date(days[1]));
}

bool NaiveRecord::corrected(std::size_t k, std::size_t until) const {
  for (std::size_t other = 0; other < until; ++other)
    if (event(other).kind == EventKind::corrected && event(other).to == k + 1) return true;
  return false;
}

bool NaiveRecord::acceded(const std::string& actor) const {
  for (std::size_t k = 0; k < size(); ++k)
    if (event(k).kind == EventKind::acceded && event(k).by == actor && !corrected(k, size()))
      return true;
  return false;
}

bool NaiveRecord::known(const std::string& actor) const {
  static const std::set<std::string> kListed{"keeper", "north", "south", "both", "board"};
  return kListed.contains(actor) || acceded(actor);
}

EventKind NaiveRecord::pause(const std::string& actor, const std::string& of, Date day,
                             std::size_t until) const {
  EventKind last = EventKind::resumed;
  Date when = date("0001-01-01");
  for (std::size_t k = 0; k < until; ++k) {
    const Event& e = event(k);
    const bool about_it = e.of.empty() || e.of == of;
    if (!is_pause(e.kind) || e.by != actor || !about_it || e.on > day || e.on < when) continue;
    if (corrected(k, until)) continue;
    last = e.kind;
    when = e.on;
  }
  return last;
}

std::vector<std::string> NaiveRecord::asked(std::size_t proposal) const {
  const Said& one = said_[proposal];
  if (one.event.kind == EventKind::signed_text) return {};
  std::size_t base = 1;
  for (std::size_t k = 2; k < proposal; ++k)
    if (event(k).kind == EventKind::amended && fate(k, proposal) == 'a') base = k;
  std::vector<std::string> some;
  if (one.days[0] != said_[base].days[0]) some = {"north"};
  if (one.days[1] != said_[base].days[1]) some = {"north", "south"};
  std::erase_if(some, [&](const std::string& party) {
    const Date recorded = std::chrono::floor<std::chrono::days>(one.event.at);
    return pause(party, "", one.event.on, proposal) == EventKind::withdrawn &&
           pause(party, "", recorded, proposal) == EventKind::withdrawn;
  });
  return some;
}

char NaiveRecord::fate(std::size_t proposal, std::size_t until) const {
  auto open = asked(proposal);
  std::erase(open, event(proposal).by);
  for (std::size_t k = proposal + 1; k < until; ++k) {
    if (event(k).to != proposal + 1) continue;
    if (event(k).kind == EventKind::refused) return 'r';
    if (event(k).kind == EventKind::consented) std::erase(open, event(k).by);
  }
  return open.empty() ? 'a' : 'p';
}

std::string NaiveRecord::about(std::size_t k) const {
  const Event& e = event(k);
  if (e.kind == EventKind::opened) return "";
  if (!e.of.empty() || e.to == 0) return e.of;
  return about(e.to - 1);
}

bool NaiveRecord::takes_answer(const Event& e) const {
  const Event& to = event(e.to - 1);
  const bool proposes = to.kind == EventKind::amended || to.kind == EventKind::signed_text;
  if (!proposes || fate(e.to - 1, size()) != 'p') return false;
  if (e.kind == EventKind::refused && e.by == to.by) return true;
  const auto some = asked(e.to - 1);
  if (std::ranges::count(some, e.by) == 0 || e.by == to.by || e.on < to.on) return false;
  for (std::size_t k = e.to; k < size(); ++k)
    if (event(k).kind == EventKind::consented && event(k).to == e.to && event(k).by == e.by)
      return false;
  return true;
}

bool NaiveRecord::takes_finding(const Event& e) const {
  bool own = false;
  bool others = false;
  for (std::size_t k = 0; k < size(); ++k) {
    if (event(k).kind != EventKind::reported || event(k).of != e.of || corrected(k, size()))
      continue;
    if (event(k).by == e.by)
      own = true;
    else if (event(k).by != "keeper")
      others = true;
  }
  if (own || (!others && acts(e.of, e.by))) return false;
  return e.to == 0 || (event(e.to - 1).kind == EventKind::reported && event(e.to - 1).of == e.of);
}

bool NaiveRecord::takes_contest(const Event& e) const {
  const Event& to = event(e.to - 1);
  if (to.kind != EventKind::reported && to.kind != EventKind::verified) return false;
  if ((!e.of.empty() && e.of != to.of) || to.by == e.by || e.on < to.on) return false;
  for (std::size_t k = 0; k < size(); ++k)
    if (event(k).kind == EventKind::contested && event(k).to == e.to && event(k).by == e.by &&
        !corrected(k, size()))
      return false;
  return true;
}

bool NaiveRecord::closed(std::size_t raised, const Order& seen) const {
  return std::ranges::any_of(seen, [&](std::size_t k) {
    const Event& e = event(k);
    return e.kind == EventKind::dispute && e.step != DisputeStep::raised && e.to == raised + 1 &&
           (e.step == DisputeStep::settled || e.step == DisputeStep::unsettled);
  });
}

bool NaiveRecord::takes_step(const Event& e) const {
  if (e.step == DisputeStep::raised) return true;
  if (e.to == 0) return false;
  const Event& to = event(e.to - 1);
  if (to.kind != EventKind::dispute || to.step != DisputeStep::raised || e.on < to.on) return false;
  if (!e.of.empty() && e.of != about(e.to - 1)) return false;
  Order counted;
  for (std::size_t k = 0; k < size(); ++k)
    if (!corrected(k, size())) counted.push_back(k);
  return !closed(e.to - 1, counted);
}

bool NaiveRecord::takes_resumption(const Event& e) const {
  if (!e.of.empty()) return pause(e.by, e.of, e.on, size()) != EventKind::resumed;
  return std::ranges::any_of(
      std::vector<std::string>{"", "A1", "B1", "J1"},
      [&](const std::string& of) { return pause(e.by, of, e.on, size()) != EventKind::resumed; });
}

bool NaiveRecord::takes_correction(const Event& e) const {
  const Event& to = event(e.to - 1);
  static const std::set<EventKind> kFixed{EventKind::opened,  EventKind::signed_text,
                                          EventKind::amended, EventKind::consented,
                                          EventKind::refused, EventKind::corrected};
  return !kFixed.contains(to.kind) && (to.by == e.by || e.by == "keeper");
}

bool NaiveRecord::takes(const Said& next) const {
  const Event& e = next.event;
  const sys_days today = std::chrono::floor<std::chrono::days>(e.at);
  const bool ahead = sys_days{e.on} > today + std::chrono::days{1};
  if (size() == 0) return e.kind == EventKind::opened && !ahead;
  if (size() == 1) return e.kind == EventKind::signed_text && e.at >= event(0).at;
  if (e.kind == EventKind::opened || e.kind == EventKind::signed_text) return false;
  if (e.at < event(size() - 1).at) return false;
  if (e.kind != EventKind::amended && ahead) return false;
  const bool answers = e.kind == EventKind::consented || e.kind == EventKind::refused;
  if (e.kind == EventKind::acceded) return (!known(e.by) || e.by == "keeper") && !acceded(e.by);
  if (!answers && !known(e.by)) return false;
  if (!e.of.empty() && e.of != "A1" && e.of != "B1" && e.of != "J1") return false;
  if (e.to > size() || (e.to != 0 && corrected(e.to - 1, size()))) return false;
  switch (e.kind) {
    case EventKind::amended:
      for (std::size_t k = 2; k < size(); ++k)
        if (event(k).kind == EventKind::amended && fate(k, size()) == 'p') return false;
      return true;
    case EventKind::consented:
    case EventKind::refused:
      return takes_answer(e);
    case EventKind::started:
    case EventKind::reported:
      return e.by == "keeper" || acts(e.of, e.by);
    case EventKind::verified:
      return takes_finding(e);
    case EventKind::contested:
      return takes_contest(e);
    case EventKind::dispute:
      return takes_step(e);
    case EventKind::suspended:
    case EventKind::withdrawn:
      return e.of.empty() || acts(e.of, e.by);
    case EventKind::resumed:
      return (e.of.empty() || acts(e.of, e.by)) && takes_resumption(e);
    case EventKind::corrected:
      return takes_correction(e);
    default:
      return true;
  }
}

std::size_t NaiveRecord::in_force(std::size_t until, Date day) const {
  std::size_t last = 0;
  for (std::size_t k = 1; k < until; ++k) {
    const bool text =
        event(k).kind == EventKind::signed_text || event(k).kind == EventKind::amended;
    const auto from = text ? since(k, until) : std::nullopt;
    if (from && *from <= day) last = k;
  }
  return last;
}

std::string NaiveRecord::obligation_line(const std::string& of, const Order& seen,
                                         std::size_t until, Date day) const {
  std::optional<Date> started;
  std::optional<Date> done;
  double share = 0;
  double verified = 0;
  std::size_t report = size();
  std::size_t finding = size();
  bool claims = false;
  std::size_t incidents = 0;
  for (const std::size_t k : seen) {
    const Event& e = event(k);
    if (e.of != of) continue;
    if (e.kind == EventKind::incident) ++incidents;
    if ((e.kind == EventKind::started || e.kind == EventKind::reported) && !started) started = e.on;
    if (e.kind == EventKind::reported) {
      report = k;
      share = e.share;
      if (share < 1) done.reset();
      if (share == 1 && !done) done = e.on;
      claims = finding == size() || share > verified;
    }
    if (e.kind == EventKind::verified) {
      finding = k;
      claims = false;
      verified = 0;
      if (e.finding == Finding::met) verified = report == size() ? 1 : share;
    }
  }
  // A report, or the last finding, that is denied: by whom, until a finding comes after that.
  std::vector<std::string> contested;
  const auto before = [&](std::size_t a, std::size_t b) {
    return std::ranges::find(seen, a) < std::ranges::find(seen, b);
  };
  for (const std::size_t k : seen) {
    const Event& e = event(k);
    if (e.kind != EventKind::contested) continue;
    const std::size_t to = e.to - 1;
    if (event(to).of != of || std::ranges::find(seen, to) == seen.end()) continue;
    bool stands = finding == size() || before(finding, k);
    if (event(to).kind == EventKind::verified) stands = stands && to == finding;
    std::size_t said = size();  // the last report by then
    for (const std::size_t other : seen)
      if (event(other).kind == EventKind::reported && event(other).of == of && before(other, k))
        said = other;
    if (event(to).kind == EventKind::reported && to != said && finding != size())
      stands = stands && before(finding, to);
    for (const std::size_t r : seen)
      if (event(r).kind == EventKind::dispute && event(r).step == DisputeStep::raised &&
          (event(r).to == k + 1 || event(r).to == to + 1))
        for (const std::size_t s : seen)
          if (event(s).kind == EventKind::dispute && event(s).step == DisputeStep::settled &&
              event(s).to == r + 1 && before(k, s) &&
              (event(s).by == e.by || (event(s).by != event(to).by && !acts(of, event(s).by))))
            stands = false;
    if (stands && std::ranges::count(contested, e.by) == 0) contested.push_back(e.by);
  }
  const std::size_t text = in_force(until, day);
  const std::size_t which = of == "A1" ? 0 : 1;
  const sys_days due = of == "B1" ? date("2027-04-01") : said_[text].days[which];
  const sys_days original = of == "B1" ? date("2027-04-01") : said_[1].days[which];

  std::set<std::string> paused;
  bool withdrawn = false;
  for (const std::string actor : {"north", "south", "both"}) {
    if (!acts(of, actor)) continue;
    // What is done is left alone by a suspension of everything, unless it had been paused itself.
    EventKind last = EventKind::resumed;
    bool own = false;
    for (const std::size_t k : seen) {
      const Event& e = event(k);
      if (!is_pause(e.kind) || e.by != actor || (!e.of.empty() && e.of != of)) continue;
      last = e.kind;
      own = own || e.of == of;
    }
    if (last == EventKind::resumed || (done && !own)) continue;
    paused.insert(actor);
    withdrawn = withdrawn || last == EventKind::withdrawn;
  }
  std::string reported = "not_due";
  if (withdrawn)
    reported = "withdrawn";
  else if (!paused.empty())
    reported = "suspended";
  else if (done)
    reported = "done";
  else if (sys_days{day} > due)
    reported = "late";
  else if (started)
    reported = "started";
  else if (sys_days{day} == due)
    reported = "due";
  else if (due != original)
    reported = "rebaselined";
  std::string verification = "none";
  if (!contested.empty())
    verification = "contested";
  else if (claims)
    verification = "claimed";
  else if (finding != size())
    verification = event(finding).finding == Finding::met       ? "verified"
                   : event(finding).finding == Finding::not_met ? "not_met"
                                                                : "unknown";
  return line(of, reported, verification, share, verified, started, done, due, original, contested,
              paused, incidents);
}

std::optional<Date> NaiveRecord::since(std::size_t proposal, std::size_t until) const {
  if (fate(proposal, until) != 'a') return std::nullopt;
  Date day = event(proposal).on;
  for (std::size_t k = proposal + 1; k < until; ++k)
    if (event(k).kind == EventKind::consented && event(k).to == proposal + 1)
      day = std::max(day, event(k).on);
  return day;
}

std::string NaiveRecord::version_line(std::size_t proposal, std::size_t until, Date day) const {
  std::string_view status = "pending";
  for (std::size_t k = 0; k < until; ++k)
    if (event(k).kind == EventKind::refused && event(k).to == proposal + 1 && event(k).on <= day)
      status = "refused";
  const auto from = since(proposal, until);
  if (from) status = *from > day ? "not_yet" : "replaced";
  if (from && in_force(until, day) == proposal) status = "in_force";
  return fmt::format("version {} {} {}", proposal + 1, status, from ? format_date(*from) : "-");
}

std::vector<std::string> NaiveRecord::lines(const View& view) const {
  std::size_t until = 0;
  while (until < size() && event(until).at <= view.known) ++until;
  Order seen;
  for (std::size_t k = 0; k < until; ++k)
    if (event(k).on <= view.on && !corrected(k, until)) seen.push_back(k);
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < until; ++k) {
    const Event& e = event(k);
    if (e.kind != EventKind::dispute || e.step != DisputeStep::raised) continue;
    if (std::ranges::find(seen, k) != seen.end())
      lines.push_back(fmt::format("dispute {} {} {}", about(k), e.to, !closed(k, seen)));
  }
  for (const std::size_t k : seen)
    if (event(k).kind == EventKind::incident) lines.push_back(fmt::format("incident {}", k + 1));
  for (std::size_t k = 0; k < until; ++k) {
    const Event& e = event(k);
    const Date recorded = std::chrono::floor<std::chrono::days>(e.at);
    if (!e.text.empty() && std::min(e.on, recorded) <= view.on)
      lines.push_back(version_line(k, until, view.on));
  }
  std::ranges::stable_sort(seen, {}, [&](std::size_t k) { return event(k).on; });
  if (in_force(until, view.on) > 0)
    for (const std::string of : {"A1", "B1", "J1"})
      lines.push_back(obligation_line(of, seen, until, view.on));
  return lines;
}

std::vector<std::string> lines_of(const State& state) {
  std::vector<std::string> lines;
  for (const DisputeState& one : state.disputes)
    lines.push_back(fmt::format("dispute {} {} {}", one.of, one.to, one.open));
  for (const std::uint64_t seq : state.incidents) lines.push_back(fmt::format("incident {}", seq));
  for (const VersionState& one : state.versions)
    lines.push_back(fmt::format("version {} {} {}", one.seq,
                                model::word_of(one.status, kVersionStatus),
                                one.since ? format_date(*one.since) : "-"));
  for (const ObligationState& one : state.obligations)
    lines.push_back(line(one.id, model::word_of(one.reported, kReported),
                         model::word_of(one.verification, kVerification), one.share,
                         one.verified_share, one.started, one.done, *one.due, *one.original_due,
                         one.contested_by, {one.paused_by.begin(), one.paused_by.end()},
                         one.incidents));
  return lines;
}

}  // namespace tandem::ledger
