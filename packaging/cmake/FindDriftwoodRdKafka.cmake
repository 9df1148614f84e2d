# Finds librdkafka and defines the imported target Driftwood::rdkafka.
#
#   find_package(DriftwoodRdKafka REQUIRED)
#   target_link_libraries(driftwood_broker PRIVATE Driftwood::rdkafka)
#
# Searches, in this order,
#   1. CMAKE_PREFIX_PATH (the variable, then the environment variable),
#   2. the private prefix that packaging/setup.sh builds where the distribution's librdkafka is too old:
#      ${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/librdkafka-<version>+<patches>, newest first,
#   3. the system, through pkg-config,
# and takes the first with version 2.14.2 or later in its header: packaging/librdkafka.sh lists faults of older ones.
#
# Sets DriftwoodRdKafka_FOUND, DriftwoodRdKafka_VERSION, DriftwoodRdKafka_LIBRARY, DriftwoodRdKafka_INCLUDE_DIR.

set(_dw_rdkafka_minimum 2.14.2) # repeated in packaging/setup.sh: change both

# The folder where setup.sh builds dependencies. packaging/setup.sh repeats this rule: change both.
if(NOT "$ENV{DRIFTWOOD_DEPS}" STREQUAL "")
  set(_dw_deps "$ENV{DRIFTWOOD_DEPS}")
elseif(NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(_dw_deps "$ENV{XDG_CACHE_HOME}/driftwood/deps")
else()
  set(_dw_deps "$ENV{HOME}/.cache/driftwood/deps")
endif()

# RD_KAFKA_VERSION is 0xMMmmrrpp, a byte each for major, minor, revision and pre-release (0xff means release).
function(_dw_rdkafka_header_version header out)
  set(${out} "" PARENT_SCOPE)
  if(NOT EXISTS "${header}")
    return()
  endif()
  file(STRINGS "${header}" line REGEX "^#define RD_KAFKA_VERSION +0x[0-9a-fA-F]+")
  if(NOT line MATCHES "0x([0-9a-fA-F][0-9a-fA-F])([0-9a-fA-F][0-9a-fA-F])([0-9a-fA-F][0-9a-fA-F])")
    return()
  endif()
  math(EXPR major "0x${CMAKE_MATCH_1}")
  math(EXPR minor "0x${CMAKE_MATCH_2}")
  math(EXPR revision "0x${CMAKE_MATCH_3}")
  set(${out} "${major}.${minor}.${revision}" PARENT_SCOPE)
endfunction()

set(DriftwoodRdKafka_LIBRARY "")
set(DriftwoodRdKafka_INCLUDE_DIR "")
set(DriftwoodRdKafka_VERSION "")
set(_dw_rdkafka_seen "")

# Takes the given header folder and library unless one has been taken already or the header is too old.
macro(_dw_rdkafka_try include_dir library)
  if(NOT DriftwoodRdKafka_LIBRARY AND EXISTS "${library}")
    _dw_rdkafka_header_version("${include_dir}/librdkafka/rdkafka.h" _dw_version)
    if(_dw_version AND _dw_version VERSION_GREATER_EQUAL _dw_rdkafka_minimum)
      set(DriftwoodRdKafka_LIBRARY "${library}")
      set(DriftwoodRdKafka_INCLUDE_DIR "${include_dir}")
      set(DriftwoodRdKafka_VERSION "${_dw_version}")
    elseif(_dw_version)
      string(APPEND _dw_rdkafka_seen "  ${library}: ${_dw_version}, too old\n")
    endif()
  endif()
endmacro()

macro(_dw_rdkafka_try_prefix prefix)
  foreach(_dw_libdir lib "lib/${CMAKE_LIBRARY_ARCHITECTURE}" lib64)
    foreach(_dw_name librdkafka.so librdkafka.a)
      _dw_rdkafka_try("${prefix}/include" "${prefix}/${_dw_libdir}/${_dw_name}")
    endforeach()
  endforeach()
endmacro()

set(_dw_env_prefixes "$ENV{CMAKE_PREFIX_PATH}")
string(REPLACE ":" ";" _dw_env_prefixes "${_dw_env_prefixes}")
foreach(_dw_prefix IN LISTS CMAKE_PREFIX_PATH _dw_env_prefixes)
  _dw_rdkafka_try_prefix("${_dw_prefix}")
endforeach()

file(GLOB _dw_built LIST_DIRECTORIES true "${_dw_deps}/librdkafka-[0-9]*")
list(SORT _dw_built COMPARE NATURAL ORDER DESCENDING)
foreach(_dw_prefix IN LISTS _dw_built)
  _dw_rdkafka_try_prefix("${_dw_prefix}")
endforeach()

find_package(PkgConfig QUIET)
if(NOT DriftwoodRdKafka_LIBRARY AND PKG_CONFIG_FOUND)
  pkg_check_modules(_dw_rdkafka_pc QUIET rdkafka)
  if(_dw_rdkafka_pc_FOUND)
    pkg_get_variable(_dw_pc_include rdkafka includedir)
    foreach(_dw_library IN LISTS _dw_rdkafka_pc_LINK_LIBRARIES)
      if(_dw_library MATCHES "/librdkafka\\.(so|a)$")
        _dw_rdkafka_try("${_dw_pc_include}" "${_dw_library}")
      endif()
    endforeach()
  endif()
endif()

# Dependencies of the static library from packaging/librdkafka.sh; its own pkg-config file does not list them.
set(_dw_rdkafka_needs "")
if(DriftwoodRdKafka_LIBRARY MATCHES "\\.a$")
  set(_dw_rdkafka_needs sasl2 ssl crypto curl zstd lz4 z pthread dl rt m)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DriftwoodRdKafka
  REQUIRED_VARS DriftwoodRdKafka_LIBRARY DriftwoodRdKafka_INCLUDE_DIR
  VERSION_VAR DriftwoodRdKafka_VERSION
  REASON_FAILURE_MESSAGE
    "librdkafka ${_dw_rdkafka_minimum} or later is needed and was not found.\n${_dw_rdkafka_seen}Run packaging/setup.sh: it installs the distribution's where that is new enough and otherwise builds it once into\n  ${_dw_deps}\n(DRIFTWOOD_DEPS names another folder: set it for both). Or name your own with CMAKE_PREFIX_PATH.")

if(DriftwoodRdKafka_FOUND AND NOT TARGET Driftwood::rdkafka)
  add_library(Driftwood::rdkafka UNKNOWN IMPORTED)
  set_target_properties(Driftwood::rdkafka PROPERTIES
    IMPORTED_LOCATION "${DriftwoodRdKafka_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${DriftwoodRdKafka_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${_dw_rdkafka_needs}")
endif()
