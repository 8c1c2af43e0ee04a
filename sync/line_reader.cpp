#include "sync/line_reader.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace iamirror::sync {

namespace {

constexpr std::size_t portion_octets = 1024 * 1024;

}  // namespace

void LineReader::end_line(std::vector<InputLine>& lines, std::string text) {
    lines.push_back({is_too_long_ ? "" : std::move(text), is_too_long_});
    is_too_long_ = false;
}

void LineReader::take_lines(std::vector<InputLine>& lines) {
    std::size_t begin = 0;
    for (std::size_t end; (end = rest_.find('\n', begin)) != std::string::npos; begin = end + 1)
        end_line(lines, rest_.substr(begin, end - begin));
    rest_.erase(0, begin);
    if (rest_.size() <= max_octets) return;
    is_too_long_ = true;
    rest_.clear();
}

Result<std::vector<InputLine>> LineReader::next() {
    std::vector<InputLine> lines;
    while (lines.empty() && !is_at_end_) {
        const std::size_t size = rest_.size();
        rest_.resize(size + portion_octets);
        const ssize_t count = ::read(descriptor_, rest_.data() + size, portion_octets);
        rest_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            return Error{.kind = ErrorKind::usage,
                         .message = std::string("the input cannot be read: ") + std::strerror(errno)};
        take_lines(lines);
        is_at_end_ = count == 0;
        if (is_at_end_ && (!rest_.empty() || is_too_long_)) end_line(lines, std::move(rest_));
    }
    return lines;
}

}  // namespace iamirror::sync
