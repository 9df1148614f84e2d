#include "decoder/field_trie.h"

#include "decoder/json_cursor.h"

namespace driftwood::decoder {
namespace {

// Beyond these a topic uses names as data; remembering them would only fill the memory.
constexpr std::size_t kMostMembers = 1024;
constexpr std::size_t kLongestMember = 256;

} // namespace

FieldTrie::FieldTrie(const records::Schema& schema) {
    ByName<std::int32_t> nodeOf;
    const auto nodeAt = [&](std::string_view prefix) {
        const auto [it, isNew] =
            nodeOf.try_emplace(std::string(prefix), static_cast<std::int32_t>(m_nodes.size()));
        if (isNew)
            m_nodes.emplace_back();
        return it->second;
    };
    m_nodes.emplace_back(); // the root, which no prefix names
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const std::string_view path = schema.fields[i].path;
        std::vector<std::size_t> ends; // of every prefix that is a whole number of names
        for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1))
            ends.push_back(dot);
        ends.push_back(path.size());
        for (std::size_t from = 0; from <= ends.size() - 1; ++from) {
            const std::int32_t start = from == 0 ? kRoot : nodeAt(path.substr(0, ends[from - 1]));
            const std::size_t nameBegin = from == 0 ? 0 : ends[from - 1] + 1;
            for (std::size_t to = from; to < ends.size(); ++to) {
                const std::int32_t target = nodeAt(path.substr(0, ends[to]));
                m_nodes[index(start)].edges.try_emplace(
                    std::string(path.substr(nameBegin, ends[to] - nameBegin)), target);
            }
        }
        m_nodes[index(nodeAt(path))].column = static_cast<std::int32_t>(i);
    }
}

std::uint32_t FieldTrie::find(std::int32_t node, std::uint32_t previous, std::string_view raw,
                              std::int32_t& target) {
    Node& n = m_nodes[index(node)];
    std::uint32_t found = kUnknown;
    if (const auto it = n.known.find(raw); it != n.known.end()) {
        found = it->second;
        target = n.members[found].node;
    } else {
        std::string name;
        if (!unescapeJson(raw, name)) // the cursor has checked it; so this cannot happen
            name = raw;
        const auto edge = n.edges.find(name);
        target = edge == n.edges.end() ? kNotWanted : edge->second;
        if (n.members.size() >= kMostMembers || raw.size() > kLongestMember)
            return kUnknown;
        found = static_cast<std::uint32_t>(n.members.size());
        n.members.push_back({std::string(raw) + '"', target, kUnknown});
        n.known.emplace(raw, found);
    }
    (previous == kUnknown ? n.first : n.members[previous].follower) = found;
    return found;
}

} // namespace driftwood::decoder
