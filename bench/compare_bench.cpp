// What a comparison of two policies costs, and how often it has no answer: bench_compare FOLDER with a policy document
// a file, or members "document" in them as corpora/managed-policies has; every ordered pair is compared.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "model/policy/compare.h"

namespace {

using namespace iamirror::model;

struct Document {
    std::string name;
    Layers layers;
};

std::vector<Document> read_folder(const std::filesystem::path& folder) {
    std::vector<Document> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const JsonReading json = read_json(text.str());
        if (!json.value || !json.value->is(Json::Kind::object)) continue;
        const Json* inner = json.value->find("document");
        const auto policy = parse_policy(inner == nullptr ? *json.value : *inner);
        if (policy) out.push_back({entry.path().stem(), layers_of(*policy, ComparisonType::identity)});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

struct Pair {
    double microseconds;
    const Document *a, *b;
};

double at(const std::vector<Pair>& pairs, double share) {
    return pairs[static_cast<std::size_t>(share * static_cast<double>(pairs.size() - 1))].microseconds;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return std::fprintf(stderr, "usage: bench_compare FOLDER\n"), 2;
    const std::vector<Document> documents = read_folder(arguments[1]);
    if (documents.empty()) return std::fprintf(stderr, "no policy in the folder\n"), 1;
    std::map<std::string, int> relations;
    std::vector<Pair> pairs;
    int unknown = 0;
    for (const Document& a : documents)
        for (const Document& b : documents) {
            const auto start = std::chrono::steady_clock::now();
            const PolicyComparison result = compare_policies(a.layers, b.layers, ComparisonType::identity);
            const std::chrono::duration<double, std::micro> elapsed = std::chrono::steady_clock::now() - start;
            pairs.push_back({elapsed.count(), &a, &b});
            ++relations[std::string(name(result.relation))];
            for (const Surplus* surplus : {&result.a_allows_more, &result.b_allows_more}) {
                if (surplus->answer != Answer::unknown) continue;
                ++unknown;
                std::printf("unknown: %s beside %s: %s\n", a.name.c_str(), b.name.c_str(), surplus->why.c_str());
            }
        }
    std::sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) { return x.microseconds < y.microseconds; });
    std::printf("%zu policies, %zu pairs:", documents.size(), pairs.size());
    for (const auto& [relation, times] : relations) std::printf(" %d %s,", times, relation.c_str());
    std::printf(" %d of %zu directions unknown\n", unknown, 2 * pairs.size());
    std::printf(
        "both directions, microseconds: median %.0f, 95 of 100 within %.0f, 99 within %.0f, longest %.0f (%s, %s)\n",
        at(pairs, 0.5), at(pairs, 0.95), at(pairs, 0.99), at(pairs, 1), pairs.back().a->name.c_str(),
        pairs.back().b->name.c_str());
}
