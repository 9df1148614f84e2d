#include "session/export_job.h"

#include "base/clock.h"
#include "dataset/dataset.h"
#include "session/stored_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::session {
namespace {

/// Offsets read from each partition for the comparison.
constexpr std::int64_t kSampleOffsets = 500;

Result<dataset::LoadedDataset> readSample(broker::Connection& connection, const dataset::Manifest& trainedOn,
                                          const std::stop_token& stop) {
    dataset::DatasetRequest request;
    request.name = "export check";
    request.ranges = trainedOn.ranges();
    for (broker::OffsetRange& range : request.ranges.ranges)
        range.end = Offset(std::min(range.end.value, range.begin.value + kSampleOffsets));
    request.isolation = trainedOn.isolation;
    request.decoder = trainedOn.decoder;
    request.filter = trainedOn.filter;
    request.split.validationFraction = 0.0;
    return dataset::createDataset(connection, request, {}, stop);
}

} // namespace

Result<model::ExportReport> exportTorchScript(broker::Connection& connection,
                                              const std::filesystem::path& workspaceFolder,
                                              const std::string& modelIdOrName,
                                              const std::filesystem::path& path,
                                              const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    auto model = loadStoredModel(**workspace, modelIdOrName);
    if (!model)
        return forward(model);
    auto backend = model::torchBackend();
    if (!backend)
        return forward(backend);
    auto sample = readSample(connection, (*model)->lineage.dataset, stop);
    if (!sample)
        return forward(sample);
    auto report = (*backend)->exportTorchScript(**model, sample->rows, path);
    if (!report)
        return forward(report);

    workspace::ExportRow row;
    row.modelId = (*model)->id;
    row.format = "torchscript";
    row.path = report->path.string();
    row.reportJson = nlohmann::json{
        {"rows_compared", report->rowsCompared},
        {"max_absolute_difference", report->maxAbsoluteDifference},
        {"tolerance", report->tolerance},
        {"runtime", report->runtime},
        {"bytes",
         report->bytes}}.dump();
    row.createdAt = formatIso8601(SystemClock().now());
    if (auto s = (*workspace)->addExport(row); !s)
        return forward(s);
    return report;
}

} // namespace driftwood::session
