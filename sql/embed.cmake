# Puts the SQL files into the program: sql/queries/NAME.sql becomes iamirror::sql::query::NAME; migrations, functions and
# views become lists of (file stem, text) in the order of their names.
set(IAMIRROR_SQL_DIR ${CMAKE_CURRENT_LIST_DIR})

function(embed_sql target)
    file(GLOB scripts CONFIGURE_DEPENDS ${IAMIRROR_SQL_DIR}/migrations/*.sql ${IAMIRROR_SQL_DIR}/functions/*.sql
        ${IAMIRROR_SQL_DIR}/views/*.sql ${IAMIRROR_SQL_DIR}/queries/*.sql)
    set(out ${CMAKE_BINARY_DIR}/generated)
    add_custom_command(OUTPUT ${out}/sql/embedded.h ${out}/sql/embedded.cpp
        COMMAND ${CMAKE_COMMAND} -D SOURCE=${IAMIRROR_SQL_DIR} -D OUT=${out}/sql -P ${IAMIRROR_SQL_DIR}/embed_script.cmake
        DEPENDS ${scripts} ${IAMIRROR_SQL_DIR}/embed_script.cmake
        COMMENT "embedding SQL")
    target_sources(${target} PRIVATE ${out}/sql/embedded.cpp ${out}/sql/embedded.h)
    target_include_directories(${target} PUBLIC ${out})
endfunction()
