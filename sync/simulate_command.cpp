#include "sync/simulate_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <thread>

#include "model/base/text.h"
#include "model/simulate.h"
#include "sync/descriptor.h"
#include "sync/failure.h"
#include "sync/import/fan_out.h"
#include "sync/line_reader.h"

namespace iamirror::sync {

namespace {

// A second descriptor of stdin, so that both are closed alike.
int open_input(const std::string& path) {
    return path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

bool is_blank(const InputLine& line) {
    return !line.is_too_long && trim(line.text).empty();
}

// Of a few lines at a time, so that handing them out costs little beside them.
constexpr std::size_t lines_of_a_piece = 16;

struct Answers {
    std::string text;
    bool has_error = false;
};

Answers answer(const std::vector<InputLine>& lines, std::size_t piece) {
    Answers out;
    const std::size_t end = std::min(lines.size(), (piece + 1) * lines_of_a_piece);
    for (std::size_t i = piece * lines_of_a_piece; i < end; ++i) {
        if (is_blank(lines[i])) continue;
        const model::SimulationAnswer answer =
            lines[i].is_too_long
                ? model::SimulationAnswer{R"({"id":null,"error":"the line is longer than 64 MiB"})", true}
                : model::simulate(lines[i].text);
        out.text += answer.line + '\n';
        out.has_error = out.has_error || answer.is_error;
    }
    return out;
}

// False where stdout takes no more.
bool answer_all(const std::vector<InputLine>& lines, int threads, bool& has_error) {
    std::vector<Answers> answers((lines.size() + lines_of_a_piece - 1) / lines_of_a_piece);
    fan_out(
        answers.size(), threads, [&](std::size_t piece) { answers[piece] = answer(lines, piece); },
        [&](std::size_t piece) {
            has_error = has_error || answers[piece].has_error;
            std::cout << answers[piece].text;
            answers[piece].text.clear();
            return std::cout.good();
        });
    return static_cast<bool>(std::cout.flush());
}

}  // namespace

ExitCode run_simulate(Context& context, const SimulateOptions& options) {
    const Descriptor file(open_input(options.file));
    if (file.get() < 0)
        return fail(context,
                    {.kind = ErrorKind::usage,
                     .message = "the file " + printable(options.file) + " cannot be read: " + std::strerror(errno),
                     .hint = "name a file of JSON lines, or - for stdin"});
    LineReader reader(file.get());
    const int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    bool has_error = false;
    while (true) {
        const Result<std::vector<InputLine>> lines = reader.next();
        if (!lines) return fail(context, lines.error());
        if (lines->empty()) break;
        if (!answer_all(*lines, threads, has_error))
            return fail(context, {.kind = ErrorKind::internal, .message = "stdout could not be written to its end"});
    }
    return has_error ? ExitCode::findings : ExitCode::done;
}

}  // namespace iamirror::sync
