#include "app/cli/demo_tour.h"

#include "app/cli/attach_view.h"
#include "app/cli/comparison.h"
#include "app/cli/demo_summary.h"
#include "app/cli/job_runner.h"
#include "app/cli/model_report.h"
#include "app/cli/progress_line.h"
#include "app/cli/topic_summary.h"
#include "app/cli/training_view.h"
#include "base/files.h"
#include "evaluation/export_job.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"

#include <algorithm>
#include <thread>

namespace driftwood::cli {
namespace {

const TopicName kMachines("plant.machines");
const TopicName kPredictions("plant.machines.predictions");
constexpr const char* kProfile = "demo";

// The demo should finish soon: records arrive faster than the plant's own rate, and windows are short.
constexpr double kAttachedRate = 5.0;
constexpr std::chrono::seconds kCalmBeforeDrift{8};
constexpr std::chrono::seconds kLongestWaitForAlarm{120};
constexpr std::int64_t kSettlingRecords =
    18000; // the drift starts gradually; a model trained on its start would soon be outdated too
constexpr std::int64_t kDriftedRecords = 20000;
constexpr std::int64_t kComparedRecords = 5000;
constexpr std::chrono::milliseconds kPoll{200};
constexpr int kSummaryIndent = 12;

} // namespace

void DemoTour::heading(const QString& text) {
    m_terminal.line();
    m_terminal.line(m_terminal.heading(QStringLiteral("%1. %2").arg(++m_step).arg(text)));
}

void DemoTour::say(const QString& text) { m_terminal.paragraph(m_terminal.styled(text, Style::Dim), 0); }

Status DemoTour::run() {
    if (auto s = connect(); !s)
        return s;
    if (auto s = showTopics(); !s)
        return s;

    heading("A range of the log becomes a data set");
    say("The last day of plant.machines, without the records that are labelled as faults.");
    auto day = currentRanges({});
    if (!day)
        return forward(day);
    auto dataset = takeDataset("machines-day", std::move(*day), "fault == false");
    if (!dataset)
        return forward(dataset);

    heading("An autoencoder learns what normal looks like");
    auto champion = train(*dataset, "machines-normal", {});
    if (!champion)
        return forward(champion);
    m_champion = std::move(*champion);

    heading("Exported for other runtimes");
    auto exported = exportModel(*m_champion->model);
    if (!exported)
        return forward(exported);
    m_export = std::move(*exported);

    heading("Attached to the live topic");
    auto live = attachUntilAlarm(*m_champion->model);
    if (!live)
        return forward(live);
    if (live->end != monitoring::AttachEnd::AlarmRaised)
        return fail(ErrorCode::Stalled, "no drift alarm was raised in the time given", kMachines.value);
    auto gathered = gatherDriftedRecords(*m_champion->model);
    if (!gathered)
        return forward(gathered);
    m_live = std::move(*live);
    m_live->scored += gathered->scored;

    heading("Trained again on the range that drifted");
    say(QStringLiteral("The latest %1 records: what the drift has settled at.")
            .arg(ui::formatCount(kDriftedRecords)));
    auto drifted = currentRanges({});
    if (!drifted)
        return forward(drifted);
    for (broker::OffsetRange& range : drifted->ranges)
        range.begin =
            Offset(range.end.value - kDriftedRecords / static_cast<std::int64_t>(drifted->ranges.size()));
    auto driftedSet = takeDataset("machines-drifted", std::move(*drifted), "fault == false");
    if (!driftedSet)
        return forward(driftedSet);
    auto challenger = train(*driftedSet, "machines-retrained", m_champion->model->id);
    if (!challenger)
        return forward(challenger);
    m_challenger = std::move(*challenger);

    heading("Champion and challenger on the same new records");
    auto comparison = compare(*m_champion, *m_challenger);
    if (!comparison)
        return forward(comparison);
    m_comparison = std::move(*comparison);
    return summarise();
}

Status DemoTour::connect() {
    broker::ConnectionProfile profile = m_feed.profile();
    profile.name = kProfile;
    auto connection = broker::Connection::open(profile);
    if (!connection)
        return forward(connection);
    m_connection = std::move(*connection);
    auto workspace = workspace::Workspace::open(m_options.folder);
    if (!workspace)
        return forward(workspace);
    return (*workspace)->saveProfile(profile);
}

Status DemoTour::showTopics() {
    heading("Topics on the demo's broker");
    auto cluster = m_connection->cluster();
    if (!cluster)
        return forward(cluster);
    printTopics(m_terminal, summariseTopics(*m_connection, cluster->topics));
    say(QStringLiteral("Other tools can look too: kcat -b %1 -L").arg(shown(m_feed.bootstrapServers())));
    return {};
}

/// Ranges from the given begins (or the whole topic, if there are none) to the current end of the log.
Result<broker::TopicRanges> DemoTour::currentRanges(const std::vector<broker::OffsetRange>& from) {
    auto watermarks = m_connection->watermarks(kMachines);
    if (!watermarks)
        return forward(watermarks);
    broker::TopicRanges ranges{kMachines, {}};
    for (const auto& w : *watermarks) {
        broker::OffsetRange range{w.partition, w.low, w.high};
        if (const auto it = std::ranges::find(from, w.partition, &broker::OffsetRange::partition);
            it != from.end())
            range.begin = it->begin;
        ranges.ranges.push_back(range);
    }
    return ranges;
}

Result<dataset::Manifest> DemoTour::takeDataset(const std::string& name, broker::TopicRanges ranges,
                                                const std::string& filter) {
    dataset::DatasetRequest request;
    request.name = name;
    request.ranges = std::move(ranges);
    request.beginMayMove = true; // the user means "the last day" or "the latest"
    auto parsed = dataset::Filter::parse(filter);
    if (!parsed)
        return forward(parsed);
    request.filter = std::move(*parsed);
    ProgressLine line(m_terminal);
    auto data = runJob<dataset::LoadedDataset, Progress>(
        [&](const auto& sink, const auto& stop) {
            return dataset::createDataset(*m_connection, request, sink, stop);
        },
        [&](std::vector<Progress>&& updates) { line.show(updates.back()); });
    line.clear();
    if (!data)
        return forward(data);
    auto workspace = workspace::Workspace::open(m_options.folder);
    if (!workspace)
        return forward(workspace);
    if (auto s = (*workspace)->addDataset(data->manifest, kProfile); !s)
        return forward(s);
    printDatasetLine(m_terminal, *data);
    return data->manifest;
}

Result<DemoTour::Trained> DemoTour::train(const dataset::Manifest& dataset, const std::string& name,
                                          const std::string& parent) {
    runs::TrainRequest request;
    request.dataset = dataset.name;
    request.modelName = name;
    request.parentModelId = parent;
    request.training.task = training::objectiveFor(features::LabelKind::None).task;
    request.training.network = {training::NetworkKind::Autoencoder, {32, 8, 32}, training::Activation::Relu};
    request.training.epochs = 12;
    request.training.patience = 3;
    request.training.seed = m_options.seed;
    TrainingView view(m_terminal);
    auto outcome = runJob<runs::TrainOutcome, runs::TrainUpdate>(
        [&](const auto& sink, const auto& stop) {
            return runs::runTraining(*m_connection, m_options.folder, request, sink, stop);
        },
        [&](std::vector<runs::TrainUpdate>&& updates) { view.show(std::move(updates)); });
    view.clear();
    if (!outcome)
        return forward(outcome);
    if (!outcome->model)
        return fail(ErrorCode::Cancelled, "stopped by you; the checkpoint is kept",
                    m_options.folder.string());
    view.printCurves();
    printModel(m_terminal, *outcome->model);
    return Trained{dataset, outcome->model};
}

Result<evaluation::ExportReport> DemoTour::exportModel(const model::TrainedModel& model) {
    const auto folder = m_options.folder / "exports";
    if (auto s = makeFolder(folder); !s)
        return forward(s);
    auto report = runJob<evaluation::ExportReport, Progress>(
        [&](const auto&, const auto& stop) {
            return evaluation::exportModel(*m_connection, m_options.folder, model.id, model::kTorchScript,
                                           folder / (model.name + ".pt"), stop);
        },
        [](std::vector<Progress>&&) {});
    if (!report)
        return forward(report);
    printExport(m_terminal, *report);
    return report;
}

Result<monitoring::AttachOutcome> DemoTour::attach(monitoring::AttachRequest request) {
    request.attachment.source = kMachines;
    request.attachment.target = kPredictions;
    request.attachment.group = "driftwood-demo";
    request.profileName = kProfile;
    AttachView view(m_terminal);
    auto outcome = runJob<monitoring::AttachOutcome, monitoring::AttachUpdate>(
        [&](const auto& sink, const auto& stop) {
            return monitoring::runAttachment(*m_connection, m_options.folder, request, sink, stop);
        },
        [&](std::vector<monitoring::AttachUpdate>&& updates) { view.show(std::move(updates)); });
    view.clear();
    if (outcome && outcome->end == monitoring::AttachEnd::StoppedByUser)
        return fail(ErrorCode::Cancelled, "stopped by you; everything made so far is kept",
                    m_options.folder.string());
    return outcome;
}

Result<monitoring::AttachOutcome> DemoTour::attachUntilAlarm(const model::TrainedModel& model) {
    say(QStringLiteral("Every record gets a prediction in %1; in a few seconds a bearing starts to run warm.")
            .arg(shown(kPredictions.value)));
    if (auto s = m_feed.broker().createTopic(kPredictions, 4); !s)
        return forward(s);
    m_feed.setLiveRate(kAttachedRate);
    const std::jthread driftStarter([this](const std::stop_token& stop) {
        const auto begin = std::chrono::steady_clock::now();
        while (!stop.stop_requested() && std::chrono::steady_clock::now() - begin < kCalmBeforeDrift)
            std::this_thread::sleep_for(kPoll);
        m_feed.startDrift();
    });
    monitoring::AttachRequest request;
    request.modelId = model.id;
    request.attachment.startAt = scoring::StartAt::Latest;
    request.untilAlarm = true;
    request.maxDuration = kLongestWaitForAlarm;
    return attach(std::move(request));
}

Result<monitoring::AttachOutcome> DemoTour::gatherDriftedRecords(const model::TrainedModel& model) {
    say(QStringLiteral(
            "Resumed from the committed offsets until the drift has settled and %1 records of it are in.")
            .arg(ui::formatCount(kDriftedRecords)));
    monitoring::AttachRequest request;
    request.modelId = model.id;
    request.attachment.startAt = scoring::StartAt::Committed;
    request.maxRecords = kSettlingRecords + kDriftedRecords;
    return attach(std::move(request));
}

Status DemoTour::waitForRecords(const broker::TopicRanges& after, std::int64_t records) {
    ProgressLine line(m_terminal);
    const auto waited = runJob<bool, Progress>(
        [&](const auto& sink, const auto& stop) -> Result<bool> {
            while (!stop.stop_requested()) {
                auto watermarks = m_connection->watermarks(after.topic);
                if (!watermarks)
                    return forward(watermarks);
                std::int64_t arrived = 0;
                for (std::size_t i = 0; i < after.ranges.size(); ++i)
                    arrived += (*watermarks)[i].high - after.ranges[i].end;
                sink({"waiting for records neither has seen",
                      std::min(arrived, records),
                      records,
                      "records",
                      {}});
                if (arrived >= records)
                    return true;
                std::this_thread::sleep_for(kPoll);
            }
            return fail(ErrorCode::Cancelled, "stopped by you; everything made so far is kept",
                        m_options.folder.string());
        },
        [&](std::vector<Progress>&& updates) { line.show(updates.back()); });
    line.clear();
    if (!waited)
        return tl::unexpected(waited.error());
    return {};
}

Result<evaluation::BacktestOutcome> DemoTour::compare(const Trained& champion, const Trained& challenger) {
    const broker::TopicRanges trainedOn = challenger.dataset.ranges();
    if (auto s = waitForRecords(trainedOn, kComparedRecords); !s)
        return forward(s);
    std::vector<broker::OffsetRange> begins = trainedOn.ranges;
    for (broker::OffsetRange& range : begins)
        range.begin = range.end;
    auto unseen = currentRanges(begins);
    if (!unseen)
        return forward(unseen);
    evaluation::BacktestRequest request;
    request.models = {champion.model->id, challenger.model->id};
    request.ranges = std::move(*unseen);
    auto outcome = runJob<evaluation::BacktestOutcome, Progress>(
        [&](const auto& sink, const auto& stop) {
            return evaluation::runBacktest(*m_connection, m_options.folder, request, sink, stop);
        },
        [](std::vector<Progress>&&) {});
    if (!outcome)
        return forward(outcome);
    printComparison(m_terminal, *outcome);
    return outcome;
}

Status DemoTour::summarise() {
    heading("What happened");
    const DemoSummary summary{m_options.folder, m_champion->model, m_challenger->model, *m_export,
                              *m_live,          *m_comparison,     m_options.seed};
    const QString text = summaryMarkdown(summary);
    for (const QString& line : text.split('\n'))
        m_terminal.paragraph(line, kSummaryIndent);
    return writeFileAtomically(m_options.folder / "summary.md", text.toStdString());
}

} // namespace driftwood::cli
