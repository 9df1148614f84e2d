#include "model/exporters/export_metadata.h"
#include "model/exporters/exporter.h"
#include "model/lower_model.h"

#include <array>

namespace driftwood::model {
namespace {

/// A format is added as a file that defines it and a row here. The first is the usual one, and of
/// those with one suffix the first is meant by it.
constexpr std::array<const Exporter*, 4> kExporters{&kOnnx, &kPt2, &kOlderPt2, &kTorchScript};

} // namespace

std::span<const Exporter* const> exporters() { return kExporters; }

Error timesAreNoText(std::string_view title, const std::string& field) {
    return {ErrorCode::Unsupported, std::string(title) + " has no operation that reads a time from text",
            field, "Export TorchScript, which has, or train on a time that is a number."};
}

Result<ExportContents> exportContents(const TrainedModel& model, const Exporter& exporter,
                                      const Example& example) {
    auto graph = lowerModel(model);
    if (!graph)
        return forward(graph);
    ExportContents contents;
    contents.graph = *std::move(graph);
    contents.fields = inputFields(model.features);
    contents.featureNames = model.features.outputNames();
    contents.classes = model.classNames();
    contents.threshold = model.threshold;
    contents.modelId = model.id;
    contents.metadata = exportMetadata(model, exporter, contents, example);
    return contents;
}

} // namespace driftwood::model
