#pragma once

#include "features/fitted_features.h"
#include "features/running_moments.h"

#include <memory>
#include <span>

namespace driftwood::features {

/// What a row added to the features.
struct FeatureGrowth {
    std::vector<std::size_t> columns; ///< of new categories, in the matrix as it is then, ascending
    bool newClass = false;            ///< the last one of the classes
    [[nodiscard]] bool any() const { return newClass || !columns.empty(); }
};

/// The feature pipeline for learning in one pass: warm-up rows give the first categories and classes, and
/// those that appear later are added by learnNames(); means, deviations and extremes follow the rows observed
/// so far. After observing some rows it is exactly what FittedFeatures::fit gives on them. Before the first,
/// standardised and min-max inputs are 0. Transforming before observing a row is test-then-train, observing
/// first is what River's `StandardScaler | model` does in learn_one. Not thread-safe.
class RunningFeatures {
  public:
    /// Rows [begin, end) are looked at for categories and classes, not observed. Refuses what
    /// FittedFeatures::fit refuses, but for a label that has no value yet.
    [[nodiscard]] static Result<RunningFeatures>
    create(const FeatureSpec& spec, const records::RecordBatch& warmup, std::size_t begin, std::size_t end);

    /// Goes on from features that were fitted on so many rows, as if they had been observed. Extremes of
    /// standardised inputs and the number of missing values are not known.
    [[nodiscard]] static RunningFeatures resume(FittedFeatures fitted, std::int64_t rows);

    /// Adds the row's class and its categories that are not known yet: categories up to the limit of their
    /// input, classes up to kMostClasses (InvalidArgument beyond). Text that is not UTF-8 is never added.
    [[nodiscard]] Result<FeatureGrowth> learnNames(const records::RecordBatch& batch, std::size_t row);
    /// Takes a row into the statistics of inputs and of a number label. Mismatch when the batch lacks one of
    /// them; missing values are left out.
    [[nodiscard]] Status observe(const records::RecordBatch& batch, std::size_t row);
    /// out: outputs() floats.
    [[nodiscard]] Status transformRow(const records::RecordBatch& batch, std::size_t row,
                                      std::span<float> out);
    /// The row's class, kNoLabel or kUnknownClass; the label must be a category.
    [[nodiscard]] Result<std::int32_t> labelClass(const records::RecordBatch& batch, std::size_t row);
    /// The row's label as text; nothing where missing. The label must be a category.
    [[nodiscard]] Result<std::optional<std::string>> labelText(const records::RecordBatch& batch,
                                                               std::size_t row);
    /// The row's label in its own unit, NaN where missing; the label must be a number.
    [[nodiscard]] Result<double> labelNumber(const records::RecordBatch& batch, std::size_t row);

    [[nodiscard]] std::size_t outputs() const { return m_fitted.outputs(); }
    [[nodiscard]] std::int64_t observed() const { return m_observed; } ///< rows
    /// Whether two of the labels observed differ: before that their deviation is 1 for want of one.
    [[nodiscard]] bool knowsLabelScale() const { return m_label.squares > 0.0; }
    /// The pipeline with the statistics as they stand now; the reference changes with the next row, a copy
    /// does not.
    [[nodiscard]] const FittedFeatures& fitted() const { return m_fitted; }

    bool operator==(const RunningFeatures& other) const {
        return m_fitted == other.m_fitted && m_moments == other.m_moments && m_label == other.m_label &&
               m_observed == other.m_observed;
    }

    /// Everything, for a checkpoint: numbers are restored bit by bit.
    friend void to_json(nlohmann::json& json, const RunningFeatures& running);
    [[nodiscard]] static Result<RunningFeatures> fromJson(const nlohmann::json& json,
                                                          const std::string& where);

  private:
    RunningFeatures() = default;

    /// Looks the paths up when the batch is of another schema than the last one.
    [[nodiscard]] Status bind(const records::RecordBatch& batch);
    [[nodiscard]] Status bindLabel(const records::RecordBatch& batch, LabelKind needed);
    void follow(std::size_t input);

    FittedFeatures m_fitted;
    std::vector<RunningMoments> m_moments; ///< one per input; used by Standardize and MinMax
    RunningMoments m_label;
    std::int64_t m_observed = 0;

    std::shared_ptr<const records::Schema> m_schema; ///< what the readers are for
    std::vector<FieldReader> m_readers;
    std::optional<FieldReader> m_labelReader;
};

} // namespace driftwood::features
