#pragma once

#include "drift/drift_monitor.h"

#include <CLI/CLI.hpp>
#include <optional>

namespace driftwood::cli {

/// Options of everything that watches drift; their defaults are DriftConfig's.
class DriftOptions {
  public:
    void addTo(CLI::App& command);
    /// Without --min-records, as large a part of the window as by default.
    [[nodiscard]] drift::DriftConfig config() const;

  private:
    drift::DriftConfig m_config;
    std::optional<std::int64_t> m_minimumRecords;
};

} // namespace driftwood::cli
