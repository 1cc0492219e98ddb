# Each fuzz/<name>.cc is a libFuzzer program fuzz_<name>.

if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "TANDEM_FUZZ needs clang, 15 or later for std::views: cmake --preset fuzz")
endif()

# Coverage feedback must reach the library, not the fuzz program alone.
foreach(folder base model casefile value assess solver plan ledger report http)
  get_target_property(type tandem_${folder} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    target_compile_options(tandem_${folder} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endforeach()

file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fuzz/*.cc)
foreach(source IN LISTS sources)
  cmake_path(GET source STEM name)
  string(REGEX REPLACE "^fuzz_|_fuzz$" "" name ${name})
  add_executable(fuzz_${name} ${source})
  target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_libraries(fuzz_${name} PRIVATE tandem_options tandem::all tandem::http)
endforeach()
