#include "training/evaluation.h"

#include "training/labelled_rows.h"
#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <algorithm>

namespace driftwood::training {
namespace {

constexpr std::size_t kChunkRows = 1024; // bounds the outputs to a few hundred KiB for data of any size

/// Calls visit(row, outputs of the row) for all rows; runs forward() in chunks.
template <class Visit>
Status forEachRow(GradientEngine& engine, const Network& network, std::span<const float> parameters,
                  const features::FeatureMatrix& inputs, Visit visit) {
    const auto outputs = static_cast<std::size_t>(network.outputs());
    std::vector<float> chunk;
    for (std::size_t begin = 0; begin < inputs.rows; begin += kChunkRows) {
        const std::size_t rows = std::min(kChunkRows, inputs.rows - begin);
        chunk.resize(rows * outputs);
        const auto from =
            std::span<const float>(inputs.values).subspan(begin * inputs.columns, rows * inputs.columns);
        if (auto ok = engine.forward(parameters, from, rows, chunk); !ok)
            return ok;
        for (std::size_t row = 0; row < rows; ++row)
            visit(begin + row, std::span<const float>(chunk).subspan(row * outputs, outputs));
    }
    return {};
}

} // namespace

Result<Evaluation> evaluate(GradientEngine& engine, const TrainingSpec& spec, const Network& network,
                            std::span<const float> parameters, const TrainingData& data) {
    const auto labelled = LabelledRows::of(data, spec.task);
    if (!labelled)
        return tl::unexpected<Error>(labelled.error());
    if (labelled->counted().rows == 0)
        return fail(ErrorCode::InvalidArgument, "no row with a label to evaluate on", "training data");

    const auto judge = objectiveOf(spec.task).judge(data);
    double loss = 0.0;
    const auto visit = [&](std::size_t row, std::span<const float> outputs) {
        loss += judge->add(row, outputs);
    };
    if (auto ok = forEachRow(engine, network, parameters, *data.inputs, visit); !ok)
        return forward(ok);

    Evaluation evaluation;
    evaluation.count(labelled->counted(), spec.task);
    const std::size_t rows = labelled->rows().size();
    if (rows > 0)
        evaluation.values["loss"] = loss / static_cast<double>(rows);
    judge->addTo(evaluation, loss, rows);
    return evaluation;
}

Result<std::vector<double>> reconstructionErrors(GradientEngine& engine, const Network& network,
                                                 std::span<const float> parameters,
                                                 const features::FeatureMatrix& inputs) {
    std::vector<double> errors;
    errors.reserve(inputs.rows);
    const auto visit = [&](std::size_t row, std::span<const float> outputs) {
        errors.push_back(reconstructionError(outputs, inputs.row(row)));
    };
    if (auto ok = forEachRow(engine, network, parameters, inputs, visit); !ok)
        return forward(ok);
    return errors;
}

} // namespace driftwood::training
