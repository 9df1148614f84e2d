#include "evaluation/checked_export.h"

#include "base/files.h"
#include "model/examples.h"
#include "model/inference.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace driftwood::evaluation {
namespace {

using model::TrainedModel;

constexpr double kTolerance = 1e-5;
constexpr std::size_t kChunkRows = 1024;

struct Difference {
    double largest = 0.0;
    double allowed = kTolerance; ///< for the output with the largest difference
};

/// A copy of a model to be compared: what it is called in an error, and how it is computed.
struct Copy {
    std::string name;
    std::function<Result<std::vector<double>>(const graph::Inputs&)> run;
};

std::string placeOf(const records::RecordBatch& rows, std::size_t row) {
    return "partition " + std::to_string(rows.partitions()[row]) + ", offset " +
           std::to_string(rows.offsets()[row]);
}

/// Compares the outputs of rows from `begin` on with ours.
Status compareRows(const TrainedModel& model, const Copy& copy, const records::RecordBatch& rows,
                   std::size_t begin, const model::Outputs& ours, const std::vector<double>& theirs,
                   Difference& difference) {
    if (theirs.size() != ours.values.size())
        return fail(ErrorCode::Mismatch, copy.name + " gives " + std::to_string(theirs.size()) +
                                             " outputs instead of " + std::to_string(ours.values.size()));
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        const double expected = ours.values[i];
        const double found = theirs[i];
        if (expected == found || (std::isnan(expected) && std::isnan(found)))
            continue;
        const double here = std::abs(expected - found);
        const double allowed = model::allowedDifference(model, expected, kTolerance);
        if (!(here <= allowed)) // NaN on one side only is a disagreement
            return fail(ErrorCode::Mismatch,
                        copy.name + " does not score like Driftwood: " + std::to_string(found) +
                            " instead of " + std::to_string(expected),
                        placeOf(rows, begin + i / ours.columns),
                        "Nothing was written. Please report this with the model's card.");
        if (here > difference.largest)
            difference = {here, allowed};
    }
    return {};
}

/// The largest difference between the copy's outputs and ours over all rows, or where they disagree.
Result<Difference> compare(const TrainedModel& model, const Copy& copy, const model::InputFields& fields,
                           const records::RecordBatch& rows) {
    auto inference = model::Inference::create(model);
    if (!inference)
        return forward(inference);
    Difference difference;
    for (std::size_t begin = 0; begin < rows.rows(); begin += kChunkRows) {
        const std::size_t end = std::min(rows.rows(), begin + kChunkRows);
        auto ours = inference->run(rows, begin, end);
        if (!ours)
            return forward(ours);
        auto inputs = model::graphInputs(fields, rows, begin, end);
        if (!inputs)
            return forward(inputs);
        auto theirs = copy.run(*inputs);
        if (!theirs)
            return forward(theirs);
        if (Status same = compareRows(model, copy, rows, begin, *ours, *theirs, difference); !same)
            return forward(same);
    }
    return difference;
}

} // namespace

Result<ExportReport> exportChecked(const TrainedModel& model, const model::Exporter& exporter,
                                   const records::RecordBatch& sample, const std::filesystem::path& path) {
    if (Status consistent = checkConsistent(model); !consistent)
        return forward(consistent);
    if (sample.empty())
        return fail(ErrorCode::InvalidArgument, "an export needs rows to be compared on", path.string(),
                    "Give it some rows of the model's data set.");
    auto example = model::makeExample(model, sample, 0);
    if (!example)
        return forward(example);
    auto contents = model::exportContents(model, exporter, *example);
    if (!contents)
        return forward(contents);
    const Copy graph{"the model's graph", [&](const graph::Inputs& inputs) -> Result<std::vector<double>> {
                         auto outputs = graph::run(contents->graph, inputs);
                         if (!outputs)
                             return forward(outputs);
                         return std::move(outputs->front().values);
                     }};
    if (const auto same = compare(model, graph, contents->fields, sample); !same)
        return tl::unexpected<Error>(same.error());

    auto bytes = exporter.write(*contents);
    if (!bytes)
        return forward(bytes);
    auto file = exporter.open(*bytes);
    if (!file)
        return forward(file);
    const Copy exported{"the exported file",
                        [&](const graph::Inputs& inputs) { return (*file)->run(inputs); }};
    const auto difference = compare(model, exported, contents->fields, sample);
    if (!difference)
        return tl::unexpected<Error>(difference.error());
    if (Status written = writeFileAtomically(path, *bytes); !written)
        return forward(written);

    ExportReport report;
    report.format = exporter.name;
    report.path = path;
    report.bytes = bytes->size();
    report.rowsCompared = static_cast<std::int64_t>(sample.rows());
    report.maxAbsoluteDifference = difference->largest;
    report.allowedDifference = difference->allowed;
    report.tolerance = kTolerance;
    report.runtime = (*file)->runtime();
    return report;
}

} // namespace driftwood::evaluation
