#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Lines typed while something else goes on. Nothing comes from a terminal as long as this process is in its
/// background: asking it then would stop the process.
class StandardInput {
  public:
    /// The lines that have become whole, without their ends, after waiting at most `wait` for one. Waits as
    /// long where there is nothing to read from any more.
    [[nodiscard]] std::vector<std::string> lines(std::chrono::milliseconds wait);

  private:
    void readWhatIsThere();

    std::string m_unfinished;
    bool m_open = true;
};

} // namespace driftwood::cli
