#include "scoring/scorer.h"

#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <cmath>
#include <limits>
#include <optional>

namespace driftwood::scoring {
namespace {

using features::FieldReader;
using features::LabelKind;
using model::Outputs;
using training::PredictionKind;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

} // namespace

Result<std::unique_ptr<Scorer>> Scorer::create(std::shared_ptr<const model::TrainedModel> model) {
    auto inference = model::Inference::create(*model);
    if (!inference)
        return forward(inference);
    return std::unique_ptr<Scorer>(new Scorer(std::move(model), std::move(*inference)));
}

Scorer::Scorer(std::shared_ptr<const model::TrainedModel> model, model::Inference inference)
    : m_model(std::move(model))
    , m_inference(std::move(inference)) {}

Result<Predictions> Scorer::score(const records::RecordBatch& rows) {
    auto outputs = m_inference.run(rows);
    if (!outputs)
        return forward(outputs);
    Predictions predictions;
    fillValues(*outputs, predictions);
    predictions.actuals.assign(rows.rows(), kNone);
    predictions.errors.assign(rows.rows(), kNone);
    if (Status compared = compareWithLabels(rows, predictions); !compared)
        return forward(compared);
    return predictions;
}

void Scorer::fillValues(const Outputs& outputs, Predictions& predictions) const {
    const PredictionKind prediction = m_model->objective().prediction;
    if (prediction != PredictionKind::Class) {
        predictions.values = outputs.values;
        if (prediction == PredictionKind::Score)
            for (const double error : outputs.values)
                predictions.anomalous.push_back(isAnomalous(*m_model, error) ? 1 : 0);
        return;
    }
    for (std::size_t row = 0; row < outputs.rows; ++row) {
        const auto probabilities = outputs.row(row);
        const std::int32_t predicted = predictedClass(*m_model, probabilities);
        predictions.classes.push_back(predicted);
        if (predicted == training::kNoAnswer)
            predictions.values.push_back(kNone);
        else
            predictions.values.push_back(
                probabilities[probabilities.size() == 2 ? 1 : static_cast<std::size_t>(predicted)]);
    }
}

// Live records often come without their label, or before it is known: then there is nothing to compare.
Status Scorer::compareWithLabels(const records::RecordBatch& rows, Predictions& predictions) const {
    const auto& spec = m_model->features.spec();
    if (spec.labelKind == LabelKind::None)
        return {};
    const auto reader = FieldReader::bind(rows.schema(), spec.labelPath);
    if (!reader)
        return {};
    if (spec.labelKind == LabelKind::Category)
        return compareWithClasses(*reader, rows, predictions);
    std::size_t row = 0;
    reader->forEachNumber(rows, 0, rows.rows(), [&](double actual) {
        predictions.actuals[row] = actual;
        if (m_model->objective().prediction == PredictionKind::Number)
            predictions.errors[row] = std::abs(reader->number(rows, row, predictions.values[row]));
        ++row;
    });
    return {};
}

// A class that training never saw is an error of the model, though it has no index to be an actual by.
Status Scorer::compareWithClasses(const FieldReader& reader, const records::RecordBatch& rows,
                                  Predictions& predictions) const {
    features::LabelVector labels;
    if (Status read = m_model->features.labels(rows, 0, rows.rows(), labels); !read)
        return read;
    std::size_t row = 0;
    reader.forEachCategory(rows, 0, rows.rows(), [&](std::string_view category) {
        const std::int32_t actual = labels.classes[row];
        if (actual >= 0)
            predictions.actuals[row] = actual;
        if (actual == features::kUnknownClass)
            predictions.unknownClasses.add(category);
        if (m_model->objective().prediction == PredictionKind::Class && actual != features::kNoLabel)
            predictions.errors[row] = actual >= 0 && predictions.classes[row] == actual ? 0.0 : 1.0;
        ++row;
    });
    return {};
}

} // namespace driftwood::scoring
