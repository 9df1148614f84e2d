#pragma once

#include "dataset/field_statistics.h"
#include "session/training_session.h"
#include "training/baselines.h"
#include "training/training_spec.h"
#include "ui/widgets/kinds.h"

#include <QPointer>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// What became of a run, as a person sees it.
enum class RunState : unsigned char {
    Running,
    Paused,
    Stopping,
    Finished,
    Stopped,
    Failed,
    Interrupted, ///< its program was ended in the middle
    Elsewhere,   ///< runs in another window or terminal
};

/// A run as the page knows it.
struct RunInfo {
    workspace::RunRow row;
    training::TrainingSpec spec;
    features::FeatureSpec features;
    QPointer<session::TrainingSession> session; ///< null: not under way here
    RunState state = RunState::Finished;

    [[nodiscard]] bool isLive() const { return state <= RunState::Stopping; }
    /// Whether it can go on from a checkpoint.
    [[nodiscard]] bool canGoOn() const;
    [[nodiscard]] QString title() const; ///< "run 14"
};

/// A class of a label as records have it: of a flag false or true, where runs keep 0 and 1.
[[nodiscard]] QString classText(const records::Schema& schema, const std::string& label,
                                const std::string& category);

/// The measure that a list of runs shows: of a run's task and way of learning.
struct Headline {
    std::string metric; ///< its curve: "validation/mae"
    std::string name;   ///< "mae"
    QString title;      ///< "MAE"
};
[[nodiscard]] Headline headlineOf(const workspace::RunRow& row);

/// A run's headline metric at its best epoch beside the best baseline; nothing where either is not known.
[[nodiscard]] std::optional<training::BaselineComparison> besideBaselines(const workspace::RunRow& row,
                                                                          const runs::RunHistory& history);

[[nodiscard]] QString runStateText(RunState state); ///< "Running"
[[nodiscard]] TagKind runTagKind(RunState state);
[[nodiscard]] DotKind runDotKind(RunState state);
/// The error that a failed run ended with, from the text that the workspace keeps of it.
[[nodiscard]] Error failureOf(const workspace::RunRow& row);
/// Why a run ended, in the person's language: "stopped early at 22" from the workspace's own words.
[[nodiscard]] QString endingText(const RunInfo& run, qsizetype epochs);

/// What is better known of a validation part before training; empty where it is fine.
[[nodiscard]] QString labelWarningText(const profiling::LabelCheck& check, bool isSampled);
/// What speaks against predicting a number, by the rows looked at; empty for nothing.
[[nodiscard]] QString numberWarningText(const std::vector<dataset::FieldStatistics>& looked,
                                        const QString& label);

[[nodiscard]] QString networkTitle(training::NetworkKind kind);
/// What the loss of a task is: "mean squared error".
/// "16·32·8": layer sizes.
[[nodiscard]] QString layersText(const std::vector<int>& sizes);

} // namespace driftwood::ui
