#include "sync/read_document.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "model/base/text.h"

namespace iamirror::sync {

namespace {

std::string called(const std::string& path) {
    return path == "-" ? "stdin" : "the file " + printable(path);
}

Error unreadable(const std::string& path, const std::string& why) {
    return {.kind = ErrorKind::usage,
            .message = called(path) + " cannot be read: " + why,
            .hint = "name a file with a policy document, or - for stdin"};
}

Result<std::string> read_all(std::FILE* file, const std::string& path) {
    std::string text;
    std::array<char, 65'536> buffer{};
    while (const auto count = std::fread(buffer.data(), 1, buffer.size(), file)) {
        text.append(buffer.data(), count);
        if (text.size() > max_document_octets)
            return unreadable(path, "it is longer than " + std::to_string(max_document_octets) + " octets");
    }
    if (std::ferror(file)) return unreadable(path, std::strerror(errno));
    return text;
}

}  // namespace

Result<std::string> read_document(const std::string& path) {
    if (path == "-") return read_all(stdin, path);
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file{std::fopen(path.c_str(), "re"), close};
    if (!file) return unreadable(path, std::strerror(errno));
    return read_all(file.get(), path);
}

}  // namespace iamirror::sync
