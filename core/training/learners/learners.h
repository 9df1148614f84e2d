#pragma once

#include <span>
#include <string>
#include <string_view>

namespace driftwood::training {

enum class LearnerKind : unsigned char { Batch, OnePass };

/// A way to learn a data set: a row of the table of learners. Whoever depends on how a run or a model learned
/// asks this row.
struct LearnerType {
    LearnerKind kind;
    /// Learns the training rows again and again, and keeps the weights of the best epoch.
    bool hasEpochs;
    /// Learns every row once, in the order of the log, after it was predicted: there is no validation part,
    /// and quality is measured by these predictions (prequential evaluation, Gama et al. 2013).
    bool inOnePass;
    /// The stored name of metrics of rows not yet learned: "validation", then "/" and the metric.
    std::string_view quality;
    /// The same over the last rows only; empty where that is not measured.
    std::string_view recentQuality;
    int usualBatchSize;
    /// How runs and models are stored, and named in JSON.
    bool incremental;

    /// "prequential/mae"
    [[nodiscard]] std::string qualityName(std::string_view metric) const {
        return std::string(quality) + "/" + std::string(metric);
    }
    /// "window/mae"
    [[nodiscard]] std::string recentQualityName(std::string_view metric) const {
        return std::string(recentQuality) + "/" + std::string(metric);
    }
};

/// All ways to learn; the first is the usual one.
[[nodiscard]] std::span<const LearnerType> learners();
[[nodiscard]] const LearnerType& learnerOf(LearnerKind kind);
/// The learner of a run or model that is stored with this value of "incremental".
[[nodiscard]] LearnerKind learnerStoredAs(bool incremental);

} // namespace driftwood::training
