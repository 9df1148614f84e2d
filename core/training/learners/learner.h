#pragma once

#include "features/fitted_features.h"
#include "training/learned.h"
#include "training/metrics.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

enum class StopReason : unsigned char { NotStopped, AllEpochs, EarlyStopping, NotFinite, EndOfData };
[[nodiscard]] std::string_view stopReasonText(StopReason reason);

/// The result of one step of a learner.
struct LearnerStep {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    std::int64_t step = 0; ///< the step's number, 1 for the first; in one pass: rows predicted so far
    int epoch = 1;
    double loss = kNone; ///< of this mini-batch before the update; in one pass: over the last rows
    double gradientNorm = kNone;
    std::int64_t rows = 0; ///< of this step
    bool epochEnded = false;
    double epochLoss = kNone; ///< at an epoch's end: the mean training loss over its rows
    int bestEpoch = 0;        ///< at an epoch's end: the best so far; 0: none yet
    /// The measurements of this step, by the names under which it is stored: "validation" at an epoch's
    /// end, if there are such rows; in one pass "prequential" since the first row, and "window" over the last
    /// ones.
    struct Measured {
        std::string_view name;
        Evaluation evaluation;
    };
    std::vector<Measured> metrics;

    /// Null: that was not measured.
    [[nodiscard]] const Evaluation* of(std::string_view name) const;
};

/// The result of a learner so far.
struct LearnerResult {
    Learned learned;
    /// Fitted while learning; nothing: those with which its rows were prepared.
    std::optional<features::FittedFeatures> features = {};
    int bestEpoch = 0; ///< whose weights these are; 0: not of an epoch's end
    std::int64_t steps = 0;
    /// In one pass: of all rows, each predicted before it was learned.
    std::optional<Evaluation> prequential = {};
};

/// Learns a data set step by step. The caller owns the loop, so pausing, drawing and checkpoints are
/// implemented outside. Not thread-safe.
class Learner {
  public:
    Learner() = default;
    Learner(const Learner&) = delete;
    Learner& operator=(const Learner&) = delete;
    virtual ~Learner() = default;

    /// InvalidArgument once it has stopped. Cancelled: it was told to stop while it waited for rows, and has
    /// learned nothing.
    [[nodiscard]] virtual Result<LearnerStep> step() = 0;
    [[nodiscard]] virtual StopReason stopped() const = 0;     ///< NotStopped while step() may be called
    [[nodiscard]] virtual std::int64_t stepsDone() const = 0; ///< number of the last step; 0: none yet
    [[nodiscard]] virtual const Network& network() const = 0; ///< grows in one pass
    [[nodiscard]] virtual std::string engineName() const = 0;
    [[nodiscard]] virtual LearnerResult result() const = 0;

    /// Saves the complete state as a safetensors file, written atomically. A run that is resumed from it with
    /// the same engine equals the uninterrupted one bit by bit.
    [[nodiscard]] virtual Status save(const std::filesystem::path& path) const = 0;
    /// Mismatch when the file is of another spec, data size or network; the learner is then unchanged.
    [[nodiscard]] virtual Status restore(const std::filesystem::path& path) = 0;
};

} // namespace driftwood::training
