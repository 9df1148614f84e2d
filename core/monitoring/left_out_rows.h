#pragma once

#include "broker/ranges.h"
#include "workspace/workspace.h"

#include <optional>
#include <vector>

namespace driftwood::monitoring {

/// The workspace's list of offsets that retention removed before a monitor had read them.
class LeftOutRows {
  public:
    /// Limits the size in the workspace; a session still reports further ones.
    static constexpr std::size_t kMostKept = 10'000;

    LeftOutRows(workspace::Workspace& workspace, std::int64_t monitorId)
        : m_workspace(workspace)
        , m_monitorId(monitorId) {}

    /// By partition and offset; ranges that touch or overlap are merged, because a killed session may have
    /// stored one twice.
    [[nodiscard]] Result<std::vector<broker::OffsetRange>> load() const;
    [[nodiscard]] Status add(const std::vector<broker::OffsetRange>& ranges);

  private:
    workspace::Workspace& m_workspace;
    std::int64_t m_monitorId;
    std::optional<std::size_t> m_kept; ///< number of rows; nothing until it is known
};

} // namespace driftwood::monitoring
