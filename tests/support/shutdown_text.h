#pragma once

namespace tandem::test {

/// The shutdown of 2007: S01 of north for south in 60 days, S17 of south for north in 30.
inline constexpr const char* kShutdown = R"(tandem: 1
agreement: shutdown
title: Shutdown against funds
signed: 2007-02-13
actors:
  north: {name: The North}
  south: {name: The South}
  iaea: {name: The agency, role: body}
events:
  T0: {title: Adoption, date: 2007-02-13, happened: true}
obligations:
  S01:
    title: Shut down the reactor
    actors: [north]
    counterparts: [south]
    trigger: by T0 + 60d
  S17:
    title: Give back the funds
    actors: [south]
    counterparts: [north]
    trigger: by T0 + 30d
)";

}  // namespace tandem::test
