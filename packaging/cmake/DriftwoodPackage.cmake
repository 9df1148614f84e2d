# What `cpack` makes of a release build: one Debian package with both programs, their libraries and everything a
# desktop shows of them.
include(GNUInstallDirs)

set(linux "${PROJECT_SOURCE_DIR}/packaging/linux")
set(generated "${PROJECT_BINARY_DIR}/packaging")
install(FILES "${linux}/org.driftwood.Driftwood.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${linux}/org.driftwood.Driftwood.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${linux}/org.driftwood.Driftwood.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES "${linux}/driftwood.lintian-overrides" DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides"
        RENAME driftwood)
install(FILES "${linux}/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/driftwood")

# Debian wants manuals and changelogs compressed, without a time stamp so that a build can be repeated.
function(driftwood_install_compressed source destination name)
  add_custom_command(OUTPUT "${generated}/${name}.gz"
                     COMMAND ${CMAKE_COMMAND} -E make_directory "${generated}"
                     COMMAND gzip -9nc "${source}" > "${generated}/${name}.gz" DEPENDS "${source}" VERBATIM)
  string(MAKE_C_IDENTIFIER "driftwood_compressed_${name}" target)
  add_custom_target(${target} ALL DEPENDS "${generated}/${name}.gz")
  install(FILES "${generated}/${name}.gz" DESTINATION "${destination}")
endfunction()
driftwood_install_compressed("${linux}/driftwood.1" "${CMAKE_INSTALL_MANDIR}/man1" driftwood.1)
driftwood_install_compressed("${PROJECT_BINARY_DIR}/app/cli/generated/driftwood-cli.1" "${CMAKE_INSTALL_MANDIR}/man1"
                             driftwood-cli.1)
driftwood_install_compressed("${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${CMAKE_INSTALL_DATADIR}/doc/driftwood" changelog)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME driftwood)
set(CPACK_PACKAGE_CONTACT "The Driftwood authors <driftwood@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench for models on the Kafka log")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Browse Kafka topics, take offset ranges as training sets, train models on\n\
their replay, export them, attach one to a live topic, watch predictions and\n\
drift, and train again on the range that drifted. Has a window (driftwood)\n\
and a command line (driftwood-cli) over the same workspace.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Libraries are found by what the programs need; the rest is opened at run time or only looked for.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, fonts-inter, fonts-jetbrains-mono")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libopenblas0-pthread, qt6-translations-l10n")
# Group members may not write into what is installed, whatever the builder's umask.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
