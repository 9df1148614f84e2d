#pragma once

#include "tasks/job.h"

#include <QList>
#include <QObject>
#include <memory>

namespace driftwood::tasks {

/// The jobs of a window in order of their start: the status bar lists them, and closing the window must stop
/// them. Owns the jobs; a finished one stays until it is dismissed or replaced by another of its kind.
class JobBoard : public QObject {
    Q_OBJECT

  public:
    explicit JobBoard(QObject* parent = nullptr);
    ~JobBoard() override; ///< stops and joins all jobs

    /// Takes ownership of the job and starts it.
    template <class J>
    J* start(std::unique_ptr<J> job) {
        J* started = job.get();
        adopt(job.release());
        return started;
    }
    [[nodiscard]] const QList<Job*>& jobs() const { return m_jobs; }
    [[nodiscard]] bool anyRunning() const;
    /// The newest job of a type for which `matches` is true.
    template <class J, class Match>
    [[nodiscard]] J* newest(Match matches) const {
        for (auto it = m_jobs.rbegin(); it != m_jobs.rend(); ++it)
            if (auto* job = dynamic_cast<J*>(*it); job != nullptr && matches(*job))
                return job;
        return nullptr;
    }
    void stopAll();
    void dismiss(Job* job); ///< only if it is over

  Q_SIGNALS:
    void added(driftwood::tasks::Job* job);
    void changed(driftwood::tasks::Job* job); ///< progress or state
    void ended(driftwood::tasks::Job* job);
    void removed(driftwood::tasks::Job* job); ///< about to be destroyed

  private:
    void adopt(Job* job);

    QList<Job*> m_jobs;
};

} // namespace driftwood::tasks
