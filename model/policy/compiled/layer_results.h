// What each layer says of a request: when it allows, when it denies, and which statements do.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/policy/compiled/layers.h"
#include "model/policy/compiled/statement_matcher.h"

namespace iamirror::model::compiled {

// A statement that had its part, by numbers of the CompiledLayers.
struct DecidingNumber {
    Layer layer = Layer::identity;
    std::uint32_t attached = 0;  // of CompiledLayers::attached
    std::uint32_t index = 0;     // in the document
    bool operator==(const DecidingNumber&) const = default;
};

struct PolicyGrants {
    Formula account = never, role = never, direct = never;
    bool is_empty() const { return account == never && role == never && direct == never; }
};

struct LayerSays {
    bool is_present = false;
    Formula allow = never, deny = never;
    PolicyGrants grants;
    std::uint32_t allowing_begin = 0, allowing_end = 0, denying_begin = 0, denying_end = 0;
};

struct LayerResults {
    std::array<LayerSays, layer_count> says;
    std::vector<DecidingNumber> allowing, denying;  // each layer's together
    LayerSays& of(Layer layer) { return says[static_cast<std::size_t>(layer)]; }
    const LayerSays& of(Layer layer) const { return says[static_cast<std::size_t>(layer)]; }
    void clear();
};

template <typename Algebra>
class LayerReader {
  public:
    LayerReader(const Store& store, const CompiledLayers& layers, StatementMatcher<Algebra>& matcher,
                LayerResults& results)
        : store_(store), layers_(layers), matcher_(matcher), algebra_(matcher.algebra()), results_(results) {}

    void read(Layer layer, const AttachedRange& range, const Rules& rules);
    // Every level must allow; one that denies is enough.
    void read(Layer layer, const std::vector<AttachedRange>& levels, const Rules& rules);

  private:
    void read_range(Layer layer, const AttachedRange& range, const Rules& rules, LayerSays& says);
    bool names_action(const PolicyEntry& entry) const;
    void read_entry(const PolicyEntry& entry, const DecidingNumber& number, const Rules& rules, LayerSays& says);
    LayerSays& open(Layer layer);
    void close(LayerSays& says);

    const Store& store_;
    const CompiledLayers& layers_;
    StatementMatcher<Algebra>& matcher_;
    Algebra& algebra_;
    LayerResults& results_;
};

extern template class LayerReader<Booleans>;
extern template class LayerReader<Formulas>;

}  // namespace iamirror::model::compiled
