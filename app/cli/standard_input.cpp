#include "app/cli/standard_input.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace driftwood::cli {
namespace {

/// Longer than any typed command; longer input is discarded.
constexpr std::size_t kLongestLine = 4096;

bool inBackground() { return ::isatty(STDIN_FILENO) == 1 && ::tcgetpgrp(STDIN_FILENO) != ::getpgrp(); }

} // namespace

void StandardInput::readWhatIsThere() {
    std::array<char, 1024> buffer{};
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got > 0)
        m_unfinished.append(buffer.data(), static_cast<std::size_t>(got));
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        m_open = false;
}

std::vector<std::string> StandardInput::lines(std::chrono::milliseconds wait) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (!m_open || inBackground()) {
        std::this_thread::sleep_for(wait);
        return {};
    }
    if (::poll(&input, 1, static_cast<int>(wait.count())) > 0)
        readWhatIsThere();
    std::vector<std::string> lines;
    for (auto end = m_unfinished.find('\n'); end != std::string::npos; end = m_unfinished.find('\n')) {
        lines.push_back(m_unfinished.substr(0, end));
        if (lines.back().ends_with('\r'))
            lines.back().pop_back();
        m_unfinished.erase(0, end + 1);
    }
    if (m_unfinished.size() > kLongestLine)
        m_unfinished.clear();
    return lines;
}

} // namespace driftwood::cli
