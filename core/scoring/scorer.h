#pragma once

#include "features/field_reader.h"
#include "model/inference.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace driftwood::scoring {

/// A model's answers for the rows of one batch, row by row in the batch's order. Positions are the batch's
/// own.
struct Predictions {
    /// Anomaly detection: reconstruction error. Regression: the prediction in the label's unit.
    /// Classification: the probability of the predicted class (two classes: of the second one, so that it can
    /// be thresholded).
    std::vector<double> values;
    /// Classification: index into the model's classes; training::kNoAnswer where its outputs are no numbers.
    /// Such a row has no value, and is wrong where the label is known.
    std::vector<std::int32_t> classes;
    std::vector<std::uint8_t> anomalous; ///< anomaly detection: 1 above the threshold
    /// Where the batch has the label: absolute error (regression), 0/1 error (classification); NaN otherwise.
    std::vector<double> errors;
    /// The label as number, or class index; NaN when missing or of a class that the model does not know,
    /// which an error of 1 tells from a missing label.
    std::vector<double> actuals;
    training::UnknownClasses unknownClasses; ///< of the batch's labels
    [[nodiscard]] std::size_t size() const { return values.size(); }
};

/// Applies a model to decoded records. The one scorer: replay, back-test and live scoring all go through it,
/// so the same record gives the same prediction bit by bit wherever it is met. Not thread-safe; make one per
/// thread.
class Scorer {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Scorer>>
    create(std::shared_ptr<const model::TrainedModel> model);
    [[nodiscard]] const model::TrainedModel& model() const { return *m_model; }
    [[nodiscard]] Result<Predictions> score(const records::RecordBatch& rows);

  private:
    Scorer(std::shared_ptr<const model::TrainedModel> model, model::Inference inference);
    void fillValues(const model::Outputs& outputs, Predictions& predictions) const;
    [[nodiscard]] Status compareWithLabels(const records::RecordBatch& rows, Predictions& predictions) const;
    [[nodiscard]] Status compareWithClasses(const features::FieldReader& reader,
                                            const records::RecordBatch& rows, Predictions& predictions) const;

    std::shared_ptr<const model::TrainedModel> m_model;
    model::Inference m_inference; ///< refers to *m_model
};

} // namespace driftwood::scoring
