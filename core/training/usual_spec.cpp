#include "training/usual_spec.h"

#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {

NetworkKind usualNetworkKind(Task task) { return objectiveOf(task).usualNetwork; }

std::vector<int> usualHiddenLayers(NetworkKind kind) {
    const auto hidden = choiceOf(kind).usualHidden;
    return {hidden.begin(), hidden.end()};
}

RunLength usualLength(std::int64_t rows, double validationFraction) {
    const std::int64_t trainRows = std::llround(static_cast<double>(rows) * (1.0 - validationFraction));
    constexpr std::int64_t kSteps = 16'000;
    constexpr std::int64_t kMostEpochs = 200;
    constexpr std::int64_t kRound = 10;
    const TrainingSpec least;
    const std::int64_t stepsAnEpoch =
        std::max<std::int64_t>(1, trainRows / learnerOf(LearnerKind::Batch).usualBatchSize);
    const std::int64_t rounded = (kSteps / stepsAnEpoch + kRound / 2) / kRound * kRound;
    const std::int64_t most = std::clamp<std::int64_t>(rounded, least.epochs, kMostEpochs);
    return {static_cast<int>(most), static_cast<int>(std::max<std::int64_t>(least.patience, most / kRound))};
}

TrainingSpec usualSpec(Task task, LearnerKind learner) {
    TrainingSpec spec;
    spec.task = task;
    spec.network.kind = usualNetworkKind(task);
    spec.network.hidden = usualHiddenLayers(spec.network.kind);
    spec.batchSize = learnerOf(learner).usualBatchSize;
    return spec;
}

} // namespace driftwood::training
