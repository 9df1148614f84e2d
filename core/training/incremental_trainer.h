#pragma once

#include "features/fitted_features.h"
#include "records/record_batch.h"
#include "training/trainer.h"

#include <memory>

namespace driftwood::training {

/// What is known after some rows of a one-pass run, all computed test-then-train.
struct PrequentialMetrics {
    std::int64_t rows = 0;
    double loss = 0.0;  ///< mean over the last `windowRows`
    Evaluation overall; ///< since the first row; classification: accuracy, f1, no_change_accuracy;
                        ///< regression: mae, rmse
    Evaluation window;  ///< over the last `windowRows`
};

/// Truly incremental learning: every row is first predicted, then learned from, once, in log order
/// (prequential evaluation, Gama et al. 2013). Standardisation runs along: mean and variance of the rows seen
/// so far. Categories and classes are taken from the first `warmupRows`; a row whose label is not among them
/// is counted, not learned.
class IncrementalTrainer {
  public:
    struct Options {
        std::int64_t warmupRows =
            1000; ///< looked at for categories and classes only; also predicted and learned
        std::int64_t windowRows = 1000;
    };
    [[nodiscard]] static Result<std::unique_ptr<IncrementalTrainer>>
    create(const TrainingSpec& spec, const features::FeatureSpec& features,
           const records::RecordBatch& firstRows, Options options);
    virtual ~IncrementalTrainer() = default;

    /// Predicts and learns the rows [begin, end) in order.
    [[nodiscard]] virtual Result<PrequentialMetrics> advance(const records::RecordBatch& rows,
                                                             std::size_t begin, std::size_t end) = 0;
    /// Rows predicted so far, those without a usable label included: where a resumed run goes on.
    [[nodiscard]] virtual std::int64_t rowsSeen() const = 0;
    [[nodiscard]] virtual const DenseShape& shape() const = 0;
    [[nodiscard]] virtual const std::vector<float>& parameters() const = 0;
    /// The pipeline with the statistics as they stand now.
    [[nodiscard]] virtual features::FittedFeatures features() const = 0;
    [[nodiscard]] virtual std::int64_t rowsWithoutUsableLabel() const = 0;
    [[nodiscard]] virtual Status saveCheckpoint(const std::filesystem::path& path) const = 0;
    [[nodiscard]] virtual Status restoreCheckpoint(const std::filesystem::path& path) = 0;
};

} // namespace driftwood::training
