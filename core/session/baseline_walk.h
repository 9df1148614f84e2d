#pragma once

#include "features/field_reader.h"
#include "features/fitted_features.h"
#include "model/trained_model.h"
#include "training/baselines.h"

#include <map>
#include <optional>
#include <string>

namespace driftwood::session {

/// Judges the baselines of a model on rows of its topic, in their order. Rows without a label are passed
/// over.
class BaselineWalk {
  public:
    /// `learned` and `positive` as training::BaselineTally has them. Nothing where there is no label: the
    /// model has none, or rows of this schema do not have its field.
    [[nodiscard]] static std::optional<BaselineWalk> create(const features::FittedFeatures& features,
                                                            const records::Schema& schema,
                                                            std::optional<training::LearnedLabels> learned,
                                                            std::optional<std::size_t> positive);

    /// The next rows, [begin, end) of the batch.
    void advance(const records::RecordBatch& rows, std::size_t begin, std::size_t end, bool judged);
    /// The first so many rows with a label are not judged, as training::CountedRows has them.
    void judgeAfter(std::int64_t rows) { m_tally.judgeAfter(rows); }
    [[nodiscard]] training::Baselines baselines() const { return m_tally.baselines(); }

  private:
    BaselineWalk(features::FieldReader label, training::BaselineTally tally, bool isClass)
        : m_label(label)
        , m_tally(std::move(tally))
        , m_isClass(isClass) {}

    /// What integers are counted from: the first label where it is beyond those that a double tells apart,
    /// so that the differences of neighbours are right all the same.
    [[nodiscard]] std::int64_t originOf(const records::RecordBatch& rows, std::size_t begin, std::size_t end);

    features::FieldReader m_label;
    std::optional<std::int64_t> m_origin; ///< nothing before the first label
    training::BaselineTally m_tally;
    bool m_isClass;
    std::map<std::string, std::size_t, std::less<>> m_classes; ///< also those that training never saw
};

/// A trained model's baselines on rows [begin, …) of a batch; the rows before them are only remembered.
[[nodiscard]] training::Baselines baselinesOn(const model::TrainedModel& model,
                                              const records::RecordBatch& rows, std::size_t begin);

/// The same of a model that was tested on every row before it learned from it, on all rows with a label but
/// the first `beforeLearning`.
[[nodiscard]] training::Baselines prequentialBaselines(const features::FittedFeatures& features,
                                                       std::optional<std::size_t> positive,
                                                       const records::RecordBatch& rows,
                                                       std::int64_t beforeLearning);
/// Rows of each class among rows [0, end); empty where the label is no class.
[[nodiscard]] Result<std::vector<std::int64_t>>
classRowsOf(const features::FittedFeatures& features, const records::RecordBatch& rows, std::size_t end);

/// What training learned of the labels: mean and scale as the features have them, and the classes' rows.
[[nodiscard]] training::LearnedLabels learnedLabels(const features::FittedFeatures& features,
                                                    std::vector<std::int64_t> classRows);

} // namespace driftwood::session
