#pragma once

#include "session/connection_session.h"
#include "session/store.h"
#include "tasks/background.h"
#include "tasks/job_board.h"

namespace driftwood::session {

/// The window's services: the workspace, a cluster, and running jobs. There is one per window; its parts
/// belong to the window's thread and never block it.
class AppContext {
  public:
    explicit AppContext(std::filesystem::path workspaceFolder)
        : store(std::move(workspaceFolder))
        , connection(background) {}

    // Members are destroyed from last to first, so that jobs are joined before what they use.
    tasks::Background background;
    Store store;
    ConnectionSession connection;
    tasks::JobBoard jobs;
};

} // namespace driftwood::session
