#pragma once

#include "dataset/dataset.h"
#include "profiling/field_profile.h"
#include "profiling/field_roles.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace driftwood::profiling {

/// Number of rows per time bucket and part of the split.
struct SplitTimeline {
    TimestampMs begin;
    std::int64_t widthMs = 1;
    std::vector<double> train, gap, validation; ///< all of the same length
};

/// Profile of a data set's rows, computed while reading and kept after the rows are released.
struct DatasetProfile {
    dataset::Manifest manifest;
    std::vector<FieldProfile> fields;
    FieldRoles suggested;
    SplitTimeline split;
    std::int64_t trainRows = 0;
    std::int64_t gapRows = 0;
    std::int64_t validationRows = 0;
    std::optional<TimestampMs> validationFrom; ///< time of the first validation row; nothing if there is none
    std::vector<decoder::DecodeFailure> failures; ///< the first kMaxKeptFailures
};
using DatasetProfilePtr = std::shared_ptr<const DatasetProfile>;

[[nodiscard]] DatasetProfile profileDataset(const dataset::LoadedDataset& data);

/// Reads the requested records and stores the manifest in the workspace; stores nothing when stopped or
/// failed. Refuses a name that is taken before reading.
[[nodiscard]] Result<DatasetProfilePtr>
createDataset(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
              const std::string& profileName, const dataset::DatasetRequest& request,
              const ProgressSink& progress, const std::stop_token& stop);

/// Rereads a data set; refuses it when the log no longer matches its manifest.
[[nodiscard]] Result<DatasetProfilePtr> readDataset(broker::Connection& connection,
                                                    const dataset::Manifest& manifest,
                                                    const ProgressSink& progress,
                                                    const std::stop_token& stop);

} // namespace driftwood::profiling
