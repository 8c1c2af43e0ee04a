// A line of `iamirror simulate`: a request and the policies around it as JSON, and the decision as JSON.
// README.md of sync tells the members; `iamirror simulate --help` shows an example.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/json.h"
#include "model/policy/evaluate.h"

namespace iamirror::model {

struct SimulationLine {
    Json id;  // of any kind, given back as it came; null where there is none
    AccessRequest request;
    Layers layers;
};

// ErrorKind::invalid_input, and `resource` says where in the line ("request.principal"). A member that has no meaning
// is refused: one misspelt would silently allow more.
Result<SimulationLine> read_simulation(const Json& line);

// A line of text, read and decided.
struct Simulated {
    Json id;
    std::string error;                 // what is wrong with the line, and where; "": nothing
    SimulationLine line;               // where nothing is
    std::optional<Decision> decision;  // likewise
};
Simulated decide(std::string_view line);

// The layers of such a line without "request", as `policy compare` takes them.
Result<Layers> read_layers(const Json& line);

// The answer to one line of text, itself one line; what is wrong with the line is told in it as "error".
struct SimulationAnswer {
    std::string line;
    bool is_error = false;
};
SimulationAnswer simulate(std::string_view line);

}  // namespace iamirror::model
