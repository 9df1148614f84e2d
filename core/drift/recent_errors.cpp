#include "drift/recent_errors.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::drift {
namespace {

constexpr std::size_t kMostWindows = 64;
/// Standard deviations at which a mean is improbable at the risen level: one in a hundred.
constexpr double kImprobable = 2.33;
/// Over fewer windows a mean near the old level may be chance.
constexpr std::size_t kLongSpan = 8;

} // namespace

void RecentErrors::add(Window window) {
    m_windows.push_back(window);
    if (m_windows.size() > kMostWindows)
        m_windows.pop_front();
}

RecentErrors::Window RecentErrors::last(std::size_t windows) const {
    Window pooled;
    for (std::size_t i = m_windows.size() - windows; i < m_windows.size(); ++i) {
        pooled.sum += m_windows[i].sum;
        pooled.count += m_windows[i].count;
    }
    return pooled;
}

double RecentErrors::meanLately() const { return last(std::min(kLongSpan, m_windows.size())).mean(); }

std::optional<RecentErrors::Window> RecentErrors::above(const ErrorReference& reference,
                                                        std::int64_t minimumRecords) const {
    std::optional<Window> longest;
    for (std::size_t windows = 1; windows <= m_windows.size(); windows *= 2) {
        const Window span = last(windows);
        if (span.count >= minimumRecords && span.mean() > reference.limit(span.count))
            longest = span;
    }
    return longest;
}

bool RecentErrors::fell(double before, double risen, double most, double deviation) const {
    for (std::size_t windows = 1; windows <= m_windows.size(); windows *= 2) {
        const Window span = last(windows);
        if (span.count == 0)
            continue;
        const double chance = kImprobable * deviation / std::sqrt(static_cast<double>(span.count));
        if (span.mean() <= most && span.mean() + chance < risen)
            return true;
        if (windows >= kLongSpan && span.mean() <= (1.0 + ErrorReference::kIncrease) * before)
            return true;
    }
    return false;
}

nlohmann::json RecentErrors::memory() const {
    nlohmann::json windows = nlohmann::json::array();
    for (const Window& window : m_windows)
        windows.push_back({window.sum, window.count});
    return windows;
}

Status RecentErrors::recall(const nlohmann::json& memory, std::int64_t most) {
    const auto isWindow = [most](const nlohmann::json& entry) {
        return entry.is_array() && entry.size() == 2 && entry[0].is_number() &&
               entry[1].is_number_integer() && entry[1].get<std::int64_t>() >= 0 &&
               entry[1].get<std::int64_t>() <= most;
    };
    if (!memory.is_array() || memory.size() > kMostWindows || !std::ranges::all_of(memory, isWindow))
        return fail(ErrorCode::CorruptData, "not the errors of windows", "state of the error's watch");
    m_windows.clear();
    for (const nlohmann::json& entry : memory)
        m_windows.push_back({entry[0].get<double>(), entry[1].get<std::int64_t>()});
    return {};
}

} // namespace driftwood::drift
