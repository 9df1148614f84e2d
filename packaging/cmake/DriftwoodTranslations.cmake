# Translations of the window's texts: resources/translations/driftwood_<language>.ts, one file per language.

set(DRIFTWOOD_TRANSLATIONS "${PROJECT_SOURCE_DIR}/resources/translations")
set(DRIFTWOOD_LANGUAGES de en) # English has plurals only: what is shown is the source's text
# Input and options of lupdate: no line numbers in the files, no obsolete texts.
set(DRIFTWOOD_LUPDATE_OPTIONS -no-obsolete -locations none -extensions cpp,h -I "${PROJECT_SOURCE_DIR}"
                              "${PROJECT_SOURCE_DIR}/ui" "${PROJECT_SOURCE_DIR}/app/workbench")

# driftwood_embed_translations(TARGET): embeds every language as :/translations/driftwood_<language>.qm.
function(driftwood_embed_translations target)
  foreach(language IN LISTS DRIFTWOOD_LANGUAGES)
    set(ts "${DRIFTWOOD_TRANSLATIONS}/driftwood_${language}.ts")
    set(qm "${CMAKE_CURRENT_BINARY_DIR}/driftwood_${language}.qm")
    add_custom_command(OUTPUT "${qm}" COMMAND Qt6::lrelease -silent "${ts}" -qm "${qm}" DEPENDS "${ts}" VERBATIM)
    list(APPEND files "${qm}")
  endforeach()
  qt_add_resources(${target} translations PREFIX /translations BASE "${CMAKE_CURRENT_BINARY_DIR}" FILES ${files})
endfunction()

add_custom_target(driftwood_translations_update
                  COMMAND Qt6::lupdate ${DRIFTWOOD_LUPDATE_OPTIONS} -target-language de -ts
                          "${DRIFTWOOD_TRANSLATIONS}/driftwood_de.ts"
                  COMMAND Qt6::lupdate ${DRIFTWOOD_LUPDATE_OPTIONS} -pluralonly -target-language en -ts
                          "${DRIFTWOOD_TRANSLATIONS}/driftwood_en.ts"
                  COMMENT "Bringing the sources' new texts into resources/translations" VERBATIM)
