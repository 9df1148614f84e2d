#pragma once

#include "base/ids.h"
#include "base/progress.h"
#include "base/read_ahead.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace driftwood::dataset {

/// Reports the progress of reading ranges, at most about twenty times a second.
class ReadingProgress {
  public:
    /// The sink must outlive this.
    ReadingProgress(const ProgressSink& sink, std::int64_t total, std::string what = "reading")
        : m_sink(sink)
        , m_progress{std::move(what), 0, total, "records", {}} {}

    void advance(std::size_t records, const Position& last) {
        m_progress.done += static_cast<std::int64_t>(records);
        const auto now = std::chrono::steady_clock::now();
        if (!m_sink || now - m_told < std::chrono::milliseconds(50))
            return;
        m_told = now;
        m_progress.detail = "partition " + std::to_string(last.partition.value) + ", offset " +
                            std::to_string(last.offset.value);
        m_sink(m_progress);
    }
    [[nodiscard]] SilenceSink onSilence() {
        return [this](std::chrono::seconds silent) {
            m_progress.detail =
                "waiting for the broker, nothing came for " + std::to_string(silent.count()) + " s";
            if (m_sink)
                m_sink(m_progress);
        };
    }
    /// Sets the total to the final count: it included offsets without a record.
    void finish() {
        m_progress.total = m_progress.done;
        m_progress.detail.clear();
        if (m_sink)
            m_sink(m_progress);
    }

  private:
    const ProgressSink& m_sink;
    Progress m_progress;
    std::chrono::steady_clock::time_point m_told;
};

} // namespace driftwood::dataset
