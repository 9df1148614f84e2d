#pragma once

#include "app/cli/terminal.h"
#include "base/progress.h"

#include <chrono>

namespace driftwood::cli {

/// One redrawn line: stage, bar, counts, rate, remaining time.
class ProgressLine {
  public:
    explicit ProgressLine(Terminal& terminal)
        : m_terminal(terminal) {}
    void show(const Progress& progress);
    void clear() { m_terminal.clearProgress(); }

  private:
    Terminal& m_terminal;
    std::string m_stage;
    qint64 m_stageBegin = 0; ///< amount done when the stage was first seen
    std::chrono::steady_clock::time_point m_since;
};

} // namespace driftwood::cli
