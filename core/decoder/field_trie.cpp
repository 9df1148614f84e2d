#include "decoder/field_trie.h"

#include "decoder/field_path.h"
#include "decoder/formats/json/json_cursor.h"

#include <algorithm>

namespace driftwood::decoder {

FieldTrie::Node& FieldTrie::child(Node& from, std::string_view name, bool dotted) {
    Edge& edge = from.m_edges[std::string(name)];
    if (!edge.target)
        edge.target = &m_nodes.emplace_back();
    edge.dotted = edge.dotted || dotted;
    return *edge.target;
}

FieldTrie::FieldTrie(const records::Schema& schema)
    : m_nodes(1) {
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const FieldPath path = parseFieldPath(schema.fields[i].path);
        Node* at = &root();
        for (const std::string& name : path.names)
            at = &child(*at, name, !path.exact);
        at->m_column = static_cast<std::int32_t>(i);
    }
}

FieldTrie::Node* FieldTrie::Node::target(std::string_view name) const {
    // A name that equals a name of an exact path is not interpreted as a dotted path.
    if (const auto edge = m_edges.find(name); edge != m_edges.end())
        return edge->second.target;
    // Any of the dots of a path may be part of a name instead.
    const Node* at = this;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        const auto edge = at->m_edges.find(name.substr(begin, end - begin));
        if (edge == at->m_edges.end() || !edge->second.dotted)
            return nullptr;
        if (end == name.size())
            return edge->second.target;
        at = edge->second.target;
        begin = end + 1;
    }
    return nullptr;
}

std::uint32_t FieldTrie::find(Node& node, std::uint32_t previous, std::string_view raw, Node*& target) {
    std::uint32_t found = kUnknown;
    if (const auto it = node.m_known.find(raw); it != node.m_known.end()) {
        found = it->second;
        target = node.m_members[found].target;
    } else {
        std::string name;
        target = unescapeJson(raw, name) ? node.target(name) : nullptr;
        if (m_remembered >= kMostMembers || raw.size() > kLongestMember)
            return kUnknown;
        ++m_remembered;
        found = static_cast<std::uint32_t>(node.m_members.size());
        node.m_members.push_back({std::string(raw) + '"', target, kUnknown});
        node.m_known.emplace(raw, found);
    }
    (previous == kUnknown ? node.m_first : node.m_members[previous].follower) = found;
    return found;
}

} // namespace driftwood::decoder
