#include "app/cli/job_runner.h"

#include "app/cli/context.h"

#include <csignal>
#include <cstdlib>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace driftwood::cli {
namespace {

Interrupt* g_instance = nullptr;

/// A request to a broker that hangs blocks for up to ten seconds,
/// longer than a user who has pressed Ctrl-C will wait.
constexpr std::chrono::milliseconds kHardStopAfter{700};
/// Time for the final output, in case someone reads it.
constexpr std::chrono::milliseconds kLastWords{200};
constexpr std::chrono::milliseconds kBetweenLooks{20};
/// Signals that follow within this time belong to the first one.
constexpr std::chrono::milliseconds kOneRequest{250};

sigset_t interruptSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    struct sigaction hangUp {};
    if (sigaction(SIGHUP, nullptr, &hangUp) == 0 && hangUp.sa_handler != SIG_IGN) // nohup ignores SIGHUP
        sigaddset(&signals, SIGHUP);
    return signals;
}

} // namespace

Interrupt::Interrupt() {
    const sigset_t signals = interruptSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    g_instance = this;
    m_thread = std::thread([this] { waitForSignals(); });
}

Interrupt::~Interrupt() {
    {
        const std::lock_guard lock(m_mutex);
        m_done = true;
    }
    // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): the thread waits for the signal, which ends nothing
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
    g_instance = nullptr;
}

void Interrupt::waitForSignals() {
    const sigset_t signals = interruptSignals();
    while (true) {
        int received = 0;
        sigwait(&signals, &received);
        const std::lock_guard lock(m_mutex);
        if (m_done)
            return;
        const auto now = std::chrono::steady_clock::now();
        if (m_requested && now - *m_requested < kOneRequest)
            continue;
        if (!m_onInterrupt) {
            if (!m_expectsMore || std::exchange(m_pending, true))
                endProcessLocked();
            continue;
        }
        m_requested = now;
        std::exchange(m_onInterrupt, {})(); // a later signal ends the process at once
    }
}

Interrupt& Interrupt::instance() { return *g_instance; }

void Interrupt::watch(std::function<void()> onInterrupt) {
    const std::lock_guard lock(m_mutex);
    m_onInterrupt = std::move(onInterrupt);
    if (std::exchange(m_pending, false))
        std::exchange(m_onInterrupt, {})();
}

void Interrupt::expectMoreJobs() {
    const std::lock_guard lock(m_mutex);
    m_expectsMore = true;
}

void Interrupt::setLastLine(std::string line) {
    const std::lock_guard lock(m_mutex);
    m_lastLine = std::move(line);
}

void Interrupt::endProcess() {
    const std::lock_guard lock(m_mutex);
    endProcessLocked();
}

void Interrupt::endProcessLocked() const {
    // Not through the terminal: another thread may be writing to it.
    if (!m_lastLine.empty())
        std::ignore = ::write(STDERR_FILENO, m_lastLine.data(), m_lastLine.size());
    std::_Exit(kStopped);
}

void Interrupt::unwatch() {
    const std::lock_guard lock(m_mutex);
    m_onInterrupt = {};
}

void HardStop::begin() const {
    std::thread([state = m_state] {
        const auto deadline = std::chrono::steady_clock::now() + kHardStopAfter;
        while (!state->over && !state->ended && (state->keeps || std::chrono::steady_clock::now() < deadline))
            std::this_thread::sleep_for(kBetweenLooks);
        if (state->ended)
            std::this_thread::sleep_for(kLastWords);
        if (!state->over)
            Interrupt::instance().endProcess();
    }).detach();
}

} // namespace driftwood::cli
