#pragma once

#include "base/random.h"
#include "features/categories.h"
#include "features/feature_spec.h"
#include "features/running_moments.h"
#include "records/record_batch.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::features {

/// Distribution of one input's raw values over the training rows: the reference for drift.
struct ReferenceField {
    std::string path;
    bool categorical = false;
    std::int64_t rows = 0;
    std::int64_t missing = 0;
    std::int64_t notFitting = 0; ///< present, but not of the field's type; not included in missing
    /// Numeric: sorted values, all of them up to kSampleSize, else a seeded reservoir. Empty for inputs that
    /// always change with time (cyclic transforms, @timestamp, @offset): drift of these is not tested.
    std::vector<double> sample;
    /// Numeric: over all values, not only the sample, computed like an input's shift and scale. Empty when
    /// there is no value, and in models saved before these were stored.
    std::optional<double> mean, standardDeviation;
    /// Categorical: values and counts, most frequent first, at most kCategories; the count of all other
    /// values is rows - missing - notFitting - sum.
    std::vector<std::pair<std::string, std::int64_t>> counts;
    bool operator==(const ReferenceField&) const = default;
};

struct ReferenceStatistics {
    static constexpr std::size_t kSampleSize = 4096;
    static constexpr std::size_t kCategories = 64;
    std::vector<ReferenceField> fields; ///< one per input of the spec, in order
    /// The model's own outputs over the training rows (anomaly score,
    /// prediction or highest probability), as a sorted sample.
    std::vector<double> predictionSample;
    bool operator==(const ReferenceStatistics&) const = default;

    [[nodiscard]] static ReferenceStatistics collect(const FeatureSpec& spec,
                                                     const records::RecordBatch& rows, std::size_t begin,
                                                     std::size_t end, std::uint64_t seed);
};

/// A sample of at most kSampleSize of the finite values that are added; depends only on them, their order and
/// the seed.
class ValueSample {
  public:
    explicit ValueSample(std::uint64_t seed)
        : m_random(seed) {}
    void add(double value);
    [[nodiscard]] std::vector<double> sorted() const;

  private:
    SeededRandom m_random;
    std::uint64_t m_seen = 0;
    std::vector<double> m_sample;
};

/// ReferenceStatistics::collect() for rows that come in batches of one schema.
class ReferenceTally {
  public:
    ReferenceTally(const FeatureSpec& spec, const records::Schema& schema, std::uint64_t seed);
    /// Adds rows [begin, end).
    void add(const records::RecordBatch& rows, std::size_t begin, std::size_t end);
    [[nodiscard]] ReferenceStatistics finish() const;

  private:
    struct Input {
        FeatureInput input;
        std::optional<FieldReader> reader; ///< nothing: the records lack the field
        ReferenceField field;
        CategoryCounts counts{};
        ValueSample sample;
        RunningMoments moments{};
    };
    static void addNumbers(Input& input, const records::RecordBatch& rows, std::size_t begin,
                           std::size_t end);
    std::vector<Input> m_inputs;
};

/// ValueSample of all of them.
[[nodiscard]] std::vector<double> sortedSample(const std::vector<double>& values, std::uint64_t seed);

void to_json(nlohmann::json& json, const ReferenceStatistics& statistics);
[[nodiscard]] Result<ReferenceStatistics> referenceStatisticsFromJson(const nlohmann::json& json,
                                                                      const std::string& where);

} // namespace driftwood::features
