#include "tasks/worker.h"

#include "base/thread_priority.h"

#include <utility>

namespace driftwood::tasks {

Worker::Worker(QObject* parent)
    : QObject(parent) {}

Worker::~Worker() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::start(std::function<void(std::stop_token)> work) {
    Q_ASSERT(!m_running);
    m_running = true;
    m_thread = std::jthread([this, work = std::move(work)](const std::stop_token& stop) {
        giveWayToWindow();
        work(stop);
        post(this, [this] {
            m_running = false;
            Q_EMIT finished();
        });
    });
}

void Worker::requestStop() { m_thread.request_stop(); }

} // namespace driftwood::tasks
