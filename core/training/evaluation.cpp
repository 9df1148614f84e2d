#include "training/labelled_rows.h"
#include "training/row_outcome.h"
#include "training/trainer.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {
namespace {

constexpr std::size_t kChunkRows = 1024; // a few hundred KiB of outputs at most, whatever the data's size

/// Calls visit(row, outputs of the row) for all rows, forward in chunks.
template <class Visit>
Status forEachRow(GradientEngine& engine, const DenseShape& shape, std::span<const float> parameters,
                  const features::FeatureMatrix& inputs, Visit visit) {
    const auto outputs = static_cast<std::size_t>(shape.outputs());
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

/// What accumulates over the rows of a classification.
struct Classified {
    std::vector<std::int32_t> predicted, actual; ///< actual may be features::kUnknownClass
    std::vector<double> scores;                  ///< logits of class 1, for two classes

    void addTo(Evaluation& evaluation, int classes) const {
        evaluation.values["accuracy"] = accuracy(predicted, actual);
        evaluation.values["largest_class_share"] = largestClassShare(actual);
        if (classes > 2) {
            evaluation.values["f1"] = macroF1(predicted, actual, classes);
            return;
        }
        evaluation.values["f1"] = f1(predicted, actual, 1);
        if (const double area = rocAuc(scores, areClass(1)); !std::isnan(area))
            evaluation.values["auc"] = area;
    }
    [[nodiscard]] std::vector<std::int32_t> areClass(std::int32_t wanted) const {
        std::vector<std::int32_t> are;
        for (const std::int32_t one : actual)
            are.push_back(one == wanted ? 1 : 0);
        return are;
    }
};

} // namespace

Result<Evaluation> evaluate(GradientEngine& engine, const TrainingSpec& spec, const DenseShape& shape,
                            std::span<const float> parameters, const TrainingData& data) {
    const auto labelled = LabelledRows::of(data, spec.task);
    if (!labelled)
        return tl::unexpected<Error>(labelled.error());
    if (labelled->counted().rows == 0)
        return fail(ErrorCode::InvalidArgument, "no row with a label to evaluate on", "training data");

    double loss = 0.0;
    Classified classified;
    std::vector<double> predicted;
    std::vector<double> actual;
    const auto weightOf = [&](std::int32_t label) {
        return data.classWeights.empty()
                   ? 1.0
                   : static_cast<double>(data.classWeights[static_cast<std::size_t>(label)]);
    };
    const auto visit = [&](std::size_t row, std::span<const float> outputs) {
        if (spec.task == Task::AnomalyDetection) {
            loss += reconstructionError(outputs, data.inputs->row(row));
        } else if (spec.task == Task::Regression) {
            const auto label = static_cast<double>(data.labels->numbers[row]);
            if (std::isnan(label))
                return;
            const auto output = static_cast<double>(outputs[0]);
            loss += (output - label) * (output - label);
            predicted.push_back(data.labelMean + data.labelScale * output);
            actual.push_back(data.labelMean + data.labelScale * label);
        } else {
            const std::int32_t label = data.labels->classes[row];
            if (label == features::kNoLabel)
                return;
            if (label >= 0)
                loss += classificationLoss(outputs, label) * weightOf(label);
            classified.predicted.push_back(predictedClass(outputs));
            classified.actual.push_back(label);
            classified.scores.push_back(static_cast<double>(outputs[0]));
        }
    };
    if (auto ok = forEachRow(engine, shape, parameters, *data.inputs, visit); !ok)
        return forward(ok);

    Evaluation evaluation;
    evaluation.count(labelled->counted(), spec.task);
    if (!labelled->rows().empty())
        evaluation.values["loss"] = loss / static_cast<double>(labelled->rows().size());
    if (spec.task == Task::AnomalyDetection) {
        evaluation.values["reconstruction_error"] = evaluation.values["loss"];
    } else if (spec.task == Task::Regression) {
        evaluation.values["rmse"] = rmse(predicted, actual);
        evaluation.values["mae"] = mae(predicted, actual);
    } else {
        classified.addTo(evaluation, data.classes);
    }
    return evaluation;
}

Result<std::vector<double>> reconstructionErrors(GradientEngine& engine, const DenseShape& shape,
                                                 std::span<const float> parameters,
                                                 const features::FeatureMatrix& inputs) {
    std::vector<double> errors;
    errors.reserve(inputs.rows);
    const auto visit = [&](std::size_t row, std::span<const float> outputs) {
        errors.push_back(reconstructionError(outputs, inputs.row(row)));
    };
    if (auto ok = forEachRow(engine, shape, parameters, inputs, visit); !ok)
        return forward(ok);
    return errors;
}

} // namespace driftwood::training
