# The registry of resource types, made from the file names in sync/resources: NAME.cpp defines ResourceType NAME().
set(IAMIRROR_RESOURCES_DIR ${CMAKE_CURRENT_LIST_DIR}/resources)

function(embed_registry target)
    file(GLOB files CONFIGURE_DEPENDS ${IAMIRROR_RESOURCES_DIR}/*.cpp)
    list(SORT files)
    set(declarations "")
    set(calls "")
    foreach(file ${files})
        get_filename_component(stem ${file} NAME_WE)
        string(APPEND declarations "ResourceType ${stem}();\n")
        string(APPEND calls "    types.push_back(${stem}());\n")
    endforeach()
    set(source ${CMAKE_BINARY_DIR}/generated/sync/registry.cpp)
    file(CONFIGURE OUTPUT ${source} @ONLY CONTENT "// Made by sync/registry.cmake.
#include \"sync/resource_type.h\"

namespace iamirror::sync {

${declarations}
std::vector<ResourceType> resource_types() {
    std::vector<ResourceType> types;
${calls}    return types;
}

}  // namespace iamirror::sync
")
    target_sources(${target} PRIVATE ${source})
endfunction()
