#pragma once

#include "broker/ranges.h"
#include "workspace/workspace.h"

#include <optional>
#include <vector>

namespace driftwood::monitoring {

/// The offsets that retention took before a monitor had read them, as the workspace keeps them.
class LeftOutRows {
  public:
    /// Beyond these a sitting still tells them, but the workspace does not grow with them.
    static constexpr std::size_t kMostKept = 10'000;

    LeftOutRows(workspace::Workspace& workspace, std::int64_t monitorId)
        : m_workspace(workspace)
        , m_monitorId(monitorId) {}

    /// By partition and offset; ranges that touch or overlap (a sitting that was killed may have noted one
    /// twice) are one.
    [[nodiscard]] Result<std::vector<broker::OffsetRange>> load() const;
    [[nodiscard]] Status add(const std::vector<broker::OffsetRange>& ranges);

  private:
    workspace::Workspace& m_workspace;
    std::int64_t m_monitorId;
    std::optional<std::size_t> m_kept; ///< rows, once known
};

} // namespace driftwood::monitoring
