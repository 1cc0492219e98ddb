# Libraries of others. Imported targets are SYSTEM, so our warnings stay out of their headers.

find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
find_package(OpenSSL REQUIRED)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)

# HiGHS is the better solver where a system has it; CBC is what Debian 12 has.
# Files behind the door of the other one, named highs* or cbc*, are not compiled.
find_package(highs QUIET)
if(TARGET highs::highs)
  set(TANDEM_OTHER_SOLVER "/solver/internal/cbc")
else()
  pkg_check_modules(cbc REQUIRED IMPORTED_TARGET cbc)
  set(TANDEM_OTHER_SOLVER "/solver/internal/highs")
endif()
