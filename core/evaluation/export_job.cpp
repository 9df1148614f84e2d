#include "evaluation/export_job.h"

#include "base/clock.h"
#include "dataset/dataset.h"
#include "decoder/registry/schema_book.h"
#include "evaluation/checked_export.h"
#include "evaluation/stored_model.h"
#include "model/inputs.h"
#include "model/lower_model.h"

#include <algorithm>
#include <limits>

namespace driftwood::evaluation {
namespace {

/// Number of offsets per partition that are read for the comparison.
constexpr std::int64_t kSampleOffsets = 500;

/// Rows for the comparison of an export, with a description of their origin.
struct Sample {
    records::RecordBatch rows;
    std::string origin;
};

dataset::DatasetRequest requestFor(const dataset::Manifest& trainedOn, broker::TopicRanges ranges) {
    dataset::DatasetRequest request;
    request.name = "export check";
    request.ranges = std::move(ranges);
    request.beginMayMove = true;
    request.isolation = trainedOn.isolation;
    request.decoder = trainedOn.decoder;
    request.split.validationFraction = 0.0;
    return request;
}

/// The last records of the ranges, because retention keeps these longest. If the filter passes none of them,
/// everything that is left of the ranges.
Result<Sample> sampleOfTrainingRange(broker::Connection& connection, const dataset::Manifest& trainedOn,
                                     const std::stop_token& stop) {
    const auto topic = connection.topic(trainedOn.topic);
    if (!topic)
        return tl::unexpected(topic.error());
    if (!trainedOn.topicId.empty() && topic->topicId != trainedOn.topicId)
        return fail(ErrorCode::TopicGone, "the topic was re-created since", trainedOn.topic.value);
    for (const std::int64_t offsets : {kSampleOffsets, std::numeric_limits<std::int64_t>::max()}) {
        broker::TopicRanges ranges = trainedOn.ranges();
        for (broker::OffsetRange& range : ranges.ranges)
            range.begin = Offset(std::max(range.begin.value, range.end.value - offsets));
        dataset::DatasetRequest request = requestFor(trainedOn, std::move(ranges));
        request.filter = trainedOn.filter;
        auto data = dataset::createDataset(connection, request, {}, stop);
        if (data)
            return Sample{std::move(data->rows), "records of the training range"};
        if (data.error().code != ErrorCode::NotFound)
            return forward(data);
    }
    return fail(ErrorCode::RangeGone, "the log no longer has records of the training range",
                trainedOn.topic.value);
}

Result<Sample> sampleOfNewestRecords(broker::Connection& connection, const dataset::Manifest& trainedOn,
                                     const std::stop_token& stop) {
    const auto watermarks = connection.watermarks(trainedOn.topic, trainedOn.isolation);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    broker::TopicRanges ranges{trainedOn.topic, {}};
    for (const broker::Watermarks& mark : *watermarks)
        ranges.ranges.push_back(
            {mark.partition, std::max(mark.low, Offset(mark.high.value - kSampleOffsets)), mark.high});
    dataset::DatasetRequest request = requestFor(trainedOn, std::move(ranges));
    request.decoder.book = decoder::bookOf(connection.profile().registry); // they may have newer schemas
    auto data = dataset::createDataset(connection, request, {}, stop);
    if (!data)
        return forward(data);
    return Sample{std::move(data->rows),
                  "the newest records of the topic, since the training range is no longer in the log"};
}

Result<Sample> chooseSample(broker::Connection& connection, const model::TrainedModel& model,
                            const std::stop_token& stop) {
    auto sample = sampleOfTrainingRange(connection, model.lineage.dataset, stop);
    if (!sample && !stop.stop_requested())
        sample = sampleOfNewestRecords(connection, model.lineage.dataset, stop);
    if (sample || stop.stop_requested() || model.examples.empty())
        return sample;
    return Sample{model::batchOf(model::inputFields(model.features), model.examples),
                  "the examples stored with the model, since the topic could not be read: " +
                      sample.error().what};
}

} // namespace

Result<ExportReport> exportModel(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
                                 const std::string& modelIdOrName, const model::Exporter& exporter,
                                 const std::filesystem::path& path, const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    auto model = loadStoredModel(**workspace, modelIdOrName);
    if (!model)
        return forward(model);
    if (Status fine = model::checkLowered(**model); !fine)
        return forward(fine);
    if (Status available = exporter.available(); !available)
        return forward(available);
    auto sample = chooseSample(connection, **model, stop);
    if (!sample)
        return forward(sample);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "stopped before the file was written", path.string());
    auto report = exportChecked(**model, exporter, sample->rows, path);
    if (!report)
        return forward(report);
    report->comparedOn = std::move(sample->origin);

    workspace::ExportRow row;
    row.modelId = (*model)->id;
    row.format = report->format;
    row.path = report->path.string();
    row.comparison = workspace::ExportComparison(*report);
    row.createdAt = formatIso8601(timeNow());
    if (auto s = (*workspace)->addExport(row); !s)
        report->notKept = s.error().what; // the file is written and checked all the same
    return report;
}

} // namespace driftwood::evaluation
