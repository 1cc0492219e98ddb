# tandem_assets(<target> <folder>): the bytes of every file below the folder become part of the
# target, which finds them by apps/desk/assets.h.

enable_language(ASM)

function(tandem_assets target folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  list(SORT files)
  set(data "    .section .rodata\n")
  set(externs "")
  set(rows "")
  set(number 0)
  foreach(file IN LISTS files)
    string(APPEND data
      "    .balign 16\n    .globl tandem_asset_${number}\ntandem_asset_${number}:\n"
      "    .incbin \"${folder}/${file}\"\n    .globl tandem_asset_end_${number}\n"
      "tandem_asset_end_${number}:\n    .byte 0\n")
    string(APPEND externs
      "extern const char tandem_asset_${number}[];\nextern const char tandem_asset_end_${number}[];\n")
    string(APPEND rows
      "    {\"/${file}\", tandem_asset_${number}, tandem_asset_end_${number}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND data "    .section .note.GNU-stack,\"\",%progbits\n")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/assets)
  file(CONFIGURE OUTPUT ${out}/data.S CONTENT "${data}" @ONLY)
  file(CONFIGURE OUTPUT ${out}/table.cc CONTENT
"#include \"apps/desk/internal/asset_table.h\"\n
extern \"C\" {\n${externs}}\n
namespace tandem::desk::internal {\n
const AssetRow kAssetRows[] = {\n${rows}    {nullptr, nullptr, nullptr}};\n
}  // namespace tandem::desk::internal\n" @ONLY)
  list(TRANSFORM files PREPEND ${folder}/)
  set_source_files_properties(${out}/data.S PROPERTIES OBJECT_DEPENDS "${files}")
  set_source_files_properties(${out}/table.cc ${out}/data.S PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${out}/data.S ${out}/table.cc)
endfunction()
