#pragma once

#include "features/field_reader.h"
#include "features/fitted_features.h"
#include "training/baselines.h"

#include <map>
#include <optional>
#include <string>

namespace driftwood::evaluation {

/// Evaluates a model's baselines on rows of its topic, in their order.
/// Rows without a label are skipped.
class BaselineWalk {
  public:
    /// `learned` and `positive` as in training::BaselineTally. Nothing if there is no label: the model has
    /// none, or rows of this schema lack its field.
    [[nodiscard]] static std::optional<BaselineWalk> create(const features::FittedFeatures& features,
                                                            const records::Schema& schema,
                                                            std::optional<training::LearnedLabels> learned,
                                                            std::optional<std::size_t> positive);

    /// Adds the next rows, [begin, end) of the batch.
    void advance(const records::RecordBatch& rows, std::size_t begin, std::size_t end, bool judged);
    /// As training::BaselineTally has it.
    void expectAtMost(std::int64_t judged) { m_tally.expectAtMost(judged); }
    /// Excludes the first so many labelled rows from the metrics, like training::CountedRows.
    void judgeAfter(std::int64_t rows) { m_tally.judgeAfter(rows); }
    [[nodiscard]] training::Baselines baselines() const { return m_tally.baselines(); }

  private:
    BaselineWalk(features::FieldReader label, training::BaselineTally tally, bool isClass)
        : m_label(label)
        , m_tally(std::move(tally))
        , m_isClass(isClass) {}

    /// The origin for integers: the first label if it exceeds the integers that a double holds exactly, so
    /// that differences between neighbours stay exact.
    [[nodiscard]] std::int64_t originOf(const records::RecordBatch& rows, std::size_t begin, std::size_t end);

    features::FieldReader m_label;
    std::optional<std::int64_t> m_origin; ///< empty before the first label
    training::BaselineTally m_tally;
    bool m_isClass;
    std::map<std::string, std::size_t, std::less<>> m_classes; ///< includes classes that training never saw
};

/// Sets "no_change_accuracy" or "no_change_mae" of a one-pass model from its baselines: if rows have keys
/// that recur, the previous label of the same key counts.
void addNoChange(training::Evaluation& evaluation, const training::Baselines& baselines);

/// Number of rows per class among rows [0, end); empty if the label is not a category.
[[nodiscard]] Result<std::vector<std::int64_t>>
classRowsOf(const features::FittedFeatures& features, const records::RecordBatch& rows, std::size_t end);

/// The label statistics of training: mean and scale from the features, and the rows per class.
[[nodiscard]] training::LearnedLabels learnedLabels(const features::FittedFeatures& features,
                                                    std::vector<std::int64_t> classRows);

} // namespace driftwood::evaluation
