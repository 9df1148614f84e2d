#include "training/learners/learners.h"

#include "training/learners/learner.h"

#include <algorithm>
#include <array>

namespace driftwood::training {
namespace {

constexpr std::array<LearnerType, 2> kLearners{{
    {.kind = LearnerKind::Batch,
     .hasEpochs = true,
     .inOnePass = false,
     .quality = "validation",
     .recentQuality = {},
     .usualBatchSize = 256,
     .incremental = false},
    {.kind = LearnerKind::OnePass,
     .hasEpochs = false,
     .inOnePass = true,
     .quality = "prequential",
     .recentQuality = "window",
     .usualBatchSize = 1, // so that each row is learned before the next one is predicted
     .incremental = true},
}};

} // namespace

std::span<const LearnerType> learners() { return kLearners; }

const LearnerType& learnerOf(LearnerKind kind) {
    return *std::ranges::find(kLearners, kind, &LearnerType::kind);
}

LearnerKind learnerStoredAs(bool incremental) {
    return std::ranges::find(kLearners, incremental, &LearnerType::incremental)->kind;
}

std::string_view stopReasonText(StopReason reason) {
    switch (reason) {
    case StopReason::NotStopped:
        return "not stopped";
    case StopReason::AllEpochs:
        return "all epochs done";
    case StopReason::EarlyStopping:
        return "validation loss no longer fell";
    case StopReason::NotFinite:
        return "the loss was not a finite number";
    case StopReason::EndOfData:
        return "end of the data set";
    }
    return "unknown";
}

const Evaluation* LearnerStep::of(std::string_view name) const {
    const auto found = std::ranges::find(metrics, name, &Measured::name);
    return found == metrics.end() ? nullptr : &found->evaluation;
}

} // namespace driftwood::training
