# TANDEM_BATCHES: compile several files as one. From nothing that takes a third of the time, but a
# small change costs more. tools/batches.py says which files get along.

set(TANDEM_BATCHES 0 CACHE STRING "Lines of source to compile as one; 0: each file alone")

if(TANDEM_BATCHES)
  # These would be complaints about a batch, not about a file: names of one file hide those of
  # another, GCC takes what a batch includes for headers, and loses sight of what was initialised.
  add_library(tandem_batched INTERFACE)
  target_compile_options(tandem_batched INTERFACE -Wno-shadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# tandem_batch(<target>): after the last source was added.
function(tandem_batch target)
  if(NOT TANDEM_BATCHES)
    return()
  endif()
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  get_target_property(sources ${target} SOURCES)
  execute_process(
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/batches.py --lines ${TANDEM_BATCHES}
      ${sources}
    OUTPUT_VARIABLE batches OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  # One batch a line; its files are lists of their own.
  string(REPLACE ";" "|" batches "${batches}")
  string(REPLACE "\n" ";" batches "${batches}")
  set(number 0)
  foreach(batch IN LISTS batches)
    string(REPLACE "|" ";" batch "${batch}")
    set_source_files_properties(${batch} PROPERTIES UNITY_GROUP ${number})
    math(EXPR number "${number} + 1")
  endforeach()
  target_link_libraries(${target} PRIVATE tandem_batched)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
endfunction()
