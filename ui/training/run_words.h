#pragma once

#include "dataset/field_statistics.h"
#include "session/training_session.h"
#include "training/baselines.h"
#include "training/training_spec.h"
#include "ui/widgets/text/kinds.h"

#include <QPointer>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// The first colours of categories are those of a run's training and validation loss: the curves of runs
/// beside it begin with this one.
inline constexpr int kFirstBeside = 2;

/// A run's state as the user sees it.
enum class RunState : unsigned char {
    Running,
    Paused,
    Stopping,
    Finished,
    Stopped,
    Failed,
    Interrupted, ///< its program ended during the run
    Elsewhere,   ///< it runs in another window or terminal
};

/// A run with everything the page knows about it.
struct RunInfo {
    workspace::RunRow row;
    training::TrainingSpec spec;
    features::FeatureSpec features;
    QPointer<session::TrainingSession> session; ///< null: it is not running here
    RunState state = RunState::Finished;

    [[nodiscard]] bool isLive() const { return state <= RunState::Stopping; }
    /// Whether it can be resumed from a checkpoint.
    [[nodiscard]] bool canGoOn() const;
    [[nodiscard]] QString title() const; ///< "run 14"
};

/// A class of a label as in the records: for a flag false or true, which runs store as 0 and 1.
[[nodiscard]] QString classText(const records::Schema& schema, const std::string& label,
                                const std::string& category);

/// The metric that a list of runs shows; it depends on a run's task and mode of training.
struct Headline {
    std::string metric; ///< the name of its curve: "validation/mae"
    std::string name;   ///< "mae"
    QString title;      ///< "MAE"
};
[[nodiscard]] Headline headlineOf(const workspace::RunRow& row);

/// A run's headline metric at its best epoch beside the best baseline; nothing if either is unknown.
[[nodiscard]] std::optional<training::BaselineComparison> besideBaselines(const workspace::RunRow& row,
                                                                          const runs::RunHistory& history);

[[nodiscard]] QString runStateText(RunState state); ///< "Running"
[[nodiscard]] TagKind runTagKind(RunState state);
[[nodiscard]] DotKind runDotKind(RunState state);
/// The error of a failed run, from the text that the workspace stores.
[[nodiscard]] Error failureOf(const workspace::RunRow& row);
/// Why a run ended, in the user's language: "stopped early at 22" from the workspace's English text.
[[nodiscard]] QString endingText(const RunInfo& run, qsizetype epochs);

/// A warning about the validation part, before training; empty if there is none.
[[nodiscard]] QString labelWarningText(const profiling::LabelCheck& check, bool isSampled);
/// A warning against predicting a numeric field, from the analysed rows; empty if there is none.
[[nodiscard]] QString numberWarningText(const std::vector<dataset::FieldStatistics>& looked,
                                        const QString& label);

[[nodiscard]] QString networkTitle(training::NetworkKind kind);
/// A sentence for hidden layers that networks of this kind cannot have (Architecture::check).
[[nodiscard]] QString hiddenLayersNeeded(training::NetworkKind kind);
/// "16·32·8": layer sizes.
[[nodiscard]] QString layersText(const std::vector<int>& sizes);

} // namespace driftwood::ui
