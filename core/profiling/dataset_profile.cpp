#include "profiling/dataset_profile.h"

#include "base/safe_name.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace driftwood::profiling {
namespace {

constexpr std::int64_t kSplitBuckets = 60;

SplitTimeline splitTimeline(const dataset::LoadedDataset& data) {
    SplitTimeline out;
    const auto times = data.rows.timestampsMs();
    if (times.empty())
        return out;
    const auto [first, last] = std::ranges::minmax(times);
    out.begin = TimestampMs(first);
    out.widthMs = std::max<std::int64_t>(1, (last - first) / kSplitBuckets + 1);
    const auto buckets = static_cast<std::size_t>((last - first) / out.widthMs + 1);
    for (auto* part : {&out.train, &out.gap, &out.validation})
        part->assign(buckets, 0.0);
    for (std::size_t row = 0; row < times.size(); ++row) {
        const auto number = static_cast<std::int64_t>(row);
        auto& part = number < data.trainRows         ? out.train
                     : number < data.validationBegin ? out.gap
                                                     : out.validation;
        ++part[static_cast<std::size_t>((times[row] - first) / out.widthMs)];
    }
    return out;
}

Status refuseTaken(workspace::Workspace& workspace, const std::string& name) {
    if (Status fine = checkName("a data set", name); !fine)
        return fine;
    if (workspace.dataset(name))
        return fail(ErrorCode::AlreadyExists, "a data set of this name already exists", "data set " + name,
                    "Choose another name; data sets are never overwritten.");
    return {};
}

} // namespace

DatasetProfile profileDataset(const dataset::LoadedDataset& data) {
    DatasetProfile out;
    out.manifest = data.manifest;
    out.fields = profileFields(data.rows, 0, data.rows.rows());
    const auto end = static_cast<std::size_t>(data.trainRows);
    const auto ofTraining = trainingStatistics(data);
    out.suggested = rolesOf(data, ofTraining, {});
    const auto ofLabel = labelFindings(data.rows, end, out.suggested.labelPath());
    for (std::size_t i = 0; i < out.fields.size(); ++i)
        out.fields[i].finding = ofLabel[i] ? ofLabel[i] : findingOn(ofTraining[i], data.rows, end);
    out.split = splitTimeline(data);
    out.trainRows = data.trainRows;
    out.gapRows = data.validationBegin - data.trainRows;
    out.validationRows = static_cast<std::int64_t>(data.rows.rows()) - data.validationBegin;
    const auto firstValidation = static_cast<std::size_t>(data.validationBegin);
    if (out.validationRows > 0 && data.rows.timestampsMs()[firstValidation] >= 0)
        out.validationFrom = TimestampMs(data.rows.timestampsMs()[firstValidation]);
    out.failures = data.failures;
    return out;
}

Result<DatasetProfilePtr> createDataset(broker::Connection& connection,
                                        const std::filesystem::path& workspaceFolder,
                                        const std::string& profileName,
                                        const dataset::DatasetRequest& request, const ProgressSink& progress,
                                        const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    if (auto free = refuseTaken(**workspace, request.name); !free)
        return forward(free);
    auto data = dataset::createDataset(connection, request, progress, stop);
    if (!data)
        return forward(data);
    auto profile = std::make_shared<const DatasetProfile>(profileDataset(*data));
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "stopped before the data set was kept", "data set " + request.name);
    if (auto added =
            (*workspace)->addDataset(data->manifest, profileName, connection.profile().bootstrapServers);
        !added)
        return forward(added);
    return profile;
}

Result<DatasetProfilePtr> readDataset(broker::Connection& connection, const dataset::Manifest& manifest,
                                      const ProgressSink& progress, const std::stop_token& stop) {
    auto data = dataset::loadDataset(connection, manifest, progress, stop);
    if (!data)
        return forward(data);
    return std::make_shared<const DatasetProfile>(profileDataset(*data));
}

} // namespace driftwood::profiling
