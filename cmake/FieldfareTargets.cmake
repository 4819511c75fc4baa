# SPDX-License-Identifier: Apache-2.0

# FIELDFARE_PRECOMPILED names, for a folder and those below, the target whose precompiled headers its libraries share (tests have
# ff_test_precompiled). Only what is outside of the project stands in them.
# ff_library(NAME SOURCES ... LINKS ...): a static library of the project, included as "core/base/result.h".
function(ff_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE fieldfare_warnings ${arg_PRIVATE_LINKS})
    if(FIELDFARE_PRECOMPILED)
        target_precompile_headers(${name} REUSE_FROM ${FIELDFARE_PRECOMPILED})
    endif()
endfunction()

# ff_test(NAME SOURCES ... LINKS ... [TIMEOUT seconds] [LABELS ...] [PATHS]): one Qt Test executable.
# With PATHS it sees FIELDFARE_BIN_DIR (the built programs) and FIELDFARE_SOURCE_DIR as definitions.
function(ff_test name)
    cmake_parse_arguments(arg "PATHS" "TIMEOUT" "SOURCES;LINKS;LABELS;DEPENDS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/bin)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${arg_LINKS} Qt6::Test fieldfare_warnings)
    if(arg_PATHS)
        target_compile_definitions(${name} PRIVATE
            FIELDFARE_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
            FIELDFARE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    endif()
    target_precompile_headers(${name} REUSE_FROM ff_test_precompiled)
    if(arg_DEPENDS)
        add_dependencies(${name} ${arg_DEPENDS})
    endif()
    add_test(NAME ${name} COMMAND ${name} -o ${CMAKE_BINARY_DIR}/tests/${name}.xml,junitxml -o -,txt)
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()
