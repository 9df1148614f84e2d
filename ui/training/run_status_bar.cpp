#include "ui/training/run_status_bar.h"

#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/tag.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr int kBarParts = 10000;

QString seconds(double value) {
    return formatDuration(std::chrono::milliseconds(std::llround(value * 1000.0)));
}

} // namespace

RunStatusBar::RunStatusBar(QWidget* parent)
    : QFrame(parent)
    , m_tag(new Tag(this))
    , m_text(new RichLine(this))
    , m_checkpoint(barButton(tr("Checkpoint")))
    , m_pause(barButton(QStringLiteral("pause"), tr("Pause")))
    , m_stop(barButton(QStringLiteral("stop"), tr("Stop")))
    , m_goOn(barButton(QStringLiteral("play"), tr("Resume")))
    , m_keepBest(barButton(tr("Keep best epoch")))
    , m_bar(new QProgressBar(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap12, metrics::kGap8, metrics::kGap12, metrics::kGap8);
    column->setSpacing(metrics::kGap8);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap8);
    row->addWidget(m_tag);
    row->addSpacing(metrics::kGap4);
    row->addWidget(m_text, 1, Qt::AlignVCenter);
    for (QPushButton* button : {m_checkpoint, m_pause, m_stop, m_keepBest, m_goOn})
        row->addWidget(button);
    column->addLayout(row);
    column->addWidget(m_bar);
    m_bar->setRange(0, kBarParts);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(metrics::kProgress);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_stop->setToolTip(tr("Stop and keep a checkpoint (Esc)"));
    connect(m_checkpoint, &QPushButton::clicked, this, &RunStatusBar::checkpointRequested);
    connect(m_stop, &QPushButton::clicked, this, &RunStatusBar::stopRequested);
    connect(m_goOn, &QPushButton::clicked, this, &RunStatusBar::goOnRequested);
    connect(m_keepBest, &QPushButton::clicked, this, &RunStatusBar::keepBestRequested);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_state == RunState::Paused)
            Q_EMIT resumeRequested();
        else
            Q_EMIT pauseRequested();
    });
}

void RunStatusBar::pressPause() {
    if (m_pause->isVisible() && m_pause->isEnabled())
        m_pause->click();
}

void RunStatusBar::showRun(const RunInfo& run, const runs::RunHistory* history) {
    m_state = run.state;
    m_tag->setDot(run.state == RunState::Running);
    m_tag->setTag(runStateText(run.state), runTagKind(run.state));
    showButtons(run, history);
    const auto* session = run.session.data();
    const bool live = run.isLive() && session != nullptr;
    m_bar->setVisible(live);
    m_text->setWrap(true); // wrap several facts to two lines instead of cutting them
    if (!live) {
        m_text->setRichText(endedText(run, history));
        return;
    }
    const Progress& progress = session->progress();
    m_bar->setValue(progress.total > 0 ? static_cast<int>(kBarParts * static_cast<double>(progress.done) /
                                                          static_cast<double>(progress.total))
                                       : 0);
    m_text->setRichText(session->epoch() == 0 ? readingText(progress) : liveText(run, *session));
}

void RunStatusBar::showButtons(const RunInfo& run, const runs::RunHistory* history) {
    const auto* session = run.session.data();
    const bool steps = run.isLive() && session != nullptr && session->epoch() > 0;
    const bool stopping = run.state == RunState::Stopping;
    m_checkpoint->setVisible(run.isLive());
    m_pause->setVisible(run.isLive());
    m_stop->setVisible(run.isLive());
    m_checkpoint->setEnabled(steps && run.state == RunState::Running);
    const std::int64_t kept = session == nullptr ? 0 : session->checkpointStep();
    m_checkpoint->setToolTip(
        kept == 0 ? tr("Save a checkpoint now")
                  : tr("Save a checkpoint now; the last one is from step %1").arg(formatCount(kept)));
    m_pause->setEnabled(steps && !stopping);
    m_stop->setEnabled(!stopping);
    m_stop->setText(stopping ? tr("Stopping") : tr("Stop"));
    const bool paused = run.state == RunState::Paused;
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setToolTip(paused ? tr("Resume training (Space)") : tr("Pause training (Space)"));
    const bool goesOn = run.canGoOn();
    m_goOn->setVisible(goesOn);
    const auto* known = session != nullptr ? &session->history() : history;
    m_keepBest->setVisible((goesOn || run.isLive()) && run.row.learnerType().hasEpochs && known != nullptr &&
                           !known->epochs().empty());
    m_keepBest->setEnabled(!stopping);
    m_keepBest->setToolTip(
        run.isLive() ? tr("End the run and keep the model of the best epoch so far")
                     : tr("End the run and keep the model of the best epoch up to step %1, which is kept")
                           .arg(formatCount(run.row.steps)));
    if (goesOn)
        m_goOn->setText(tr("Resume from step %1").arg(formatCount(run.row.steps)));
    m_goOn->setToolTip(
        tr("Read the data set again and continue from the checkpoint, as if the run had never stopped"));
}

RichText RunStatusBar::readingText(const Progress& progress) {
    RichText text;
    text.add(strong(tr("Reading the data set")));
    if (progress.total > 0)
        text.gap().add(RichText(tr("%1 of %2 records"), {mono(formatCount(progress.done)),
                                                         mono(formatEstimate(progress.total), Token::Ink2)}));
    return text;
}

RichText RunStatusBar::liveText(const RunInfo& run, const session::TrainingSession& session) {
    const Progress& progress = session.progress();
    RichText text;
    if (run.row.learnerType().hasEpochs) {
        text.add(RichText(tr("epoch %1 of %2"), {monoStrong(formatCount(session.epoch())),
                                                 monoStrong(formatCount(run.spec.epochs))}))
            .gap()
            .add(RichText(tr("step %1 of %2"), {mono(formatCount(run.row.steps)),
                                                mono(formatCount(progress.total), Token::Ink2)}));
    } else {
        text.add(RichText(tr("record %1 of %2"), {monoStrong(formatCount(run.row.steps)),
                                                  mono(formatCount(progress.total), Token::Ink2)}));
    }
    // The same clock as in the run's end, over all its parts, without reading and pauses.
    if (const runs::Curve& times = session.history().seconds(); !times.empty())
        text.gap().add(RichText(tr("trained %1"), {mono(seconds(times.value.back()))}));
    if (const auto left = session.remaining())
        text.gap().add(strong(tr("%1 left").arg(formatDuration(*left))));
    addBaseline(text, run, session.history());
    return text;
}

RichText RunStatusBar::endedText(const RunInfo& run, const runs::RunHistory* history) {
    const qsizetype epochs =
        history == nullptr || history->epochs().empty() ? 0 : history->epochs().back().epoch;
    RichText text;
    if (run.state == RunState::Failed) {
        text.add(strong(endingText(run, epochs)));
        return text;
    }
    text.add(strong(endingText(run, epochs)));
    if (run.row.steps > 0 && run.row.learnerType().hasEpochs)
        text.gap().add(RichText(tr("%1 steps"), {mono(formatCount(run.row.steps))}));
    // Explains why there is no button for resuming.
    if ((run.state == RunState::Stopped || run.state == RunState::Interrupted) && !run.canGoOn() &&
        run.row.steps > 0)
        text.gap().add(plain(tr("no checkpoint is left to resume from")));
    if (history == nullptr)
        return text;
    if (!history->seconds().empty())
        text.gap().add(RichText(tr("trained %1"), {mono(seconds(history->seconds().value.back()))}));
    if (const auto best = history->bestEpoch()) {
        const auto& epoch = history->epochs()[*best];
        text.gap().add(RichText(
            tr("best validation loss %1 in epoch %2"),
            {mono(formatNumber(*history->atBest("validation/loss"))), mono(formatCount(epoch.epoch))}));
    }
    if (!history->hasEveryMeasurement())
        text.gap().add(plain(tr("long run: some points of its curves are kept")));
    addBaseline(text, run, *history);
    return text;
}

/// "MAE 2.1, last value 2.4": so far, or at the best epoch.
void RunStatusBar::addBaseline(RichText& text, const RunInfo& run, const runs::RunHistory& history) {
    const auto beside = besideBaselines(run.row, history);
    if (!beside)
        return;
    if (beside->standing == training::BaselineComparison::Standing::Better)
        text.gap().add(
            RichText(tr("%1 %2, %3"), {plain(metricTitle(beside->metric)), mono(formatNumber(beside->model)),
                                       plain(besideText(*beside))}));
    else
        text.gap().add(strong(comparisonText(*beside), Token::Error));
}

} // namespace driftwood::ui
