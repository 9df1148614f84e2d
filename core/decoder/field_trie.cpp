#include "decoder/field_trie.h"

#include "decoder/field_path.h"
#include "decoder/json_cursor.h"

namespace driftwood::decoder {
namespace {

// Beyond these a topic uses names as data; remembering them would only fill the memory.
constexpr std::size_t kMostMembers = 16384;
constexpr std::size_t kLongestMember = 256;

/// Where the prefixes of a path end that are a whole number of names, the path itself included.
std::vector<std::size_t> prefixEnds(std::string_view path) {
    std::vector<std::size_t> ends;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1))
        ends.push_back(dot);
    ends.push_back(path.size());
    return ends;
}

} // namespace

FieldTrie::FieldTrie(const records::Schema& schema)
    : m_nodes(1) { // the root, which no prefix names
    ByName<Node*> nodeOf;
    const auto nodeAt = [&](std::string_view prefix) {
        Node*& node = nodeOf[std::string(prefix)];
        if (!node)
            node = &m_nodes.emplace_back();
        return node;
    };
    // Exact paths first: a name they claim is not read as the dotted path of another field.
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const FieldPath path = parseFieldPath(schema.fields[i].path);
        if (!path.exact)
            continue;
        Node* from = &root();
        std::string prefix;
        for (const std::string& name : path.names) {
            appendExactName(prefix, name);
            from = from->m_edges.try_emplace(name, nodeAt(prefix)).first->second;
        }
        from->m_column = static_cast<std::int32_t>(i);
    }
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const std::string_view path = schema.fields[i].path;
        if (parseFieldPath(path).exact)
            continue;
        Node* from = &root();
        std::size_t nameBegin = 0;
        const std::vector<std::size_t> ends = prefixEnds(path);
        // From every prefix to every longer one: producers may write any of the dots into a name.
        for (std::size_t first = 0; first < ends.size(); ++first) {
            for (std::size_t last = first; last < ends.size(); ++last)
                from->m_edges.try_emplace(std::string(path.substr(nameBegin, ends[last] - nameBegin)),
                                          nodeAt(path.substr(0, ends[last])));
            from = nodeAt(path.substr(0, ends[first]));
            nameBegin = ends[first] + 1;
        }
        from->m_column = static_cast<std::int32_t>(i);
    }
}

std::uint32_t FieldTrie::Node::find(std::uint32_t previous, std::string_view raw, Node*& target) {
    std::uint32_t found = kUnknown;
    if (const auto it = m_known.find(raw); it != m_known.end()) {
        found = it->second;
        target = m_members[found].target;
    } else {
        std::string name;
        const bool sound = unescapeJson(raw, name);
        const auto edge = sound ? m_edges.find(name) : m_edges.end();
        target = edge == m_edges.end() ? nullptr : edge->second;
        if (m_members.size() >= kMostMembers || raw.size() > kLongestMember)
            return kUnknown;
        found = static_cast<std::uint32_t>(m_members.size());
        m_members.push_back({std::string(raw) + '"', target, kUnknown});
        m_known.emplace(raw, found);
    }
    (previous == kUnknown ? m_first : m_members[previous].follower) = found;
    return found;
}

} // namespace driftwood::decoder
