#pragma once

#include "evaluation/stored_quality.h"
#include "session/app_context.h"
#include "ui/itemmodels/grouped_item_model.h"
#include "ui/training/run_words.h"

#include <QObject>
#include <QTimer>
#include <map>
#include <set>

namespace driftwood::ui {

/// The headline metric of a run over its steps, and its value at the best epoch; of a run in one pass its
/// last one.
struct HeadlineCurve {
    runs::Curve curve;
    std::optional<double> best;
};

/// All training runs: those of the workspace and those under way here, in one list. Knows every run's
/// headline curve; a run's whole history is asked for.
class RunBook : public QObject {
    Q_OBJECT

  public:
    explicit RunBook(session::AppContext& app, QObject* parent = nullptr);

    [[nodiscard]] bool loaded() const { return m_app.store.loaded(); }
    [[nodiscard]] std::vector<RunInfo> runs() const; ///< newest first
    [[nodiscard]] std::optional<RunInfo> run(qint64 id) const;
    /// Of a run that may not have its id yet.
    [[nodiscard]] RunInfo infoOf(const session::TrainingSession& session) const {
        return infoOf(session.row());
    }
    /// What the list shows, those whose title, model or data set contains the words of `filter`.
    [[nodiscard]] std::vector<GroupedEntry> entries(const QString& filter) const;
    /// The run's history: at once where it is under way or was read before, else when it has been read.
    void withHistory(qint64 id, QObject* context,
                     std::function<void(std::shared_ptr<const runs::RunHistory>)> take);

  Q_SIGNALS:
    void changed();                ///< a run came, went on or ended, or its headline curve is known
    void ended(qint64 runId);      ///< of a run that was under way here
    void beganToRun(qint64 runId); ///< it has its id

  private:
    void watch(tasks::Job* job);
    void askForHeadlines();
    [[nodiscard]] RunInfo infoOf(const workspace::RunRow& row) const;
    [[nodiscard]] session::TrainingSession* sessionOf(qint64 id) const;
    [[nodiscard]] GroupedEntry entryOf(const RunInfo& run) const;
    [[nodiscard]] const runs::Curve* headline(const RunInfo& run) const;
    [[nodiscard]] QString figure(const RunInfo& run) const;
    /// Of a run that made a model.
    [[nodiscard]] std::optional<evaluation::StoredQuality> qualityOf(const RunInfo& run) const;
    /// That a run's model is worse than its best baseline; empty when it is not, or nothing is known of it.
    [[nodiscard]] QString worseText(const RunInfo& run) const;

    struct Read {
        std::shared_ptr<const runs::RunHistory> history;
        std::string finishedAt; ///< of the run then: it may have gone on since
    };

    session::AppContext& m_app;
    std::map<qint64, HeadlineCurve> m_headlines; ///< of runs that are not under way
    std::set<qint64> m_asked;
    std::set<qint64> m_stored; ///< runs that the workspace has or had
    tasks::PendingQuery m_asking;
    std::map<qint64, tasks::PendingQuery> m_reading;
    std::map<qint64, Read> m_read;
};

} // namespace driftwood::ui
