#include "tasks/background.h"

#include "tasks/post.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace driftwood::tasks {
namespace {

std::atomic<int> g_abandoned{0};

} // namespace

PendingQuery& PendingQuery::operator=(PendingQuery&& other) noexcept {
    if (this != &other) {
        cancel();
        m_state = std::move(other.m_state);
    }
    return *this;
}

void PendingQuery::cancel() {
    if (!m_state)
        return;
    m_state->wanted = false;
    m_state->stop.request_stop();
    m_state.reset();
}

/// Shared with the threads, which may outlive the object.
struct Background::Threads {
    std::mutex mutex; ///< guards the members below
    std::condition_variable changed;
    QObject* receiver = nullptr; ///< null once the object is destroyed
    int busy = 0;
    std::vector<std::weak_ptr<PendingQuery::State>> questions; ///< requested to stop with the Background
};

Background::Background(QObject* parent)
    : QObject(parent)
    , m_threads(std::make_shared<Threads>()) {
    m_threads->receiver = this;
}

Background::~Background() {
    std::unique_lock lock(m_threads->mutex);
    m_threads->receiver = nullptr;
    for (const auto& question : m_threads->questions)
        if (const auto state = question.lock())
            state->stop.request_stop();
    m_threads->changed.wait_for(lock, kLongestGoodbye, [this] { return m_threads->busy == 0; });
    g_abandoned += m_threads->busy;
}

int Background::abandoned() { return g_abandoned; }

void Background::launch(const std::shared_ptr<PendingQuery::State>& state, std::function<Delivery()> work) {
    {
        const std::lock_guard lock(m_threads->mutex);
        std::erase_if(m_threads->questions, [](const auto& question) { return question.expired(); });
        m_threads->questions.push_back(state);
        ++m_threads->busy;
    }
    std::thread([threads = m_threads, work = std::move(work)] {
        Delivery deliver = work();
        const std::lock_guard lock(threads->mutex);
        if (threads->receiver != nullptr)
            post(threads->receiver, std::move(deliver));
        --threads->busy;
        threads->changed.notify_all();
    }).detach();
}

} // namespace driftwood::tasks
