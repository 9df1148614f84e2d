#include "ui/training/run_words.h"

#include "features/categories.h"
#include "training/learners/learner.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/widgets/messages/error_sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <filesystem>

namespace driftwood::ui {
namespace {

struct RunWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::RunWords)
};

/// The text for a list, which has no room for the kind of error.
QString sentenceOf(const std::string& what) {
    const QString known = knownSentence(what);
    return known.isEmpty() ? QString::fromStdString(what) : known;
}

} // namespace

QString classText(const records::Schema& schema, const std::string& label, const std::string& category) {
    const auto field = schema.indexOf(label);
    const auto type = field ? schema.fields[*field].type : records::FieldType::Text;
    return qt(std::string(features::recordText(type, category)));
}

bool RunInfo::canGoOn() const {
    if (isLive() || state == RunState::Finished || state == RunState::Elsewhere || row.steps <= 0 ||
        row.checkpointPath.empty())
        return false;
    if (state == RunState::Failed && row.stopReason.starts_with(runs::kLossNotFinite))
        return false;
    std::error_code ignored;
    return std::filesystem::exists(row.checkpointPath, ignored);
}

QString RunInfo::title() const { return RunWords::tr("run %1").arg(row.id); }

Headline headlineOf(const workspace::RunRow& row) {
    const auto task = training::taskFromName(row.task).value_or(training::kUsualTask);
    const std::string name(training::objectiveOf(task).headline().name);
    return {row.learnerType().qualityName(name), name, shortMetricTitle(name)};
}

std::optional<training::BaselineComparison> besideBaselines(const workspace::RunRow& row,
                                                            const runs::RunHistory& history) {
    const auto task = training::taskFromName(row.task);
    const Headline headline = headlineOf(row);
    const auto value = history.atBest(headline.metric);
    if (!task || !value)
        return std::nullopt;
    training::Evaluation evaluation;
    evaluation.values[headline.name] = *value;
    return training::compareWithBaselines(*task, evaluation, history.baselines());
}

QString runStateText(RunState state) {
    switch (state) {
    case RunState::Running:
        return RunWords::tr("Running");
    case RunState::Paused:
        return RunWords::tr("Paused");
    case RunState::Stopping:
        return RunWords::tr("Stopping");
    case RunState::Finished:
        return RunWords::tr("Finished");
    case RunState::Stopped:
        return RunWords::tr("Stopped");
    case RunState::Failed:
        return RunWords::tr("Failed");
    case RunState::Interrupted:
        return RunWords::tr("Interrupted");
    case RunState::Elsewhere:
        return RunWords::tr("Running elsewhere");
    }
    return {};
}

TagKind runTagKind(RunState state) {
    switch (state) {
    case RunState::Running:
    case RunState::Stopping:
    case RunState::Elsewhere:
        return TagKind::Running;
    case RunState::Finished:
        return TagKind::Ok;
    case RunState::Failed:
        return TagKind::Error;
    case RunState::Paused:
    case RunState::Stopped:
    case RunState::Interrupted:
        return TagKind::Neutral;
    }
    return TagKind::Neutral;
}

DotKind runDotKind(RunState state) {
    switch (state) {
    case RunState::Running:
    case RunState::Stopping:
    case RunState::Elsewhere:
        return DotKind::Running;
    case RunState::Finished:
        return DotKind::Ok;
    case RunState::Failed:
        return DotKind::Error;
    case RunState::Paused:
    case RunState::Interrupted:
        return DotKind::Hollow;
    case RunState::Stopped:
        return DotKind::Off;
    }
    return DotKind::Off;
}

Error failureOf(const workspace::RunRow& row) {
    static const QRegularExpression parts(QStringLiteral("^(.*?)(?: \\((.*?)\\))?(?:\\. (.*))?$"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const auto match = parts.match(QString::fromStdString(row.stopReason));
    const std::string where = match.captured(2).toStdString();
    // The error's code is not stored.
    return {ErrorCode::InvalidArgument, match.captured(1).toStdString(),
            where.empty() ? "run " + std::to_string(row.id) : where, match.captured(3).toStdString()};
}

QString endingText(const RunInfo& run, qsizetype epochs) {
    using training::StopReason;
    const auto is = [&](StopReason reason) { return run.row.stopReason == training::stopReasonText(reason); };
    switch (run.state) {
    case RunState::Finished:
        if (!run.row.learnerType().hasEpochs)
            return RunWords::tr("%1 records").arg(formatCount(run.row.steps));
        if (is(StopReason::EarlyStopping))
            return RunWords::tr("stopped early at %1").arg(formatCount(epochs));
        if (is(StopReason::NotFinite))
            return RunWords::tr("loss not finite, step %1").arg(formatCount(run.row.steps));
        if (run.row.stopReason == runs::kKeptBest)
            return RunWords::tr("stopped by you, best of %1 epochs kept").arg(formatCount(epochs));
        return epochs == 1 ? RunWords::tr("1 epoch") : RunWords::tr("%1 epochs").arg(formatCount(epochs));
    case RunState::Stopped:
        if (!run.row.learnerType().hasEpochs)
            return RunWords::tr("stopped at record %1").arg(formatCount(run.row.steps));
        if (run.row.steps == 0)
            return RunWords::tr("stopped at step %1").arg(formatCount(run.row.steps));
        return RunWords::tr("stopped by you in epoch %1").arg(formatCount(epochs + 1));
    case RunState::Interrupted:
        return run.row.steps > 0 ? RunWords::tr("interrupted, step %1 kept").arg(formatCount(run.row.steps))
                                 : RunWords::tr("interrupted before a checkpoint");
    case RunState::Elsewhere:
        return RunWords::tr("in another window or terminal");
    case RunState::Failed:
        return sentenceOf(failureOf(run.row).what);
    default:
        return {};
    }
}

QString labelWarningText(const profiling::LabelCheck& check, bool isSampled) {
    using Finding = profiling::LabelCheck::Finding;
    const QString rows = formatCount(check.rows);
    const QString most = qt(check.mostFrequent);
    const auto of = [&](const QString& whole, const QString& sample) { return isSampled ? sample : whole; };
    switch (check.finding) {
    case Finding::Fine:
        break;
    case Finding::NoLabel:
        return of(RunWords::tr(
                      "No row of the validation part has a label: the model's quality cannot be measured."),
                  RunWords::tr("None of the newest records sampled has a label: perhaps the model's quality "
                               "cannot be measured."));
    case Finding::OneClass:
        return of(RunWords::tr("All %1 rows of the validation part are of class “%2”: no figure can show "
                               "whether the model tells it apart from the others."),
                  RunWords::tr("All %1 of the newest records sampled are of class “%2”: perhaps no figure "
                               "can show whether the model tells it apart from the others."))
            .arg(rows, most);
    case Finding::MostlyOne:
        return of(RunWords::tr(
                      "%1 % of the %2 rows of the validation part are of class “%3”: accuracy means little, "
                      "look at precision and recall."),
                  RunWords::tr("%1 % of the %2 newest records sampled are of class “%3”: accuracy means "
                               "little, look at precision and recall."))
            .arg(formatFixed(training::shownPercent(check.share), 1), rows, most);
    }
    return {};
}

QString numberWarningText(const std::vector<dataset::FieldStatistics>& looked, const QString& label) {
    const auto of = std::ranges::find_if(
        looked, [&](const dataset::FieldStatistics& field) { return qt(field.field.path) == label; });
    if (of == looked.end() || of->distinct != 1)
        return {};
    return RunWords::tr("All %1 values sampled are %2: there is nothing to predict, and training refuses a "
                        "label that never changes.")
        .arg(formatCount(of->values()), formatNumber(of->min));
}

QString networkTitle(training::NetworkKind kind) {
    switch (kind) {
    case training::NetworkKind::Linear:
        return RunWords::tr("Linear");
    case training::NetworkKind::Mlp:
        return RunWords::tr("Multilayer perceptron");
    case training::NetworkKind::Autoencoder:
        return RunWords::tr("Autoencoder");
    case training::NetworkKind::Residual:
        return RunWords::tr("Residual perceptron");
    }
    return {};
}

QString hiddenLayersNeeded(training::NetworkKind kind) {
    switch (kind) {
    case training::NetworkKind::Linear:
    case training::NetworkKind::Mlp:
    case training::NetworkKind::Autoencoder:
        break; // any
    case training::NetworkKind::Residual:
        return QCoreApplication::translate("driftwood::ui::RunDraftWords",
                                           "A residual perceptron has no block yet. Name its width and the "
                                           "inner width of each block, as 64, 64.");
    }
    return {};
}

QString layersText(const std::vector<int>& sizes) {
    QStringList parts;
    for (const int size : sizes)
        parts << QString::number(size);
    return parts.join(QChar(0x00B7));
}

} // namespace driftwood::ui
