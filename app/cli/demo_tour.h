#pragma once

#include "app/cli/context.h"
#include "demo/demo_feed.h"
#include "evaluation/backtest_job.h"
#include "evaluation/export_report.h"
#include "monitoring/attachment_job.h"
#include "runs/training_job.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace driftwood::cli {

/// The complete workflow on the demo's broker, reported on the terminal as it happens:
/// browse, create a data set, train, export, attach until the simulated drift raises an alarm,
/// retrain on the drifted range, compare both models.
class DemoTour {
  public:
    struct Options {
        std::uint64_t seed = 1;
        std::filesystem::path folder; ///< for workspace, exports and summary
    };
    DemoTour(Terminal& terminal, demo::DemoFeed& feed, Options options)
        : m_terminal(terminal)
        , m_feed(feed)
        , m_options(std::move(options)) {}

    [[nodiscard]] Status run();

  private:
    struct Trained {
        dataset::Manifest dataset;
        std::shared_ptr<const model::TrainedModel> model;
    };

    Status connect();
    Status showTopics();
    Result<dataset::Manifest> takeDataset(const std::string& name, broker::TopicRanges ranges,
                                          const std::string& filter);
    Result<Trained> train(const dataset::Manifest& dataset, const std::string& name,
                          const std::string& parent);
    Result<evaluation::ExportReport> exportModel(const model::TrainedModel& model);
    Result<monitoring::AttachOutcome> attachUntilAlarm(const model::TrainedModel& model);
    Result<monitoring::AttachOutcome> gatherDriftedRecords(const model::TrainedModel& model);
    Result<evaluation::BacktestOutcome> compare(const Trained& champion, const Trained& challenger);
    Result<broker::TopicRanges> currentRanges(const std::vector<broker::OffsetRange>& from);
    Status waitForRecords(const broker::TopicRanges& after, std::int64_t records);
    Result<monitoring::AttachOutcome> attach(monitoring::AttachRequest request);
    void heading(const QString& text);
    void say(const QString& text);
    Status summarise();

    Terminal& m_terminal;
    demo::DemoFeed& m_feed;
    Options m_options;
    std::shared_ptr<broker::Connection> m_connection;
    int m_step = 0;

    // Data for the summary.
    std::optional<Trained> m_champion;
    std::optional<Trained> m_challenger;
    std::optional<evaluation::ExportReport> m_export;
    std::optional<monitoring::AttachOutcome> m_live;
    std::optional<evaluation::BacktestOutcome> m_comparison;
};

} // namespace driftwood::cli
