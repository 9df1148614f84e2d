#include "decoder/path_tree.h"

#include "decoder/field_path.h"

namespace driftwood::decoder {

PathTree::PathTree(const records::Schema& columns) {
    for (std::size_t i = 0; i < columns.fields.size(); ++i) {
        PathNode* at = &m_nodes.front();
        for (const std::string& name : parseFieldPath(columns.fields[i].path).names) {
            PathNode*& next = at->names[name];
            if (next == nullptr)
                next = &m_nodes.emplace_back();
            at = next;
        }
        at->column = static_cast<std::int32_t>(i);
    }
}

} // namespace driftwood::decoder
