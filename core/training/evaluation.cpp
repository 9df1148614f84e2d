#include "training/class_tally.h"
#include "training/labelled_rows.h"
#include "training/row_outcome.h"
#include "training/trainer.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {
namespace {

constexpr std::size_t kChunkRows = 1024; // bounds the outputs to a few hundred KiB for data of any size

/// Calls visit(row, outputs of the row) for all rows; runs forward() in chunks.
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

/// Accumulates the results of a classification over rows.
class Classified {
  public:
    Classified(std::size_t classes, std::optional<std::size_t> positive)
        : m_classes(classes)
        , m_tally(positive) {}

    /// A negative label means a class that training did not see.
    void add(std::span<const float> outputs, std::int32_t label) {
        m_tally.add(static_cast<std::size_t>(predictedClass(outputs)),
                    label >= 0 ? static_cast<std::size_t>(label) : m_classes);
        m_scores.push_back(static_cast<double>(outputs[0]));
        m_isSecond.push_back(label == 1 ? 1 : 0);
    }
    void addTo(Evaluation& evaluation) const {
        m_tally.addTo(evaluation);
        if (m_classes > 2)
            return;
        if (const double area = rocAuc(m_scores, m_isSecond); !std::isnan(area))
            evaluation.values["auc"] = area;
    }

  private:
    std::size_t m_classes;
    ClassTally m_tally;
    std::vector<double> m_scores; ///< with two classes: logits of the second one
    std::vector<std::int32_t> m_isSecond;
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
    Classified classified(static_cast<std::size_t>(data.classes), data.positiveClass);
    double absolute = 0.0;
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
            absolute += std::abs(output - label);
        } else {
            const std::int32_t label = data.labels->classes[row];
            if (label == features::kNoLabel)
                return;
            if (label >= 0)
                loss += classificationLoss(outputs, label) * weightOf(label);
            classified.add(outputs, label);
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
        // In the label's unit, without its mean: beside one beyond 2^53 the differences would be lost.
        const auto rows = static_cast<double>(labelled->rows().size());
        evaluation.values["rmse"] = data.labelScale * std::sqrt(loss / rows);
        evaluation.values["mae"] = data.labelScale * absolute / rows;
    } else {
        classified.addTo(evaluation);
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
