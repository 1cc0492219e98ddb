# Language, warnings, sanitizers and the compiler cache: everything that every target shares.

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(TANDEM_CCACHE ccache)
if(TANDEM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TANDEM_CCACHE})
endif()

find_package(Threads REQUIRED)

# Linked by every target of ours and by nothing else.
add_library(tandem_options INTERFACE)
target_compile_options(tandem_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # Leaving out a member that value-initialises is the point of a designated initialiser.
  -Wno-missing-field-initializers
  # A fused multiply-add would change the last bit of a result from machine to machine.
  -ffp-contract=off)
target_link_libraries(tandem_options INTERFACE Threads::Threads)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports overlaps inside std::string (GCC bug 105651) and overflows inside fmt that cannot
  # happen.
  target_compile_options(tandem_options INTERFACE -Wno-restrict -Wno-stringop-overflow)
  if(TANDEM_SANITIZE)
    # The instrumentation hides initialisations from the flow analysis: only false reports.
    target_compile_options(tandem_options INTERFACE -Wno-maybe-uninitialized)
    # Boost.Asio's fences stand beside locks, which is what the thread sanitizer sees instead.
    target_compile_options(tandem_options INTERFACE -Wno-tsan)
  endif()
endif()

# Linked besides by what is never hot, most tests and the command line: under the sanitizers most of
# a build's time would go into optimising it.
add_library(tandem_cold INTERFACE)
if(TANDEM_SANITIZE)
  target_compile_options(tandem_cold INTERFACE -O0)
endif()

if(TANDEM_SANITIZE)
  add_compile_options(-fsanitize=${TANDEM_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TANDEM_SANITIZE})
endif()
