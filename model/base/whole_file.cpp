#include "model/base/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "model/base/text.h"

namespace iamirror {

namespace {

Error failure(const std::string& path, const std::string& what) {
    return {
        .kind = ErrorKind::usage, .message = printable(path) + ": " + what, .hint = "name a file that can be written"};
}

Error failure(const std::string& path) {
    return failure(path, std::strerror(errno));
}

// A file descriptor that is closed, and a path that is removed, unless the file became what it was to be.
struct Temporary {
    std::string path;
    int descriptor = -1;
    ~Temporary() {
        if (descriptor >= 0) close(descriptor);
        if (!path.empty()) unlink(path.c_str());
    }
};

bool write_all(int descriptor, const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
        const auto written = write(descriptor, text.data() + done, text.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        done += static_cast<std::size_t>(written);
    }
    return fsync(descriptor) == 0;
}

// The name itself is on the disk only when its directory is.
void sync_directory(const std::filesystem::path& directory) {
    const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

}  // namespace

Status write_whole_file(const std::string& path, const std::string& text) {
    struct stat there {};
    if (lstat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISLNK(there.st_mode))
        return failure(path, "is no regular file");
    const auto parent = std::filesystem::path(path).parent_path();
    const auto directory = parent.empty() ? std::filesystem::path(".") : parent;
    Temporary file{.path = (directory / ".iamirror-XXXXXX").string()};
    file.descriptor = mkostemp(file.path.data(), O_CLOEXEC);
    if (file.descriptor < 0) {
        file.path.clear();
        return failure(path);
    }
    if (!write_all(file.descriptor, text) || rename(file.path.c_str(), path.c_str()) != 0) return failure(path);
    file.path.clear();
    sync_directory(directory);
    return Done{};
}

}  // namespace iamirror
