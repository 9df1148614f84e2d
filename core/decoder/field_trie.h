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

/// The schema's dotted paths as a trie for walking JSON objects: a field name leads from one node to the
/// next. "a.b" matches both {"a":{"b":…}} and {"a.b":…}.
///
/// Producers write their fields in the same order again and again. Each node therefore remembers the names it
/// has seen, in the schema or not, and their order, so that the usual name costs one comparison.
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

    /// A name as written, with its closing quote, so that no name is a prefix of another.
    struct Member {
        std::string quoted;
        Node* target = nullptr;            ///< null: the field is not in the schema
        std::uint32_t follower = kUnknown; ///< the member that followed it last time
    };

    struct Edge {
        Node* target = nullptr;
        bool dotted = false; ///< on a path whose dots may be part of a name; false for exact paths
    };

    /// One path of the schema: the column, if any, and the names that may follow.
    class Node {
      public:
        [[nodiscard]] std::int32_t column() const { return m_column; }
        [[nodiscard]] bool hasFields() const { return !m_edges.empty(); }

        /// The member expected after `previous` (kUnknown: the first); kUnknown when none is expected yet.
        [[nodiscard]] std::uint32_t expected(std::uint32_t previous) const {
            return previous == kUnknown ? m_first : m_members[previous].follower;
        }
        [[nodiscard]] const Member& member(std::uint32_t which) const { return m_members[which]; }

        /// The node for an unescaped name; null when the schema has no such field.
        [[nodiscard]] Node* target(std::string_view name) const;

      private:
        friend class FieldTrie;

        std::int32_t m_column = kNoColumn;
        std::map<std::string, Edge, std::less<>> m_edges; ///< names in the schema, unescaped
        ByName<std::uint32_t> m_known;                    ///< from names as written to members
        std::vector<Member> m_members;
        std::uint32_t m_first = kUnknown;
    };

    explicit FieldTrie(const records::Schema& schema);
    FieldTrie(const FieldTrie&) = delete;
    FieldTrie& operator=(const FieldTrie&) = delete;

    [[nodiscard]] Node& root() { return m_nodes.front(); }
    /// Looks up a name the slow way and remembers it as the follower of `previous`. `raw` is the name with
    /// its escapes. Sets `target` but returns kUnknown when too many names are remembered already.
    [[nodiscard]] std::uint32_t find(Node& node, std::uint32_t previous, std::string_view raw, Node*& target);

  private:
    Node& child(Node& from, std::string_view name, bool dotted);

    std::deque<Node> m_nodes; ///< a deque because nodes point to each other; one for each name on the paths
    std::size_t m_remembered = 0;
};

} // namespace driftwood::decoder
