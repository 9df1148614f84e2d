#pragma once

#include "session/background.h"
#include "session/connection_session.h"
#include "session/job_board.h"
#include "session/store.h"

namespace driftwood::session {

/// What a person has at hand: the workspace, a cluster, and the work under way. One for the window; its parts
/// live in the window's thread and never make it wait.
class Desk {
  public:
    explicit Desk(std::filesystem::path workspaceFolder)
        : store(std::move(workspaceFolder))
        , connection(background) {}

    // Destroyed from the last to the first: jobs are joined while what they use is still there.
    Background background;
    Store store;
    ConnectionSession connection;
    JobBoard jobs;
};

} // namespace driftwood::session
