# Run at build time by embed.cmake: writes OUT, a source file with the file TEXT as raw literals, cut at line ends.
# Compilers need not take a literal of more than 65,536 characters, and clang says so.
set(most 60000)

file(READ ${TEXT} rest)
set(source "// Made by model/policy/catalogue/embed_script.cmake.\n#include \"model/internal/catalogue_text.h\"\n
namespace iamirror::model {\n\nnamespace {\n
// The length by type: counted at compile time it would cost a step a character.
template <std::size_t Size>
constexpr std::string_view part(const char (&text)[Size]) {
    return {text, Size - 1};
}\n\n}  // namespace\n
std::span<const std::string_view> catalogue_text() {\n    static constexpr std::string_view parts[] = {\n")
string(LENGTH "${rest}" length)
while(length GREATER 0)
    string(SUBSTRING "${rest}" 0 ${most} piece)
    string(FIND "${piece}" "\n" end REVERSE)
    if(end EQUAL -1)
        message(FATAL_ERROR "${TEXT}: a line of more than ${most} characters, or the last one has no end")
    endif()
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${piece}" 0 ${end} piece)
    string(APPEND source "        part(R\"__text__(${piece})__text__\"),\n")
    string(SUBSTRING "${rest}" ${end} -1 rest)
    string(LENGTH "${rest}" length)
endwhile()
string(APPEND source "    };\n    return parts;\n}\n\n}  // namespace iamirror::model\n")
file(WRITE ${OUT} "${source}")
