#pragma once

/// Before a function whose loops run over lanes: it is compiled for each kind of processor, and the
/// one that fits is chosen when the program starts. Only for what gives the same bits on all.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TANDEM_EACH_PROCESSOR \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TANDEM_EACH_PROCESSOR
#endif
