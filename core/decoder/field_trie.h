#pragma once

#include "records/schema.h"

#include <cstdint>
#include <deque>
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
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class T>
    using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  public:
    static constexpr std::int32_t kNoColumn = -1;
    static constexpr std::uint32_t kUnknown = UINT32_MAX;

    class Node;

    /// A name as it stands in the payload, with its closing quote: no name is a prefix of another one then.
    struct Member {
        std::string quoted;
        Node* target = nullptr;            ///< none: nobody wants the field
        std::uint32_t follower = kUnknown; ///< what came after it the last time
    };

    /// What can stand at one path.
    class Node {
      public:
        [[nodiscard]] std::int32_t column() const { return m_column; }
        [[nodiscard]] bool hasFields() const { return !m_edges.empty(); }

        /// The member expected after `previous` (kUnknown: as the first); kUnknown when there is none yet.
        [[nodiscard]] std::uint32_t expected(std::uint32_t previous) const {
            return previous == kUnknown ? m_first : m_members[previous].follower;
        }
        [[nodiscard]] const Member& member(std::uint32_t which) const { return m_members[which]; }
        /// Looks a name up the slow way and expects it here the next time. `raw` is the name with its
        /// escapes. kUnknown, with `target` set all the same, when too many names are remembered already.
        [[nodiscard]] std::uint32_t find(std::uint32_t previous, std::string_view raw, Node*& target);

      private:
        friend class FieldTrie;
        std::int32_t m_column = kNoColumn;
        ByName<Node*> m_edges;         ///< wanted names, unescaped
        ByName<std::uint32_t> m_known; ///< names as written, to members
        std::vector<Member> m_members;
        std::uint32_t m_first = kUnknown;
    };

    explicit FieldTrie(const records::Schema& schema);
    FieldTrie(const FieldTrie&) = delete;
    FieldTrie& operator=(const FieldTrie&) = delete;

    [[nodiscard]] Node& root() { return m_nodes.front(); }

  private:
    std::deque<Node> m_nodes; ///< which point to each other
};

} // namespace driftwood::decoder
