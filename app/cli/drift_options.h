#pragma once

#include "drift/drift_report.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Options of all commands that monitor drift; the defaults are those of DriftConfig.
class DriftOptions {
  public:
    void addTo(CLI::App& command);
    /// Without --min-records, the same fraction of the window as by default.
    [[nodiscard]] drift::DriftConfig config() const;
    /// The options that produce this config, without those equal to the defaults.
    [[nodiscard]] static std::vector<std::string> wordsFor(const drift::DriftConfig& config);

  private:
    drift::DriftConfig m_config;
    std::optional<std::int64_t> m_minimumRecords;
};

} // namespace driftwood::cli
