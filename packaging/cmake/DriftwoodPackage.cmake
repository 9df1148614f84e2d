# Builds the Debian package for `cmake --build build/release --target deb`: the programs, their libraries and
# everything that a desktop shows. The tests of label "package" check it.
include(GNUInstallDirs)

set(linux "${PROJECT_SOURCE_DIR}/packaging/linux")
set(generated "${PROJECT_BINARY_DIR}/packaging")
set(doc "${CMAKE_INSTALL_DATADIR}/doc/driftwood")

# For the same version, the package for Debian 13 counts as newer than that for 12, so that an upgrade installs it.
cmake_host_system_information(RESULT system QUERY DISTRIB_INFO)
set(DRIFTWOOD_DEB_REVISION 1)
if(system_ID STREQUAL "debian" AND system_VERSION_ID)
  string(APPEND DRIFTWOOD_DEB_REVISION "~deb${system_VERSION_ID}")
endif()

# --- What is installed beside the programs ------------------------------------------------------------------------------

# Debian requires compressed manuals and changelogs; without a time stamp the build is reproducible.
set(compressed "")
function(driftwood_install_compressed source destination name)
  add_custom_command(OUTPUT "${generated}/${name}.gz" COMMAND gzip -9nc "${source}" > "${generated}/${name}.gz"
                     DEPENDS "${source}" VERBATIM)
  install(FILES "${generated}/${name}.gz" DESTINATION "${destination}")
  list(APPEND compressed "${generated}/${name}.gz")
  set(compressed "${compressed}" PARENT_SCOPE)
endfunction()

configure_file("${linux}/changelog.Debian.in" "${generated}/changelog.Debian" @ONLY)
driftwood_install_compressed("${generated}/changelog.Debian" "${doc}" changelog.Debian)
driftwood_install_compressed("${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${doc}" changelog)
driftwood_install_compressed("${PROJECT_BINARY_DIR}/app/cli/generated/driftwood-cli.1" "${CMAKE_INSTALL_MANDIR}/man1"
                             driftwood-cli.1)
install(FILES "${linux}/copyright" DESTINATION "${doc}")
if(NOT DRIFTWOOD_DEB_REVISION MATCHES "deb12$") # whose lintian does not know the tag, and calls that an error
  install(FILES "${linux}/driftwood.lintian-overrides" DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides"
          RENAME driftwood)
endif()

if(DriftwoodRdKafka_LIBRARY MATCHES "\\.a$") # inside our library, so its licences come along
  cmake_path(SET licences NORMALIZE "${DriftwoodRdKafka_INCLUDE_DIR}/../share/doc/librdkafka/copyright")
  if(EXISTS "${licences}")
    install(FILES "${licences}" DESTINATION "${doc}" RENAME librdkafka.copyright)
  else()
    message(WARNING "A package of this build would lack librdkafka's licences: ${licences} is not there.")
  endif()
endif()

if(DRIFTWOOD_WINDOW)
  driftwood_install_compressed("${linux}/driftwood.1" "${CMAKE_INSTALL_MANDIR}/man1" driftwood.1)
  install(FILES "${linux}/org.driftwood.Driftwood.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
  install(FILES "${linux}/org.driftwood.Driftwood.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
  install(FILES "${linux}/org.driftwood.Driftwood.svg"
          DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
endif()

# --- The package --------------------------------------------------------------------------------------------------------

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME driftwood)
set(CPACK_PACKAGE_CONTACT "The Driftwood authors <driftwood@driftwood.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench for models on the Kafka log")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Browse Kafka topics, take offset ranges as training sets, train models on\n\
their replay, export them, attach one to a live topic, watch predictions and\n\
drift, and train again on the range that drifted. Has a window (driftwood)\n\
and a command line (driftwood-cli) over the same workspace.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE "${DRIFTWOOD_DEB_REVISION}")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Library dependencies are computed from programs and LibTorch module; the others are loaded at run time.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
# LibTorch uses any installed BLAS; the reference BLAS is several times slower.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, fonts-inter, fonts-jetbrains-mono, libopenblas0-pthread | libopenblas0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, qt6-wayland, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "gnome-keyring, kcat")
# Installed files are not group-writable, whatever the builder's umask.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)

# CPack's own target builds everything including tests; this one builds only what is packaged.
add_custom_target(driftwood_package_files ALL DEPENDS ${compressed})
add_dependencies(driftwood_package_files driftwood_cli_docs)
add_custom_target(deb COMMAND "${CMAKE_CPACK_COMMAND}" WORKING_DIRECTORY "${PROJECT_BINARY_DIR}" USES_TERMINAL VERBATIM)
add_dependencies(deb driftwood_package_files driftwood-cli)
if(DRIFTWOOD_WINDOW)
  add_dependencies(deb driftwood)
endif()

# --- Its tests ----------------------------------------------------------------------------------------------------------

if(DRIFTWOOD_TESTS)
  add_test(NAME runpath COMMAND "${PROJECT_SOURCE_DIR}/packaging/check-runpath.sh" "${PROJECT_BINARY_DIR}")
  set_tests_properties(runpath PROPERTIES LABELS unit TIMEOUT 60 SKIP_RETURN_CODE 77)
endif()
if(DRIFTWOOD_TESTS AND DRIFTWOOD_WINDOW AND NOT DRIFTWOOD_SANITIZE)
  add_test(NAME package_build COMMAND "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}" --target deb)
  set_tests_properties(package_build PROPERTIES LABELS package TIMEOUT 300 FIXTURES_SETUP driftwood_deb)
  foreach(check IN ITEMS contents desktop appstream lintian manual programs window)
    add_test(NAME package_${check} COMMAND "${PROJECT_SOURCE_DIR}/packaging/check-package.sh" ${check}
                                           "${PROJECT_BINARY_DIR}")
    set_tests_properties(package_${check} PROPERTIES LABELS package TIMEOUT 120 SKIP_RETURN_CODE 77
                         FIXTURES_REQUIRED driftwood_deb)
  endforeach()
endif()
