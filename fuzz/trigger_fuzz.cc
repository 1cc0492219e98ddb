#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tandem/model/trigger.h"

using namespace tandem::model;

/// Any bytes are refused at a place in them, or are a trigger that is read back as it is printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = parse_trigger(text);
  if (!read) {
    const TriggerMistake& mistake = read.error();
    if (mistake.at > size || mistake.message.empty() || mistake.repair.empty()) std::abort();
  } else {
    const auto again = parse_trigger(trigger_text(*read));
    if (!again || !(*again == *read)) std::abort();
  }
  const auto moment = parse_moment(text);
  if (moment) {
    const auto again = parse_moment(moment_text(*moment));
    if (!again || !(*again == *moment)) std::abort();
  }
  return 0;
}
