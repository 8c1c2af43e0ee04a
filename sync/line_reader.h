// Lines from a file descriptor, in portions of what is there: whoever waits for the answer to a line gets it before
// writing the next.
#pragma once

#include <string>
#include <vector>

#include "model/base/result.h"

namespace iamirror::sync {

struct InputLine {
    std::string text;          // without the line end
    bool is_too_long = false;  // longer than LineReader::max_octets; the text is left out
};

// The descriptor stays its owner's.
class LineReader {
  public:
    static constexpr std::size_t max_octets = 16 * 1024 * 1024;  // 100,000 statements fit

    explicit LineReader(int descriptor) : descriptor_(descriptor) {}

    // The lines that have arrived, waiting for one at least; none at the end. The last line needs no line end.
    // ErrorKind::usage where reading fails.
    Result<std::vector<InputLine>> next();

  private:
    void take_lines(std::vector<InputLine>& lines);
    void end_line(std::vector<InputLine>& lines, std::string text);

    int descriptor_;
    std::string rest_;  // of a line whose end has not come yet
    bool is_too_long_ = false;
    bool is_at_end_ = false;
};

}  // namespace iamirror::sync
