#include "ui/training/run_book.h"

#include "runs/kept_metrics.h"
#include "training/learners/learner.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"

#include <QPointer>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

using Headlines = std::map<qint64, HeadlineCurve>;
using History = std::shared_ptr<const runs::RunHistory>;

constexpr std::size_t kMostInSparkline = 400;

/// Changes whenever the curves of a run do that no session here trains; another program may train it.
std::string stateOf(const workspace::RunRow& run) {
    return run.finishedAt + ' ' + std::string(workspace::runStatusName(run.status)) + ' ' +
           std::to_string(run.steps);
}

HeadlineCurve headlineCurve(const runs::Curve& curve, std::optional<double> best) {
    HeadlineCurve out{static_cast<qsizetype>(curve.size()), {}, best};
    const runs::Curve seen = runs::thinned(curve, kMostInSparkline);
    if (seen.size() > 1)
        out.sparkline = QList<double>(seen.value.begin(), seen.value.end());
    return out;
}

Result<runs::Curve> readCurve(workspace::Workspace& workspace, const workspace::RunRow& run,
                              const std::string& metric) {
    const auto rows = runs::keptMetric(workspace, run, metric);
    if (!rows)
        return tl::unexpected(rows.error());
    runs::Curve curve;
    for (const workspace::MetricRow& row : *rows)
        curve.append(static_cast<double>(row.step), row.value);
    return curve;
}

Result<Headlines> readHeadlines(workspace::Workspace& workspace, const std::vector<workspace::RunRow>& runs) {
    Headlines out;
    for (const workspace::RunRow& run : runs) {
        auto curve = readCurve(workspace, run, headlineOf(run).metric);
        if (!curve)
            return forward(curve);
        const auto loss = readCurve(workspace, run, "validation/loss");
        if (!loss)
            return tl::unexpected(loss.error());
        std::optional<double> best;
        if (const auto step = runs::bestStep(*loss))
            best = curve->at(*step);
        else if (!curve->empty())
            best = curve->value.back();
        out[run.id] = headlineCurve(*curve, best);
    }
    return out;
}

} // namespace

RunBook::RunBook(session::AppContext& app, QObject* parent)
    : QObject(parent)
    , m_app(app) {
    connect(&m_app.store, &session::Store::changed, this, [this] {
        for (const workspace::RunRow& run : m_app.store.snapshot().runs)
            m_stored.insert(run.id);
        askForHeadlines();
        Q_EMIT changed();
    });
    connect(&m_app.jobs, &tasks::JobBoard::added, this, &RunBook::watch);
    connect(&m_app.jobs, &tasks::JobBoard::changed, this, [this](tasks::Job* job) {
        if (qobject_cast<session::TrainingSession*>(job) != nullptr)
            Q_EMIT changed();
    });
    // When a session is removed, the run's data comes from the workspace.
    connect(
        &m_app.jobs, &tasks::JobBoard::removed, this, [this] { Q_EMIT changed(); }, Qt::QueuedConnection);
    for (tasks::Job* job : m_app.jobs.jobs())
        watch(job);
    askForHeadlines();
}

void RunBook::watch(tasks::Job* job) {
    auto* session = qobject_cast<session::TrainingSession*>(job);
    if (session == nullptr)
        return;
    connect(session, &session::TrainingSession::begun, this, [this, session] {
        m_app.store.refresh();
        Q_EMIT beganToRun(session->runId());
    });
    connect(session, &tasks::Job::ended, this, [this, session] {
        m_headlines.erase(session->runId());
        m_asked.erase(session->runId());
        m_app.store.refresh();
        Q_EMIT changed();
        Q_EMIT ended(session->runId());
    });
    Q_EMIT changed();
}

void RunBook::askForHeadlines() {
    if (m_asking.pending())
        return;
    std::vector<workspace::RunRow> wanted;
    for (const workspace::RunRow& run : m_app.store.snapshot().runs)
        if (const auto asked = m_asked.find(run.id); asked == m_asked.end() || asked->second != stateOf(run))
            wanted.push_back(run);
    if (wanted.empty())
        return;
    for (const workspace::RunRow& run : wanted)
        m_asked[run.id] = stateOf(run);
    m_asking = m_app.store.ask<Headlines>(
        [wanted](workspace::Workspace& workspace) { return readHeadlines(workspace, wanted); },
        [this](Result<Headlines> read) {
            if (read) // after an error the list has no figures; the snapshot reports the same error
                for (auto& [id, curve] : *read)
                    m_headlines[id] = std::move(curve);
            askForHeadlines(); // a run may have changed meanwhile
            Q_EMIT changed();
        });
}

session::TrainingSession* RunBook::sessionOf(qint64 id) const {
    return m_app.jobs.newest<session::TrainingSession>(
        [id](const session::TrainingSession& session) { return session.runId() == id; });
}

RunInfo RunBook::infoOf(const workspace::RunRow& row) const {
    RunInfo info;
    info.row = row;
    session::TrainingSession* const session = sessionOf(row.id);
    info.session = session;
    // The session knows the run's end before the snapshot does. Afterwards the workspace may know more:
    // another name, a model that was removed.
    if (session != nullptr && session->over() && row.finishedAt < session->row().finishedAt) {
        info.row = session->row();
        info.row.name = row.name;
    }
    // A run of another version is listed even if its specs cannot be read.
    info.spec = row.training.valueOrNone();
    info.features = row.features.valueOrNone();
    using JobState = tasks::Job::State;
    if (session != nullptr && !session->over()) {
        info.row.steps = session->row().steps;
        info.state = session->state() == JobState::Paused     ? RunState::Paused
                     : session->state() == JobState::Stopping ? RunState::Stopping
                                                              : RunState::Running;
        return info;
    }
    if (info.row.status == workspace::RunStatus::Finished)
        info.state = RunState::Finished;
    else if (info.row.status == workspace::RunStatus::Stopped)
        info.state = RunState::Stopped;
    else if (info.row.status == workspace::RunStatus::Failed)
        info.state = RunState::Failed;
    else if (info.row.status == workspace::RunStatus::Interrupted)
        info.state = RunState::Interrupted;
    else if (session == nullptr)
        info.state = RunState::Elsewhere;
    else // it has ended, but the snapshot is older
        info.state = session->state() == JobState::Failed    ? RunState::Failed
                     : session->state() == JobState::Stopped ? RunState::Stopped
                                                             : RunState::Finished;
    return info;
}

std::vector<RunInfo> RunBook::runs() const {
    std::vector<RunInfo> out;
    const auto& stored = m_app.store.snapshot().runs;
    // Add runs that started after the snapshot. A run that an earlier snapshot contained and this one does
    // not was removed.
    for (tasks::Job* job : m_app.jobs.jobs())
        if (auto* session = qobject_cast<session::TrainingSession*>(job);
            session != nullptr && session->runId() != 0 && !m_stored.contains(session->runId()) &&
            std::ranges::find(stored, session->runId(), &workspace::RunRow::id) == stored.end())
            out.push_back(infoOf(session->row()));
    std::ranges::reverse(out);
    for (const workspace::RunRow& row : stored)
        out.push_back(infoOf(row));
    return out;
}

std::optional<RunInfo> RunBook::run(qint64 id) const {
    if (const auto* row = m_app.store.snapshot().run(id))
        return infoOf(*row);
    if (const auto* session = sessionOf(id))
        return infoOf(session->row());
    return std::nullopt;
}

std::vector<GroupedEntry> RunBook::entries(const QString& filter) const {
    std::vector<GroupedEntry> out;
    const QStringList words = filter.split(' ', Qt::SkipEmptyParts);
    for (const RunInfo& run : runs()) {
        const QString haystack =
            QStringList{run.title(), QString::fromStdString(run.row.name),
                        QString::fromStdString(run.row.datasetName), runStateText(run.state)}
                .join(' ');
        if (std::ranges::all_of(words,
                                [&](const QString& w) { return haystack.contains(w, Qt::CaseInsensitive); }))
            out.push_back(entryOf(run));
    }
    return out;
}

HeadlineCurve RunBook::headline(const RunInfo& run) const {
    if (const auto* session = run.session.data()) {
        const std::string metric = headlineOf(run.row).metric;
        return headlineCurve(session->history().metric(metric), session->history().atBest(metric));
    }
    const auto known = m_headlines.find(run.row.id);
    return known == m_headlines.end() ? HeadlineCurve() : known->second;
}

std::optional<workspace::StoredQuality> RunBook::qualityOf(const RunInfo& run) const {
    const auto* model = m_app.store.snapshot().model(run.row.modelId);
    if (model == nullptr || run.state != RunState::Finished)
        return std::nullopt;
    return model->quality.valueOrNone();
}

QString RunBook::figure(const RunInfo& run, const HeadlineCurve& headline) const {
    // Use the model's own figure, which its page shows, too.
    if (const auto quality = qualityOf(run))
        if (const auto value = quality->evaluation.get(headlineOf(run.row).name))
            return formatNumber(*value);
    return formatNumber(headline.best.value_or(std::nan("")));
}

QString RunBook::worseText(const RunInfo& run) const {
    const auto quality = qualityOf(run);
    const auto task = training::taskFromName(run.row.task);
    if (!quality || !task)
        return {};
    const auto beside = training::compareWithBaselines(*task, quality->evaluation, quality->baselines);
    return beside && beside->standing == training::BaselineComparison::Standing::Worse
               ? tr("worse than %1").arg(besideText(*beside))
               : QString();
}

GroupedEntry RunBook::entryOf(const RunInfo& run) const {
    GroupedEntry entry;
    entry.key = QString::number(run.row.id);
    entry.group = QString::fromStdString(run.row.name);
    entry.headline = headlineOf(run.row).title;
    entry.title = run.title();
    entry.dot = runDotKind(run.state);
    const HeadlineCurve curve = headline(run);
    entry.figure = figure(run, curve);
    entry.sparkline = curve.sparkline;
    const auto* session = run.session.data();
    if (!run.isLive() || session == nullptr) {
        entry.second = endingText(run, curve.points);
        entry.secondIsError =
            run.state == RunState::Failed ||
            (run.state == RunState::Finished &&
             run.row.stopReason == training::stopReasonText(training::StopReason::NotFinite));
        if (const QString worse = worseText(run); !worse.isEmpty())
            entry.second += QStringLiteral(" · ") + worse;
    } else if (session->epoch() == 0) {
        const Progress& progress = session->progress();
        entry.second = progress.total > 0 ? tr("reading the data set, %1")
                                                .arg(formatPercent(static_cast<double>(progress.done) /
                                                                   static_cast<double>(progress.total)))
                                          : tr("reading the data set");
    } else if (!run.row.learnerType().hasEpochs) {
        entry.second = tr("%1 records").arg(formatCount(run.row.steps));
    } else {
        entry.second = (run.state == RunState::Paused ? tr("paused in epoch %1 of %2") : tr("epoch %1 of %2"))
                           .arg(formatCount(session->epoch()), formatCount(run.spec.epochs));
    }
    return entry;
}

void RunBook::withHistory(qint64 id, QObject* context,
                          std::function<void(std::shared_ptr<const runs::RunHistory>)> take) {
    if (const auto* session = sessionOf(id)) {
        // A copy of the current state; the session has the growing one.
        take(std::make_shared<runs::RunHistory>(session->history()));
        return;
    }
    const auto* row = m_app.store.snapshot().run(id);
    const std::string state = row == nullptr ? std::string() : stateOf(*row);
    if (const auto known = m_read.find(id); known != m_read.end() && known->second.state == state) {
        take(known->second.history);
        return;
    }
    m_reading[id] = m_app.store.ask<History>(
        [id](workspace::Workspace& workspace) -> Result<History> {
            const auto run = workspace.run(id);
            if (!run)
                return tl::unexpected(run.error());
            auto metrics = runs::keptMetrics(workspace, *run);
            if (!metrics)
                return forward(metrics);
            auto history = std::make_shared<runs::RunHistory>();
            history->add(*metrics);
            return history;
        },
        [this, id, state, context = QPointer<QObject>(context),
         take = std::move(take)](Result<History> read) {
            const History history = read ? *read : std::make_shared<const runs::RunHistory>();
            if (read)
                m_read[id] = {history, state};
            if (context)
                take(history);
        });
}

} // namespace driftwood::ui
