#pragma once

#include "scoring/attachment.h"
#include "workspace/workspace.h"

namespace driftwood::monitoring {

/// The workspace's list of a monitor's records whose predictions the target topic refused.
class UnpublishedRows {
  public:
    /// Limits the size in the workspace; a session still counts and reports further ones.
    static constexpr std::size_t kMostKept = 10'000;

    UnpublishedRows(workspace::Workspace& workspace, std::int64_t monitorId)
        : m_workspace(workspace)
        , m_monitorId(monitorId) {}

    /// In order of arrival; each record once.
    [[nodiscard]] Result<std::vector<scoring::UnpublishedRecord>> load() const;
    [[nodiscard]] Status add(const std::vector<scoring::UnpublishedRecord>& records);

  private:
    workspace::Workspace& m_workspace;
    std::int64_t m_monitorId;
    std::optional<std::size_t> m_kept; ///< once known
};

} // namespace driftwood::monitoring
