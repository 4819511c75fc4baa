# SPDX-License-Identifier: Apache-2.0
# What is built, and how: every switch of the project stands here.

option(FIELDFARE_APP "Build the programs for the laptop (needs Qt 6.4)" ON)
option(FIELDFARE_WORKBENCH "Build the technician's window (needs Qt Quick)" ON)
option(FIELDFARE_QML_CACHE "Compile QML ahead of time: starts faster, builds slower" OFF)
option(FIELDFARE_DEVICE "Build the programs for the device (no Qt)" ON)
option(FIELDFARE_TESTS "Build the tests (needs Qt Test)" ON)
option(FIELDFARE_WERROR "Treat warnings as errors" OFF)
option(FIELDFARE_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(FIELDFARE_SANITIZE "" CACHE STRING "Sanitizers for every target: address,undefined | thread | empty")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
    # ccache keeps what was compiled with precompiled headers only when told that macros outside of them do not matter.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    endif()
endif()

# All programs in one folder, so that they find each other when run from the build tree.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# Hardening that every program gets; the flags cost nothing measurable and close whole classes of exploits.
add_compile_options(-fstack-protector-strong)
add_link_options(-Wl,-z,relro,-z,now)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
    add_compile_options(-ffunction-sections -fdata-sections)
    add_link_options(-Wl,--gc-sections)
    if(NOT FIELDFARE_SANITIZE)
        add_compile_definitions(_FORTIFY_SOURCE=2)
    endif()
endif()
if(FIELDFARE_SANITIZE)
    add_compile_options(-fsanitize=${FIELDFARE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${FIELDFARE_SANITIZE})
endif()

if(FIELDFARE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link) # coverage, which steers the fuzzers, in every library
endif()

# The warnings, each with its reason, as one target that every C++ target links.
add_library(fieldfare_warnings INTERFACE)
target_compile_options(fieldfare_warnings INTERFACE
    -Wall -Wextra
    -Wconversion            # sizes come from hostile input: no silent narrowing
    -Wshadow                # a shadowed name has hidden a wrong offset before
    -Wnon-virtual-dtor      # interfaces are deleted through their base
    -Woverloaded-virtual
    # GCC 12 sees ghosts in std::optional and std::variant, and in std::string once that is precompiled.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow>
    $<$<BOOL:${FIELDFARE_WERROR}>:-Werror>)
