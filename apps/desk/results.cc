#include "apps/desk/results.h"

#include <utility>

namespace tandem::desk {

Json named(const std::string& id, const Json& answer) {
  Json made{{"result", id}};
  made.update(answer);
  return made;
}

std::shared_ptr<const std::string> Results::keep(const std::string& id, const std::string& kind,
                                                 const Json& answer) {
  auto body = std::make_shared<const std::string>(
      named(id, answer).dump(-1, ' ', false, Json::error_handler_t::replace));
  kept_.put(id, {kind, body}, body->size());
  return body;
}

}  // namespace tandem::desk
