#include "runs/training_job.h"

#include "base/safe_name.h"
#include "runs/training_run.h"

#include <filesystem>

namespace driftwood::runs {

Result<TrainOutcome> runTraining(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
                                 const TrainRequest& request, const TrainSink& sink,
                                 const std::stop_token& stop, TrainControl* control) {
    if (Status fine = checkName("a model", request.modelName); !fine)
        return forward(fine);
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    return TrainingRun(connection, std::move(*workspace), request, sink, stop, control).run(std::nullopt);
}

Result<TrainOutcome> resumeTraining(broker::Connection& connection,
                                    const std::filesystem::path& workspaceFolder, std::int64_t runId,
                                    const TrainSink& sink, const std::stop_token& stop,
                                    TrainControl* control) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    auto row = (*workspace)->run(runId);
    if (!row)
        return forward(row);
    const std::string where = "run " + std::to_string(runId);
    if (row->status == workspace::RunStatus::Finished)
        return fail(ErrorCode::InvalidArgument, "the run is finished; there is nothing to resume", where,
                    "Train anew; the finished run's model can be named as the parent.");
    if (row->checkpointPath.empty() || !std::filesystem::exists(row->checkpointPath))
        return fail(ErrorCode::NotFound, "the run has no checkpoint to resume from", where,
                    "Train again from the start.");
    auto request = requestOf(*row);
    if (!request)
        return forward(request);
    return TrainingRun(connection, std::move(*workspace), std::move(*request), sink, stop, control)
        .run(std::move(*row));
}

} // namespace driftwood::runs
