#include "kafka/support/training.h"

#include "runs/model_assembly.h"
#include "runs/training_data.h"
#include "training/learners/batch_learner.h"

namespace driftwood::test {

Result<model::TrainedModel> trainModel(const dataset::LoadedDataset& data,
                                       const features::FeatureSpec& features,
                                       const training::TrainingSpec& spec) {
    auto prepared = runs::prepare(data, features);
    if (!prepared)
        return forward(prepared);
    auto trainer = training::BatchLearner::create(spec, prepared->trainData(), prepared->validationData());
    if (!trainer)
        return forward(trainer);
    while ((*trainer)->stopped() == training::StopReason::NotStopped)
        if (auto step = (*trainer)->step(); !step)
            return forward(step);
    return runs::assembleModel({.name = data.manifest.name,
                                .features = prepared->features,
                                .learned = {(*trainer)->network(), (*trainer)->bestParameters()},
                                .training = spec,
                                .engine = (*trainer)->engineName(),
                                .stopReason = std::string(training::stopReasonText((*trainer)->stopped())),
                                .bestEpoch = (*trainer)->bestEpoch(),
                                .steps = (*trainer)->stepsDone()},
                               data);
}

} // namespace driftwood::test
