#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/id.h"
#include "tandem/base/result.h"
#include "tandem/model/agreement_draft.h"
#include "tandem/model/case.h"
#include "tandem/model/trigger.h"

/// An agreement as a text of obligations: names resolved, rules held, nothing left to check.
namespace tandem::model {

using ActorId = Id<struct ActorTag>;
using ObligationId = Id<struct ObligationTag>;
using EventId = Id<struct EventTag>;

enum class ActorRole { party, body };
enum class ObligationKind {
  action,
  benefit,
  milestone,
  verification,
  institution,
  rule,
  dispute,
  side_agreement,
  happening,  ///< of the record: nobody is obliged to it
};
enum class Tlp { clear, green, amber, amber_strict, red };

struct Actor {
  std::string id;
  std::string name;
  ActorRole role = ActorRole::party;
  std::vector<ActorId> members;  ///< of a group; none of them is a group
  std::string case_party;        ///< its id in the case
  Quantity discount;             ///< annual factor, (0, 1]; 1 where not written
  Quantity reserve;              ///< points
};

struct Event {
  std::string id;
  std::string title;
  std::optional<Date> date;
  bool happened = false;  ///< else `date` is what is planned
};

/// An event of an obligation, or an outside event.
struct Target {
  bool outside = false;
  std::size_t index = 0;         ///< of an ObligationId, or of an EventId
  Aspect aspect = Aspect::done;  ///< unsaid where the text does not say which
  auto operator<=>(const Target&) const = default;
};

struct ObligationVerification {
  std::string means;
  std::string operated_by;
  std::string approval;
  std::string fallback;
  std::string disclosure;
  std::optional<Length> takes;
};

struct Allow {
  std::string rule;
  std::string reason;
};

struct Obligation {
  std::string id;
  std::string title;
  std::string text;
  std::string article;
  std::string phase;
  ObligationKind kind = ObligationKind::action;
  std::vector<ActorId> actors;
  std::vector<ActorId> counterparts;
  std::optional<Quantity> quantity;
  std::string unit;
  std::string legal_form;  ///< one of kLegalForms, or empty
  Trigger trigger;
  std::string trigger_written;  ///< as the file has it
  std::optional<Length> takes;
  std::vector<Moment> waits_for;
  std::vector<ObligationId> exchanged_for;
  std::string group;
  std::optional<ObligationVerification> verification;
  std::string tolerance;
  std::optional<Length> cure;
  std::string decided_by;
  std::string financing;
  Tlp tlp = Tlp::clear;
  std::string compartment;
  bool off_text = false;
  std::string measure;  ///< id in the case, or empty
  double share = 1;
  struct Worth {
    ActorId actor;
    Quantity points;
  };
  std::vector<Worth> worth;
  Quantity reversibility;
  std::vector<ProvenanceId> sources;
  std::string provenance;
  std::string note;
  std::optional<Date> started;
  std::optional<Date> done;
  std::optional<Date> verified;
  std::string outcome;
  std::vector<Allow> allow;
  SourceLoc at;
  SourceLoc title_at;
  SourceLoc text_at;
  SourceLoc trigger_at;
};

/// Everything of an agreement, in file order.
struct AgreementData {
  std::string id;
  std::string title;
  std::string summary;
  std::optional<Date> signed_on;
  std::string case_id;
  DayCount day_count;
  std::vector<Provenance> provenances;
  std::vector<Actor> actors;
  std::vector<Event> events;
  std::vector<Obligation> obligations;
  std::vector<Allow> allow;
  SourceLoc at;
};

class Agreement {  // immutable value: copy it, keep it, read it from any thread
 public:
  /// An Agreement if no rule is violated; otherwise every violation, in file order. The place of a
  /// mistake inside a trigger or another expression is where in it the mistake is.
  [[nodiscard]] static Result<Agreement> from(const AgreementDraft& draft);

  [[nodiscard]] const AgreementData& data() const noexcept { return data_; }
  [[nodiscard]] std::span<const Actor> actors() const noexcept { return data_.actors; }
  [[nodiscard]] std::span<const Event> events() const noexcept { return data_.events; }
  [[nodiscard]] std::span<const Obligation> obligations() const noexcept {
    return data_.obligations;
  }
  [[nodiscard]] const Actor& actor(ActorId id) const { return data_.actors[id.index()]; }
  [[nodiscard]] const Obligation& obligation(ObligationId id) const {
    return data_.obligations[id.index()];
  }
  [[nodiscard]] const Event& event(EventId id) const { return data_.events[id.index()]; }

  [[nodiscard]] std::optional<ObligationId> find_obligation(std::string_view id) const;
  [[nodiscard]] std::optional<ActorId> find_actor(std::string_view id) const;

  /// What a reference names; `J12..J19` all of those that there are, in the order of their numbers.
  /// @pre one of this agreement's own triggers or waits holds it
  [[nodiscard]] std::vector<Target> targets(const Reference& reference, Aspect aspect) const;
  /// Every event that a moment names, however deep.
  [[nodiscard]] std::vector<Target> targets(const Moment& moment) const;
  /// "J20", "verified(J12)".
  [[nodiscard]] std::string target_text(const Target& target) const;

  /// The parties themselves: the members of groups instead of the groups.
  [[nodiscard]] std::vector<ActorId> members(std::span<const ActorId> actors) const;

 private:
  explicit Agreement(AgreementData data);
  AgreementData data_;
  struct Numbered {  // "J12" is {"J", 12}
    std::string stem;
    unsigned long number = 0;
    std::size_t index = 0;
    auto operator<=>(const Numbered&) const = default;
  };
  std::vector<std::pair<std::string, std::size_t>> names_;  // sorted; events after obligations
  std::vector<Numbered> numbered_;                          // obligations, sorted
};

/// The number that an id ends with, and what stands before it; absent where it ends otherwise.
struct NumberedName {
  std::string_view stem;
  unsigned long number = 0;
};
[[nodiscard]] std::optional<NumberedName> numbered(std::string_view id);

inline constexpr std::array<std::string_view, 2> kActorRoles{"party", "body"};
inline constexpr std::array<std::string_view, 9> kObligationKinds{
    "action", "benefit", "milestone",      "verification", "institution",
    "rule",   "dispute", "side_agreement", "happening"};
inline constexpr std::array<std::string_view, 5> kTlps{"clear", "green", "amber", "amber-strict",
                                                       "red"};

inline constexpr std::size_t kMostObligations = 20000;

}  // namespace tandem::model
