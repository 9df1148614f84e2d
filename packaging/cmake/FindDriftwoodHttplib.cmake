# Finds cpp-httplib (Debian: libcpp-httplib-dev), which has no CMake package there, as Driftwood::httplib.

find_package(PkgConfig REQUIRED)
pkg_check_modules(DriftwoodHttplib_PC QUIET IMPORTED_TARGET cpp-httplib>=0.11)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DriftwoodHttplib REQUIRED_VARS DriftwoodHttplib_PC_FOUND
                                  VERSION_VAR DriftwoodHttplib_PC_VERSION
                                  REASON_FAILURE_MESSAGE "Install cpp-httplib: libcpp-httplib-dev on Debian")
if(DriftwoodHttplib_FOUND AND NOT TARGET Driftwood::httplib)
  add_library(Driftwood::httplib ALIAS PkgConfig::DriftwoodHttplib_PC)
endif()
