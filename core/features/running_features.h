#pragma once

#include "features/fitted_features.h"
#include "features/running_moments.h"

#include <memory>
#include <span>

namespace driftwood::features {

/// The features and classes that one row added.
struct FeatureGrowth {
    std::vector<std::size_t> columns; ///< columns of new categories, numbered after the addition, ascending
    bool newClass = false;            ///< the last of the classes is new
    [[nodiscard]] bool any() const { return newClass || !columns.empty(); }
};

/// The feature pipeline for one-pass learning. Warm-up rows give the first categories and classes;
/// learnNames() adds later ones; means, deviations and extremes follow the rows observed so far. After
/// observing some rows it equals FittedFeatures::fit on those rows. Before the first row, standardised and
/// min-max inputs are 0. To transform a row before observing it is test-then-train; to observe first is what
/// River's `StandardScaler | model` does in learn_one. Not thread-safe.
class RunningFeatures {
  public:
    /// Takes categories and classes from rows [begin, end) without observing them. Refuses what
    /// FittedFeatures::fit refuses, except a label that has no value yet.
    [[nodiscard]] static Result<RunningFeatures>
    create(const FeatureSpec& spec, const records::RecordBatch& warmup, std::size_t begin, std::size_t end);

    /// Continues from features fitted on that many rows as if those had been observed. The extremes of
    /// standardised inputs and the number of missing values are unknown.
    [[nodiscard]] static RunningFeatures resume(FittedFeatures fitted, std::int64_t rows);

    /// Adds the row's new class and new categories: categories up to the limit of their input, classes up to
    /// kMostClasses (InvalidArgument beyond). Text that is not UTF-8 is never added.
    [[nodiscard]] Result<FeatureGrowth> learnNames(const records::RecordBatch& batch, std::size_t row);
    /// Updates the statistics of the inputs and of a number label with a row, ignoring missing values.
    /// Mismatch when the batch lacks one of the fields, InvalidArgument for a number too far from the others.
    [[nodiscard]] Status observe(const records::RecordBatch& batch, std::size_t row);
    /// out: outputs() floats.
    [[nodiscard]] Status transformRow(const records::RecordBatch& batch, std::size_t row,
                                      std::span<float> out);
    /// The row's class index, kNoLabel or kUnknownClass; the label must be a category.
    [[nodiscard]] Result<std::int32_t> labelClass(const records::RecordBatch& batch, std::size_t row);
    /// The row's label as text; nothing where missing. The label must be a category.
    [[nodiscard]] Result<std::optional<std::string>> labelText(const records::RecordBatch& batch,
                                                               std::size_t row);
    /// The row's label in its original unit minus `from`, NaN where missing; the label must be a number.
    [[nodiscard]] Result<double> labelNumber(const records::RecordBatch& batch, std::size_t row,
                                             double from = 0.0);

    [[nodiscard]] std::size_t outputs() const { return m_fitted.outputs(); }
    [[nodiscard]] std::int64_t observed() const { return m_observed; } ///< number of rows
    /// Whether two observed labels differ; until then labelScale() is 1 by default.
    [[nodiscard]] bool knowsLabelScale() const { return m_label.squares > 0.0; }
    /// The pipeline with the current statistics.
    /// The returned reference changes with the next row; a copy does not.
    [[nodiscard]] const FittedFeatures& fitted() const { return m_fitted; }

    bool operator==(const RunningFeatures& other) const {
        return m_fitted == other.m_fitted && m_moments == other.m_moments && m_label == other.m_label &&
               m_observed == other.m_observed;
    }

    /// The complete state, for a checkpoint; numbers are restored bit by bit.
    friend void to_json(nlohmann::json& json, const RunningFeatures& running);
    [[nodiscard]] static Result<RunningFeatures> fromJson(const nlohmann::json& json,
                                                          const std::string& where);

  private:
    RunningFeatures() = default;

    /// Looks up the paths again when the batch has another schema than the last one.
    [[nodiscard]] Status bind(const records::RecordBatch& batch);
    [[nodiscard]] Status bindLabel(const records::RecordBatch& batch, LabelKind needed);
    [[nodiscard]] Status follow(std::size_t input);

    FittedFeatures m_fitted;
    std::vector<RunningMoments> m_moments; ///< one per input; used where its transform has an affine()
    RunningMoments m_label;
    std::int64_t m_observed = 0;

    std::shared_ptr<const records::Schema> m_schema; ///< the schema that the readers are bound to
    std::vector<FieldReader> m_readers;
    std::optional<FieldReader> m_labelReader;
};

} // namespace driftwood::features
