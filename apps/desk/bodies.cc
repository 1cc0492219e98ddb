#include "apps/desk/bodies.h"

#include <iterator>
#include <utility>

namespace tandem::desk::bodies {

Json work(std::vector<schema::Member> more) {
  std::vector<schema::Member> members{schema::otherwise(
      "changes",
      schema::about(schema::list_of(schema::ref("Change")),
                    "made to the text of the case file as it is on the disk, one after the other"),
      Json::array())};
  std::ranges::move(more, std::back_inserter(members));
  return schema::object(std::move(members));
}

Json work_on_roadmap(std::vector<schema::Member> more) {
  std::vector<schema::Member> members{{"roadmap", schema::ref("RoadmapAsked")}};
  std::ranges::move(more, std::back_inserter(members));
  return work(std::move(members));
}

Json name(std::string_view about) { return schema::about(schema::text(), about); }

schema::Member seed() {
  return schema::otherwise(
      "seed", schema::about(schema::whole(0, 9007199254740991), "the same seed, the same answer"),
      1);
}

schema::Member seconds(double otherwise) {
  return schema::otherwise(
      "seconds",
      schema::about(schema::between(0.1, 1e6), "after which the best so far is the answer"),
      otherwise);
}

}  // namespace tandem::desk::bodies
