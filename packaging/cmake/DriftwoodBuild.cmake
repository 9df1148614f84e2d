# Compiler settings of every target, and the functions that the rooms' CMakeLists use.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
# moc of Qt 6.4 cannot parse the standard library's concepts; without the compiler's predefined macros it skips them.
set(CMAKE_AUTOMOC_COMPILER_PREDEFINES OFF)
# Private libraries, in Debian's directory for them; an installed program finds them relative to itself.
set(DRIFTWOOD_INSTALL_LIBDIR lib/driftwood)
if(CMAKE_LIBRARY_ARCHITECTURE)
  set(DRIFTWOOD_INSTALL_LIBDIR "lib/${CMAKE_LIBRARY_ARCHITECTURE}/driftwood")
endif()
# One run path for build tree and installation ($ORIGIN/../lib is for the build tree): CMake would otherwise pad the
# build tree's path with colons, and the loader takes an empty entry for the current folder.
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${DRIFTWOOD_INSTALL_LIBDIR};$ORIGIN;$ORIGIN/../lib")
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON) # a LibTorch of one's own, outside the system's folders

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(DRIFTWOOD_CCACHE ccache)
if(DRIFTWOOD_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # ccache needs these settings to cache files that use a precompiled header; nothing here uses __TIME__.
  set(CMAKE_C_COMPILER_LAUNCHER "${DRIFTWOOD_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros "${DRIFTWOOD_CCACHE}")
endif()

find_program(DRIFTWOOD_MOLD mold)
if(DRIFTWOOD_MOLD AND NOT DRIFTWOOD_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()

add_library(driftwood_flags INTERFACE)
target_compile_options(driftwood_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wnull-dereference -Wno-missing-field-initializers)
# GCC 12 warns about the standard library's own operator+ for strings (GCC bug 105651, fixed in 13).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(driftwood_flags INTERFACE -Wno-restrict)
endif()
if(DRIFTWOOD_WERROR)
  target_compile_options(driftwood_flags INTERFACE -Werror)
endif()
target_compile_definitions(driftwood_flags INTERFACE QT_NO_KEYWORDS)
if(DRIFTWOOD_SANITIZE)
  add_compile_options(-fsanitize=${DRIFTWOOD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DRIFTWOOD_SANITIZE})
  # Instrumentation makes GCC's flow analysis warn about correct code.
  target_compile_options(driftwood_flags INTERFACE -Wno-null-dereference
                         $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(DRIFTWOOD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link) # libFuzzer is led by which branches an input reaches
endif()
if(CMAKE_UNITY_BUILD)
  # Compiles several sources as one, because their headers take longer to compile than their contents. Names in an
  # unnamed namespace are then shared by a room's files, so a class with a member of such a type is not an error.
  target_compile_options(driftwood_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# In sanitizer builds, code outside the hot path is compiled with -O0: compiling it takes longer than running it.
set(DRIFTWOOD_QUICK_OPTIONS "")
if(DRIFTWOOD_SANITIZE)
  set(DRIFTWOOD_QUICK_OPTIONS -O0)
endif()

set(DRIFTWOOD_TEST_ENVIRONMENT TZ=UTC LC_ALL=C.UTF-8 LANGUAGE= QT_QPA_PLATFORM=offscreen
    XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/configuration) # known connections and the like are not the developer's
if(DRIFTWOOD_SANITIZE STREQUAL "thread")
  # Libraries are not instrumented, so TSan cannot see how they order their memory accesses.
  list(APPEND DRIFTWOOD_TEST_ENVIRONMENT
       "TSAN_OPTIONS=ignore_noninstrumented_modules=1:die_after_fork=0")
endif()

# driftwood_room(NAME [SOURCES ...] [ROOMS ...] [LIBRARIES ...])
# A room of core/: a static library driftwood_NAME. ROOMS are rooms to its left, visible to its users; LIBRARIES are
# third-party libraries, private to the room.
function(driftwood_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  list(TRANSFORM ROOM_ROOMS PREPEND driftwood_)
  if(NOT ROOM_SOURCES) # headers so far
    add_library(driftwood_${name} INTERFACE)
    target_include_directories(driftwood_${name} INTERFACE "${PROJECT_SOURCE_DIR}/core")
    target_link_libraries(driftwood_${name} INTERFACE ${ROOM_ROOMS})
    return()
  endif()
  add_library(driftwood_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(driftwood_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
  target_link_libraries(driftwood_${name} PUBLIC ${ROOM_ROOMS} PRIVATE driftwood_flags ${ROOM_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY DRIFTWOOD_ROOMS driftwood_${name})
endfunction()

# driftwood_test(NAME SOURCES ... [LIBRARIES ...] [LABELS ...])
# A Qt Test program registered with ctest. It links only the rooms that it names.
function(driftwood_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_compile_options(${name} PRIVATE ${DRIFTWOOD_QUICK_OPTIONS})
  target_link_libraries(${name} PRIVATE driftwood_flags driftwood_test_support ${TEST_LIBRARIES} Qt6::Test)
  if(DRIFTWOOD_PRECOMPILE_TESTS)
    target_precompile_headers(${name} REUSE_FROM driftwood_tests_precompiled_${DRIFTWOOD_TESTS_OF})
    # With a precompiled header GCC no longer knows that such code is in a system header (std::string, GCC bug 105651).
    target_compile_options(${name} PRIVATE -Wno-array-bounds -Wno-stringop-overflow -Wno-restrict)
    # moc generates almost nothing there for a test: loading the header would take longer.
    set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp"
                                PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(NOT TEST_LABELS)
    set(TEST_LABELS unit)
  endif()
  # What several threads touch; the target `thread_tests` builds these for ThreadSanitizer.
  get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
  if(folder MATCHES "^(broker|browsing|dataset|monitoring|runs|scoring|session|tasks)$")
    list(APPEND TEST_LABELS threads)
    if(NOT TARGET thread_tests)
      add_custom_target(thread_tests)
    endif()
    add_dependencies(thread_tests ${name})
  endif()
  set(seconds 300)
  if(DRIFTWOOD_SANITIZE) # many times slower
    set(seconds 600)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT ${seconds} SKIP_REGULAR_EXPRESSION "SKIP   :.*whole test"
                       ENVIRONMENT "${DRIFTWOOD_TEST_ENVIRONMENT}")
endfunction()

# driftwood_ui_room(NAME SOURCES ... [ROOMS ...] [LIBRARIES ...] [RESOURCES ...])
# A room of ui/: a static library driftwood_ui_NAME on top of the shared core. ROOMS are ui rooms to its left;
# LIBRARIES are third-party libraries, private to the room; RESOURCES are .qrc files.
function(driftwood_ui_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES;RESOURCES" ${ARGN})
  list(TRANSFORM ROOM_ROOMS PREPEND driftwood_ui_)
  add_library(driftwood_ui_${name} STATIC ${ROOM_SOURCES} ${ROOM_RESOURCES})
  set_target_properties(driftwood_ui_${name} PROPERTIES AUTOMOC ON AUTORCC ON)
  target_compile_options(driftwood_ui_${name} PRIVATE ${DRIFTWOOD_QUICK_OPTIONS})
  target_include_directories(driftwood_ui_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(driftwood_ui_${name} PUBLIC driftwood_core Qt6::Widgets ${ROOM_ROOMS}
                        PRIVATE driftwood_flags ${ROOM_LIBRARIES})
endfunction()
