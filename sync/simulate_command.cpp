#include "sync/simulate_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <sstream>
#include <thread>

#include "model/base/text.h"
#include "model/simulate.h"
#include "sync/descriptor.h"
#include "sync/failure.h"
#include "sync/import/fan_out.h"
#include "sync/line_reader.h"
#include "sync/simulate_output.h"

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

constexpr const char* too_long = "the line is longer than 16 MiB";

struct Answers {
    std::string text;
    bool has_error = false;
};

model::SimulationAnswer in_json(const InputLine& line) {
    if (line.is_too_long) return {R"({"id":null,"error":")" + std::string{too_long} + R"("})" + '\n', true};
    model::SimulationAnswer answer = model::simulate(line.text);
    answer.line += '\n';
    return answer;
}

model::SimulationAnswer in_words(const InputLine& line) {
    model::Simulated simulated;
    if (line.is_too_long) {
        simulated.error = too_long;
    } else {
        simulated = model::decide(line.text);
    }
    std::ostringstream text;
    print_decision(text, simulated);
    return {text.str(), !simulated.decision};
}

Answers answer(const std::vector<InputLine>& lines, std::size_t piece, bool wants_words) {
    Answers out;
    const std::size_t end = std::min(lines.size(), (piece + 1) * lines_of_a_piece);
    for (std::size_t i = piece * lines_of_a_piece; i < end; ++i) {
        if (is_blank(lines[i])) continue;
        const model::SimulationAnswer answer = wants_words ? in_words(lines[i]) : in_json(lines[i]);
        out.text += answer.line;
        out.has_error = out.has_error || answer.is_error;
    }
    return out;
}

// False where stdout takes no more.
bool answer_all(const std::vector<InputLine>& lines, bool wants_words, int threads, bool& has_error) {
    std::vector<Answers> answers((lines.size() + lines_of_a_piece - 1) / lines_of_a_piece);
    fan_out(
        answers.size(), threads, [&](std::size_t piece) { answers[piece] = answer(lines, piece, wants_words); },
        [&](std::size_t piece) {
            has_error = has_error || answers[piece].has_error;
            std::cout << answers[piece].text;
            answers[piece].text.clear();
            return std::cout.good();
        });
    return static_cast<bool>(std::cout.flush());
}

}  // namespace

ExitCode run_simulate(Context& context, const SimulateOptions& options, bool is_format_given) {
    const OutputFormat format = is_format_given ? context.config().output : OutputFormat::json;
    if (format == OutputFormat::csv)
        return fail(context, {.kind = ErrorKind::usage,
                              .message = "simulate has no CSV: an answer holds lists of lists",
                              .hint = "leave -o out for JSON lines, or give -o table for words"});
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
        if (!answer_all(*lines, format == OutputFormat::table, threads, has_error))
            return fail(context, {.kind = ErrorKind::internal, .message = "stdout could not be written to its end"});
    }
    return has_error ? ExitCode::findings : ExitCode::done;
}

}  // namespace iamirror::sync
