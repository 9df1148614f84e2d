#pragma once

#include "records/schema.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>

namespace driftwood::decoder {

/// A place in the paths of the columns.
struct PathNode {
    std::int32_t column = -1;
    std::map<std::string, PathNode*, std::less<>> names;

    /// The place that a name leads to, or null.
    [[nodiscard]] const PathNode* at(std::string_view name) const {
        const auto found = names.find(name);
        return found == names.end() ? nullptr : found->second;
    }
};

/// The paths of the columns as a tree of names.
class PathTree {
  public:
    explicit PathTree(const records::Schema& columns);
    [[nodiscard]] const PathNode& root() const { return m_nodes.front(); }

  private:
    std::deque<PathNode> m_nodes = std::deque<PathNode>(1); // stay where they are
};

} // namespace driftwood::decoder
