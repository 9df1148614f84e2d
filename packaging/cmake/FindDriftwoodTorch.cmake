# Finds LibTorch: Debian's, or the one under a folder of CMAKE_PREFIX_PATH (an unpacked LibTorch, or the torch folder of
# a pip-installed PyTorch).
#
# Searches headers and libraries itself and does not use Torch's own package file: that file aborts the configuration
# if the LibTorch was built with CUDA and the machine has no toolkit, although the CPU part needs none.
#
#   Driftwood::torch             imported target; its headers are system headers, so our warnings do not apply to them
#   DriftwoodTorch_VERSION       "1.13.0" (Debian's 1.13.1 calls itself that)

find_path(DriftwoodTorch_INCLUDE torch/script.h)
find_path(DriftwoodTorch_API_INCLUDE torch/types.h PATH_SUFFIXES torch/csrc/api/include include/torch/csrc/api/include)
find_library(DriftwoodTorch_CPU_LIBRARY torch_cpu)
find_library(DriftwoodTorch_C10_LIBRARY c10)
# This library pulls in the CUDA part if there is one; otherwise it contains nothing but dependencies.
find_library(DriftwoodTorch_LIBRARY torch)

if(DriftwoodTorch_API_INCLUDE AND EXISTS "${DriftwoodTorch_API_INCLUDE}/torch/version.h")
  set(parts "")
  foreach(part MAJOR MINOR PATCH)
    file(STRINGS "${DriftwoodTorch_API_INCLUDE}/torch/version.h" line REGEX "define TORCH_VERSION_${part} [0-9]+")
    string(REGEX REPLACE ".*TORCH_VERSION_${part} ([0-9]+).*" "\\1" number "${line}")
    list(APPEND parts "${number}")
  endforeach()
  list(JOIN parts "." DriftwoodTorch_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  DriftwoodTorch
  REQUIRED_VARS DriftwoodTorch_CPU_LIBRARY DriftwoodTorch_C10_LIBRARY DriftwoodTorch_LIBRARY DriftwoodTorch_INCLUDE
                DriftwoodTorch_API_INCLUDE
  VERSION_VAR DriftwoodTorch_VERSION
  REASON_FAILURE_MESSAGE
    "Install libtorch-dev (packaging/setup.sh does), name a LibTorch's folder in CMAKE_PREFIX_PATH, or build without it: -DDRIFTWOOD_TORCH=OFF")

if(DriftwoodTorch_FOUND AND NOT TARGET Driftwood::torch)
  add_library(Driftwood::torch INTERFACE IMPORTED)
  target_include_directories(Driftwood::torch SYSTEM INTERFACE "${DriftwoodTorch_INCLUDE}"
                                                               "${DriftwoodTorch_API_INCLUDE}")
  target_link_libraries(Driftwood::torch INTERFACE "${DriftwoodTorch_LIBRARY}" "${DriftwoodTorch_CPU_LIBRARY}"
                                                   "${DriftwoodTorch_C10_LIBRARY}")
endif()
mark_as_advanced(DriftwoodTorch_INCLUDE DriftwoodTorch_API_INCLUDE DriftwoodTorch_CPU_LIBRARY DriftwoodTorch_C10_LIBRARY
                 DriftwoodTorch_LIBRARY)
