#pragma once

#include "scoring/attachment.h"
#include "workspace/workspace.h"

namespace driftwood::monitoring {

/// The records of a monitor whose predictions the target topic did not take, as the workspace keeps them.
class UnpublishedRows {
  public:
    /// Beyond these a sitting still counts and tells them, but the workspace does not grow with them.
    static constexpr std::size_t kMostKept = 10'000;

    UnpublishedRows(workspace::Workspace& workspace, std::int64_t monitorId)
        : m_workspace(workspace)
        , m_monitorId(monitorId) {}

    /// In the order in which they came; each once.
    [[nodiscard]] Result<std::vector<scoring::UnpublishedRecord>> load() const;
    [[nodiscard]] Status add(const std::vector<scoring::UnpublishedRecord>& records);

  private:
    workspace::Workspace& m_workspace;
    std::int64_t m_monitorId;
    std::optional<std::size_t> m_kept; ///< once known
};

} // namespace driftwood::monitoring
