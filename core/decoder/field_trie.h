#pragma once

#include "records/schema.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
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

    struct Edge {
        Node* target = nullptr;
        bool dotted = false; ///< of a path whose dots may stand in a name; those of exact paths do not
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

      private:
        friend class FieldTrie;
        /// Where a name without its escapes leads; null when nobody wants it.
        [[nodiscard]] Node* target(std::string_view name) const;

        std::int32_t m_column = kNoColumn;
        std::map<std::string, Edge, std::less<>> m_edges; ///< wanted names, unescaped
        ByName<std::uint32_t> m_known;                    ///< names as written, to members
        std::vector<Member> m_members;
        std::uint32_t m_first = kUnknown;
    };

    explicit FieldTrie(const records::Schema& schema);
    FieldTrie(const FieldTrie&) = delete;
    FieldTrie& operator=(const FieldTrie&) = delete;

    [[nodiscard]] Node& root() { return m_nodes.front(); }
    /// Looks a name up the slow way and expects it after `previous` the next time. `raw` is the name with its
    /// escapes. kUnknown, with `target` set all the same, when too many names are remembered already.
    [[nodiscard]] std::uint32_t find(Node& node, std::uint32_t previous, std::string_view raw, Node*& target);

  private:
    Node& child(Node& from, std::string_view name, bool dotted);

    std::deque<Node> m_nodes; ///< which point to each other; one for each name on the paths
    std::size_t m_remembered = 0;
};

} // namespace driftwood::decoder
