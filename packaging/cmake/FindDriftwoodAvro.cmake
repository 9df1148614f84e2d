# Finds avro-c (Debian: libavro-dev), which has no CMake package, as Driftwood::avro.

find_package(PkgConfig REQUIRED)
pkg_check_modules(DriftwoodAvro_PC QUIET IMPORTED_TARGET avro-c>=1.11)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DriftwoodAvro REQUIRED_VARS DriftwoodAvro_PC_FOUND
                                  VERSION_VAR DriftwoodAvro_PC_VERSION
                                  REASON_FAILURE_MESSAGE "Install avro-c: libavro-dev on Debian")
if(DriftwoodAvro_FOUND AND NOT TARGET Driftwood::avro)
  add_library(Driftwood::avro ALIAS PkgConfig::DriftwoodAvro_PC)
endif()
