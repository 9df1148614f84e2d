#include "tasks/job_board.h"

#include <algorithm>

namespace driftwood::tasks {

JobBoard::JobBoard(QObject* parent)
    : QObject(parent) {}

JobBoard::~JobBoard() {
    // Request all stops before joining the first job, so that they end concurrently.
    stopAll();
    qDeleteAll(m_jobs);
}

void JobBoard::adopt(Job* job) {
    m_jobs.append(job);
    connect(job, &Job::changed, this, [this, job] { Q_EMIT changed(job); });
    connect(job, &Job::ended, this, [this, job] { Q_EMIT ended(job); });
    Q_EMIT added(job);
    job->start();
}

bool JobBoard::anyRunning() const {
    return std::any_of(m_jobs.begin(), m_jobs.end(), [](const Job* job) { return !job->over(); });
}

void JobBoard::stopAll() {
    for (Job* job : m_jobs)
        job->stop();
}

void JobBoard::dismiss(Job* job) {
    if (!job->over() || m_jobs.removeAll(job) == 0)
        return;
    Q_EMIT removed(job);
    job->deleteLater();
}

} // namespace driftwood::tasks
