// One store, an evaluator a thread: what each says is what the direct evaluator says. ThreadSanitizer watches here.
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "model/policy/compiled/evaluator.h"
#include "model/simulate.h"
#include "tests/model/policy/oracle/generate.h"

namespace iamirror::model {
namespace {

struct Asked {
    SimulationLine line;
    compiled::CompiledLayers layers;
    Decision wanted;
};

std::vector<Asked> random_lines(compiled::Store& store, std::size_t count) {
    std::vector<Asked> out;
    for (std::uint64_t seed = 0; seed < count; ++seed) {
        const auto line = read_simulation(*read_json(oracle::random_line(seed).dump()).value);
        EXPECT_TRUE(line.ok()) << seed;
        out.push_back({*line, compile(store, line->layers), evaluate(line->request, line->layers)});
    }
    return out;
}

TEST(CompiledThreads, ShareAStore) {
    compiled::Store store;
    const std::vector<Asked> lines = random_lines(store, 400);
    std::atomic<std::size_t> different{0}, decided{0};
    const auto decide_all = [&](std::size_t first) {
        compiled::Evaluator evaluator(store);
        for (std::size_t i = 0; i < lines.size(); ++i, ++decided) {
            const Asked& one = lines[(first + i) % lines.size()];
            evaluator.decide(one.line.request, one.layers);
            if (evaluator.explain(one.layers) != one.wanted) ++different;
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 4; ++i) threads.emplace_back(decide_all, i * 100);
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(different, 0U);
    EXPECT_EQ(decided, 4 * lines.size());
}

}  // namespace
}  // namespace iamirror::model
