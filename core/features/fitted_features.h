#pragma once

#include "features/categories.h"
#include "features/feature_matrix.h"
#include "features/fitted_input.h"
#include "features/running_moments.h"
#include "records/record_batch.h"

#include <string>
#include <vector>

namespace driftwood::features {

/// A label with more distinct values is treated as a number or name, not as a class.
inline constexpr std::size_t kMostClasses = 1000;

/// The only feature pipeline: fitted on the training split, used unchanged by training, back-test and live
/// scoring, and compiled into every export.
class FittedFeatures {
  public:
    FittedFeatures() = default;

    /// Whether the label must have a value in the rows that the features are fitted on.
    enum class Label : unsigned char { Needed, MayComeLater };
    /// Fits on rows [begin, end). Returns an error that names a label without any value, unless it may come
    /// later, or an input that is always missing.
    [[nodiscard]] static Result<FittedFeatures> fit(const FeatureSpec& spec, const records::RecordBatch& rows,
                                                    std::size_t begin, std::size_t end,
                                                    Label label = Label::Needed);

    [[nodiscard]] const FeatureSpec& spec() const { return m_spec; }
    [[nodiscard]] const std::vector<FittedInput>& inputs() const { return m_inputs; }
    [[nodiscard]] std::size_t outputs() const { return m_outputs; }
    /// "temperature", "zone=centre", "pressure?missing", "@timestamp hour sin"
    [[nodiscard]] std::vector<std::string> outputNames() const;
    /// Label categories as text. Classes found by fit() are sorted: numbers by value, text by bytes.
    /// RunningFeatures appends classes that appear later.
    [[nodiscard]] const std::vector<std::string>& classes() const { return m_classes; }
    [[nodiscard]] double labelMean() const { return m_labelMean; }
    /// Standard deviation of the label, 1 for a constant label: label = mean + scale * y.
    [[nodiscard]] double labelScale() const { return m_labelScale; }

    /// Replaces the matrix with the features of rows [begin, end). Computes in double, stores float. The
    /// batch must have the fields of the inputs with the fitted types (otherwise Mismatch); Float64 is
    /// accepted for Int64 in numeric inputs.
    [[nodiscard]] Status transform(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                                   FeatureMatrix& out) const;
    /// Looks up the inputs in batches of this schema, for the transform() below;
    /// Mismatch when one is missing or has another type.
    [[nodiscard]] Result<std::vector<FieldReader>> bindInputs(const records::Schema& schema) const;
    /// The same for many batches of one schema, with the look-up done once.
    [[nodiscard]] Status transform(const std::vector<FieldReader>& inputs, const records::RecordBatch& batch,
                                   std::size_t begin, std::size_t end, FeatureMatrix& out) const;
    /// Index of the class with this text, kUnknownClass when there is none, kNoLabel for a view without data.
    [[nodiscard]] std::int32_t classOf(std::string_view category) const {
        if (category.data() == nullptr)
            return kNoLabel;
        const std::int32_t found = m_classIndex.find(category);
        return found == CategoryIndex::kUnknown ? kUnknownClass : found;
    }
    [[nodiscard]] Status labels(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                                LabelVector& out) const;

    bool operator==(const FittedFeatures&) const = default;

    friend void to_json(nlohmann::json& json, const FittedFeatures& fitted);
    /// Refuses what fit() cannot have produced: wrong sizes, non-finite numbers, unknown transforms.
    [[nodiscard]] static Result<FittedFeatures> fromJson(const nlohmann::json& json, const std::string& where,
                                                         Label label = Label::Needed);

  private:
    friend class RunningFeatures;

    [[nodiscard]] Result<FieldReader> bindLabel(const records::Schema& schema) const;
    /// Writes (end - begin) × outputs values, row-major.
    void encode(const std::vector<FieldReader>& readers, const records::RecordBatch& batch, std::size_t begin,
                std::size_t end, std::span<float> out) const;
    void setLabelMoments(const RunningMoments& moments);
    void addCategory(std::size_t input, std::string_view category);
    [[nodiscard]] Status addClass(std::string_view name);
    /// Recomputes what depends on the rest: positions of outputs, and the indexes.
    void layOut();

    FeatureSpec m_spec;
    std::vector<FittedInput> m_inputs;
    std::size_t m_outputs = 0;
    std::vector<std::string> m_classes;
    double m_labelMean = 0.0;
    double m_labelScale = 1.0;
    std::vector<CategoryIndex> m_categoryIndex; ///< one per input, over its categories
    CategoryIndex m_classIndex;
};

} // namespace driftwood::features
