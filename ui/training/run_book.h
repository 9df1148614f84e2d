#pragma once

#include "session/app_context.h"
#include "ui/itemmodels/grouped_item_model.h"
#include "ui/training/run_words.h"

#include <QObject>
#include <QTimer>
#include <map>
#include <set>

namespace driftwood::ui {

/// The headline metric of a run in the list.
struct HeadlineCurve {
    qsizetype points = 0;
    QList<double> sparkline;    ///< as many of the points as can be seen
    std::optional<double> best; ///< at the best epoch; of a run in one pass the last one
};

/// All training runs, those of the workspace and those running here, in one list. A whole history is read on
/// request.
class RunBook : public QObject {
    Q_OBJECT

  public:
    explicit RunBook(session::AppContext& app, QObject* parent = nullptr);

    [[nodiscard]] bool loaded() const { return m_app.store.loaded(); }
    [[nodiscard]] std::vector<RunInfo> runs() const; ///< newest first
    [[nodiscard]] std::optional<RunInfo> run(qint64 id) const;
    /// For a run that may not have its id yet.
    [[nodiscard]] RunInfo infoOf(const session::TrainingSession& session) const {
        return infoOf(session.row());
    }
    /// The list's entries: those whose title, model or data set contains the words of `filter`.
    [[nodiscard]] std::vector<GroupedEntry> entries(const QString& filter) const;
    /// Passes the run's history: at once if it is running or was read before, otherwise after reading it.
    void withHistory(qint64 id, QObject* context,
                     std::function<void(std::shared_ptr<const runs::RunHistory>)> take);

  Q_SIGNALS:
    void changed();                ///< a run was added, continued or ended, or its headline curve was read
    void ended(qint64 runId);      ///< a run that was running here
    void beganToRun(qint64 runId); ///< it has its id

  private:
    void watch(tasks::Job* job);
    void askForHeadlines();
    [[nodiscard]] RunInfo infoOf(const workspace::RunRow& row) const;
    [[nodiscard]] session::TrainingSession* sessionOf(qint64 id) const;
    [[nodiscard]] GroupedEntry entryOf(const RunInfo& run) const;
    [[nodiscard]] HeadlineCurve headline(const RunInfo& run) const;
    [[nodiscard]] QString figure(const RunInfo& run, const HeadlineCurve& headline) const;
    /// Nothing unless the run produced a model.
    [[nodiscard]] std::optional<workspace::StoredQuality> qualityOf(const RunInfo& run) const;
    /// States that a run's model is worse than its best baseline; empty if it is not, or nothing is known of
    /// it.
    [[nodiscard]] QString worseText(const RunInfo& run) const;

    struct Read {
        std::shared_ptr<const runs::RunHistory> history;
        std::string state; ///< of the run when it was read; it may have gone on since
    };

    session::AppContext& m_app;
    std::map<qint64, HeadlineCurve> m_headlines; ///< of runs that are not running
    std::map<qint64, std::string> m_asked;       ///< in which state of the run
    std::set<qint64> m_stored;                   ///< runs that the workspace contains or contained
    tasks::PendingQuery m_asking;
    std::map<qint64, tasks::PendingQuery> m_reading;
    std::map<qint64, Read> m_read;
};

} // namespace driftwood::ui
