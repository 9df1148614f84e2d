#include "app/cli/commands/commands.h"
#include "app/cli/feature_options.h"
#include "app/cli/job_runner.h"
#include "app/cli/json_text.h"
#include "app/cli/model_report.h"
#include "app/cli/option_kinds.h"
#include "app/cli/training_view.h"
#include "runs/training_job.h"
#include "training/objectives/objective.h"
#include "training/usual_spec.h"
#include "ui/format/format.h"

#include <map>
#include <utility>

namespace driftwood::cli {
namespace {

struct TrainOptions {
    runs::TrainRequest request;
    std::string task{training::taskName(training::kUsualTask)};
    std::string network;
    std::string activation = "relu";
    std::string optimizer = "adam";
    std::string classWeights = "none";
    std::optional<int> batch, epochs, patience; ///< nothing: the default for task and data
    std::string engine = "native";
    FeatureOptions features;
    std::int64_t resumeRun = 0;
    bool keepBest = false;
};

/// The parser has accepted only known words, so value() cannot fail.
void fillIn(TrainOptions& options, const dataset::Manifest& manifest) {
    auto& spec = options.request.training;
    spec.task = training::taskFromName(options.task).value();
    spec.network.kind = options.network.empty() ? training::usualNetworkKind(spec.task)
                                                : training::networkKindFromName(options.network).value();
    if (spec.network.hidden.empty())
        spec.network.hidden = training::usualHiddenLayers(spec.network.kind);
    spec.classWeights = training::classWeightsFromName(options.classWeights).value();
    const auto length = training::usualLength(manifest.rows, manifest.split.validationFraction);
    spec.batchSize = options.batch.value_or(training::learnerOf(options.request.learner).usualBatchSize);
    spec.epochs = options.epochs.value_or(length.epochs);
    spec.patience = options.patience.value_or(options.epochs ? spec.patience : length.patience);
    spec.network.activation = training::activationFromName(options.activation).value();
    spec.optimizer.kind =
        options.optimizer == "sgd" ? training::OptimizerKind::Sgd : training::OptimizerKind::Adam;
    options.request.engine =
        options.engine == "libtorch" ? runs::EngineChoice::LibTorch : runs::EngineChoice::Native;
    if (options.request.modelName.empty())
        options.request.modelName = options.request.dataset;
}

/// Core names the parts of a specification as in JSON; the user knows them by their options.
Error inOptions(Error error) {
    static const std::map<std::string, std::string> options{{"network.kind", "--network"},
                                                            {"network.hidden", "--hidden"},
                                                            {"optimizer", "--momentum"},
                                                            {"optimizer.learningRate", "--learning-rate"},
                                                            {"optimizer.weightDecay", "--weight-decay"},
                                                            {"batchSize", "--batch"},
                                                            {"classWeights", "--class-weights"},
                                                            {"epochs", "--epochs"},
                                                            {"patience", "--patience"},
                                                            {"thresholdQuantile", "--threshold-quantile"},
                                                            {"positiveClass", "--positive"},
                                                            {"features", "--features"},
                                                            {"label", "--label"}};
    if (const auto option = options.find(error.where); option != options.end())
        error.where = option->second;
    return error;
}

int train(Context& context, TrainOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    std::string datasetName = options.request.dataset;
    if (options.resumeRun != 0) {
        DRIFTWOOD_TRY(run, workspace->run(options.resumeRun));
        datasetName = run.datasetName;
    }
    DRIFTWOOD_TRY(dataset, workspace->dataset(datasetName));
    if (options.resumeRun == 0)
        fillIn(options, dataset.manifest);
    if (!options.request.parentModelId.empty()) {
        DRIFTWOOD_TRY(parent, workspace->model(options.request.parentModelId));
        options.request.parentModelId = parent.id;
    }
    if (options.resumeRun == 0) {
        auto features =
            options.features.resolve(options.request.training.task, dataset.manifest.decoder.schema);
        if (!features)
            return context.report(features.error());
        options.request.features = std::move(*features);
    }
    DRIFTWOOD_TRY(connection, context.connect(Context::originOf(dataset)));

    runs::TrainControl control;
    if (options.keepBest)
        control.keepBest();
    TrainingView view(context.terminal());
    auto warnings = nlohmann::ordered_json::array();
    bool saidItWaits = false;
    auto outcome = runJob<runs::TrainOutcome, runs::TrainUpdate>(
        [&](const auto& sink, const auto& stop) {
            if (options.resumeRun != 0)
                return runs::resumeTraining(*connection, context.workspaceFolder(), options.resumeRun, sink,
                                            stop, &control);
            return runs::runTraining(*connection, context.workspaceFolder(), options.request, sink, stop);
        },
        [&](std::vector<runs::TrainUpdate>&& updates) {
            for (const runs::TrainUpdate& update : updates) {
                for (const std::string& warning : warningsOf(update))
                    warnings.push_back(warning);
                if (update.progress.stage == runs::kWaitsForSpace && !std::exchange(saidItWaits, true)) {
                    view.clear();
                    context.terminal().error(
                        "the model is trained and waits to be saved, which is tried again "
                        "for a minute: " +
                        shown(update.progress.detail) + "; free some space");
                }
            }
            if (!context.options.json)
                view.show(std::move(updates));
        });
    view.clear();
    if (!outcome && outcome.error().code == ErrorCode::Cancelled)
        return context.report(
            {ErrorCode::Cancelled, "stopped by you while the records were read", datasetName,
             options.resumeRun != 0
                 ? "The run's checkpoint is unchanged; resume with: driftwood-cli train --resume " +
                       std::to_string(options.resumeRun)
                 : std::string(
                       "Nothing was learned yet, so nothing is kept; train again to read from the start.")});
    if (!outcome)
        return context.report(inOptions(outcome.error()));
    const workspace::RunRow& run = outcome->run;
    if (!outcome->model) {
        Error stopped{ErrorCode::Cancelled, "stopped by you after step " + std::to_string(run.steps),
                      "run " + std::to_string(run.id),
                      "The checkpoint is kept; resume with: driftwood-cli train --resume " +
                          std::to_string(run.id)};
        return context.report(stopped);
    }
    if (context.options.json) {
        auto json = modelJson(*outcome->model);
        json["run"] = run.id;
        json["steps"] = run.steps;
        json["stop_reason"] = run.stopReason;
        json["engine"] = run.engine;
        json["warnings"] = warnings;
        context.printJson(json);
        return kOk;
    }
    view.printCurves();
    context.terminal().line();
    context.terminal().line(QStringLiteral("run %1: %2, %3 steps on %4")
                                .arg(run.id)
                                .arg(shown(run.stopReason), ui::formatCount(run.steps), shown(run.engine)));
    printModel(context.terminal(), *outcome->model, false); // the view has already reported its fields
    return kOk;
}

} // namespace

void addTrain(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("train", "Train a model on a data set, or resume a run");
    auto options = std::make_shared<TrainOptions>();
    auto& spec = options->request.training;
    spec.network.hidden.clear(); // the network's kind determines them unless given
    command->add_option("dataset", options->request.dataset, "Data set to replay");
    command->add_option("--name", options->request.modelName, "Name of the model (default: the data set's)");
    std::vector<std::string> tasks;
    for (const training::Objective* objective : training::objectives())
        tasks.emplace_back(objective->name);
    addChoice(*command, "--task", options->task, tasks, "Task of the model");
    options->features.addTo(*command);
    std::vector<std::string> networks;
    for (const training::NetworkChoice& choice : training::networkChoices())
        networks.emplace_back(choice.name);
    addChoice(*command, "--network", options->network, networks,
              "Kind of network (default: autoencoder for anomaly detection, else mlp)");
    addListOption(*command, "--hidden", spec.network.hidden, "Sizes of the hidden layers, as 64,64")
        ->check(positive());
    addChoice(*command, "--activation", options->activation, {"relu", "tanh"}, "Of the hidden layers");
    addChoice(*command, "--optimizer", options->optimizer, {"adam", "sgd"}, "Optimizer");
    command->add_option("--learning-rate", spec.optimizer.learningRate, "Learning rate")
        ->capture_default_str()
        ->check(positive());
    command->add_option("--momentum", spec.optimizer.momentum, "Momentum of sgd")
        ->capture_default_str()
        ->check(notNegative());
    command->add_option("--weight-decay", spec.optimizer.weightDecay, "L2 penalty")
        ->capture_default_str()
        ->check(notNegative());
    addChoice(*command, "--class-weights", options->classWeights, {"none", "balanced"},
              "Classification: balanced lets rare classes count as much as frequent ones");
    command->add_option("--batch", options->batch, "Rows of a mini-batch (default: 256, in one pass 1)")
        ->check(positive());
    command
        ->add_option("--epochs", options->epochs,
                     "Maximum epochs (default: by the rows to train on, 20 to 200)")
        ->check(positive());
    command
        ->add_option("--patience", options->patience,
                     "Epochs without a better validation loss before stopping; 0: never (default: 5, or a "
                     "tenth of the default epochs)")
        ->check(notNegative());
    command->add_option("--seed", spec.seed, "Seed of weights and shuffling")
        ->capture_default_str()
        ->check(notNegative());
    command
        ->add_option("--threshold-quantile", spec.thresholdQuantile,
                     "Anomaly threshold: quantile of the training error")
        ->capture_default_str()
        ->check(between(0.5, 1.0));
    command->add_option("--positive", spec.positiveClass,
                        "Class for precision, recall and F1 (default: of two classes the rarer one)");
    command->add_flag_callback(
        "--incremental", [options] { options->request.learner = training::LearnerKind::OnePass; },
        "One pass in log order: every row is predicted, then learned");
    addChoice(*command, "--engine", options->engine, {"native", "libtorch"},
              "Engine that computes the steps");
    command->add_option(
        "--parent", options->request.parentModelId,
        "Model this one is retrained after, from its weights where network and features are the "
        "same: id, beginning of an id, or name");
    const auto ofNewRuns = command->get_options();
    auto* resume =
        command->add_option("--resume", options->resumeRun, "Resume a stopped run from its checkpoint");
    command
        ->add_flag("--keep-best", options->keepBest,
                   "With --resume: train no further, make the model of the best epoch so far")
        ->needs(resume);
    command->callback([&context, options, ofNewRuns] {
        if (options->resumeRun == 0 && options->request.dataset.empty())
            throw CLI::RequiredError("dataset");
        for (const CLI::Option* option : ofNewRuns) // a resumed run keeps its original options
            if (options->resumeRun != 0 && option->count() > 0)
                throw CLI::ExcludesError("--resume", option->get_name());
        context.action = [&context, options] { return train(context, *options); };
    });
}

} // namespace driftwood::cli
