#pragma once

#include "app/cli/terminal.h"
#include "dataset/dataset.h"
#include "evaluation/backtest_job.h"
#include "evaluation/export_report.h"
#include "monitoring/attachment_job.h"

#include <filesystem>
#include <memory>

namespace driftwood::cli {

struct DemoSummary {
    std::filesystem::path folder;
    std::shared_ptr<const model::TrainedModel> champion;
    std::shared_ptr<const model::TrainedModel> challenger;
    evaluation::ExportReport exported;
    monitoring::AttachOutcome live;
    evaluation::BacktestOutcome comparison;
    std::uint64_t seed = 0;
};

/// A one-page summary of what was read, learned, found and stored, with commands to inspect it.
[[nodiscard]] QString summaryMarkdown(const DemoSummary& summary);

/// Prints one line for a data set and one per partition.
void printDatasetLine(Terminal& terminal, const dataset::LoadedDataset& data);
void printExport(Terminal& terminal, const evaluation::ExportReport& report);

} // namespace driftwood::cli
