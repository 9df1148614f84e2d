#pragma once

#include "records/schema.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace driftwood::decoder {

/// The schema's dotted paths, prepared for walking JSON objects: from a node by a field name to the next
/// node. "a.b" is found as {"a":{"b":…}} and as {"a.b":…} alike.
///
/// Producers write their fields in the same order again and again. Each node therefore remembers which names
/// it has seen, wanted or not, and which came after which, so that the usual name costs one comparison.
class FieldTrie {
  public:
    static constexpr std::int32_t kNotWanted = -1;
    static constexpr std::int32_t kRoot = 0;
    static constexpr std::uint32_t kUnknown = UINT32_MAX;

    explicit FieldTrie(const records::Schema& schema);

    /// A name as it stands in the payload, with its closing quote: no name is a prefix of another one then.
    struct Member {
        std::string quoted;
        std::int32_t node = kNotWanted;
        std::uint32_t follower = kUnknown; ///< what came after it the last time
    };

    [[nodiscard]] std::int32_t column(std::int32_t node) const { return m_nodes[index(node)].column; }
    [[nodiscard]] bool hasMembers(std::int32_t node) const { return !m_nodes[index(node)].edges.empty(); }

    /// The member expected after `previous` in this node (kUnknown: as the first); kUnknown when there is
    /// none yet.
    [[nodiscard]] std::uint32_t expected(std::int32_t node, std::uint32_t previous) const {
        const Node& n = m_nodes[index(node)];
        return previous == kUnknown ? n.first : n.members[previous].follower;
    }
    [[nodiscard]] const Member& member(std::int32_t node, std::uint32_t which) const {
        return m_nodes[index(node)].members[which];
    }
    /// Looks a name up the slow way and expects it here the next time. `raw` is the name with its escapes.
    /// kUnknown, with `target` set all the same, when the node already remembers too many names.
    [[nodiscard]] std::uint32_t find(std::int32_t node, std::uint32_t previous, std::string_view raw,
                                     std::int32_t& target);

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class T>
    using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    struct Node {
        std::int32_t column = kNotWanted;
        ByName<std::int32_t> edges;  ///< wanted names, unescaped, to nodes
        ByName<std::uint32_t> known; ///< names as written, to members
        std::vector<Member> members;
        std::uint32_t first = kUnknown;
    };
    static std::size_t index(std::int32_t node) { return static_cast<std::size_t>(node); }

    std::vector<Node> m_nodes;
};

} // namespace driftwood::decoder
