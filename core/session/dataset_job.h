#pragma once

#include "dataset/dataset.h"
#include "session/field_profile.h"
#include "session/field_roles.h"
#include "session/job.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace driftwood::session {

/// Rows per bucket of time, by what the split made of them.
struct SplitTimeline {
    TimestampMs begin;
    std::int64_t widthMs = 1;
    std::vector<double> train, gap, validation; ///< of equal length
};

/// What the rows of a data set look like: worked out once from reading them, kept when they are let go.
struct DatasetProfile {
    dataset::Manifest manifest;
    std::vector<FieldProfile> fields;
    FieldRoles suggested;
    SplitTimeline split;
    std::int64_t trainRows = 0;
    std::int64_t gapRows = 0;
    std::int64_t validationRows = 0;
    std::optional<TimestampMs> validationFrom; ///< of the first validation row; nothing where there is none
    std::vector<decoder::DecodeFailure> failures; ///< the first kMaxKeptFailures
};
using DatasetProfilePtr = std::shared_ptr<const DatasetProfile>;

[[nodiscard]] DatasetProfile profileDataset(const dataset::LoadedDataset& data);

/// Reads what was requested and keeps its manifest in the workspace; stopped or failed, nothing is kept. A
/// name that is taken is refused before anything is read.
[[nodiscard]] Result<DatasetProfilePtr>
createDataset(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
              const std::string& profileName, const dataset::DatasetRequest& request,
              const ProgressSink& progress, const std::stop_token& stop);

/// Reads a data set again, refusing one that is no longer what its manifest says.
[[nodiscard]] Result<DatasetProfilePtr> readDataset(broker::Connection& connection,
                                                    const dataset::Manifest& manifest,
                                                    const ProgressSink& progress,
                                                    const std::stop_token& stop);

/// Either of the two, on a job board.
using DatasetJob = ResultJob<DatasetProfilePtr>;

} // namespace driftwood::session
