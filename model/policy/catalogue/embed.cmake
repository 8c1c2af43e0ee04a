# Puts aws.txt into the library: iamirror::model::catalogue_text() gives it in parts.
set(IAMIRROR_CATALOGUE_DIR ${CMAKE_CURRENT_LIST_DIR})

function(embed_catalogue target)
    set(text ${IAMIRROR_CATALOGUE_DIR}/aws.txt)
    set(script ${IAMIRROR_CATALOGUE_DIR}/embed_script.cmake)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/generated/model/catalogue_text.cpp)
    add_custom_command(OUTPUT ${out} COMMAND ${CMAKE_COMMAND} -D TEXT=${text} -D OUT=${out} -P ${script}
        DEPENDS ${text} ${script} COMMENT "embedding the catalogue of actions")
    target_sources(${target} PRIVATE ${out})
    set_source_files_properties(${out} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
