#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Lines typed while other work goes on. Does not read a terminal while this process is in its background,
/// because that would stop the process.
class StandardInput {
  public:
    /// Returns the complete lines without line ends, after waiting at most `wait` for one.
    /// Also waits after the end of input.
    [[nodiscard]] std::vector<std::string> lines(std::chrono::milliseconds wait);

  private:
    void readWhatIsThere();

    std::string m_unfinished;
    bool m_open = true;
};

} // namespace driftwood::cli
