#include "base/random.h"
#include "dataset/dataset.h"
#include "dataset/digest.h"
#include "evaluation/backtest_job.h"
#include "evaluation/error_analysis.h"
#include "evaluation/export_job.h"
#include "evaluation/row_scoring.h"
#include "model/exporters/exporter.h"
#include "monitoring/attachment_job.h"
#include "runs/training_job.h"
#include "scoring/attachment.h"
#include "scoring/over_time_rows.h"
#include "support/json_topic.h"
#include "support/memory_cluster.h"
#include "support/result_check.h"
#include "support/test_data.h"
#include "workspace/workspace.h"

#include <QDateTime>
#include <QTemporaryDir>

#include <algorithm>
#include <bit>
#include <map>

using namespace driftwood;
using namespace std::chrono_literals;

namespace {

constexpr auto kWait = 50ms;
constexpr int kMostTurns = 2000;
constexpr std::int64_t kBegin = 1'700'000'000'000;

using Values = std::map<Position, double>;

/// Records of many machines on a topic; what is to be predicted follows from the earlier ones of a machine.
/// A few have no vibration, and a few come late.
Status fill(const test::JsonTopic& topic, const TopicName& name, int partitions, int machines, int count) {
    if (Status made = topic.createTopic(name, partitions); !made)
        return made;
    SeededRandom random(11);
    std::vector<double> level(static_cast<std::size_t>(machines), 10.0);
    std::vector<test::JsonRecord> records;
    for (int i = 0; i < count; ++i) {
        const auto machine = static_cast<int>(random.below(static_cast<std::uint64_t>(machines)));
        double& own = level[static_cast<std::size_t>(machine)];
        own += random.normal();
        test::JsonRecord record;
        record.partition = machine % partitions;
        record.time = kBegin + 100LL * i - (random.uniform() < 0.02 ? 5000 : 0);
        record.key = "m" + std::to_string(machine);
        record.value = R"({"machine":"m)" + std::to_string(machine) + R"(","load":)" +
                       std::to_string(random.uniform()) +
                       (random.uniform() < 0.05 ? std::string() : R"(,"vibration":)" + std::to_string(own)) +
                       R"(,"wear":)" + std::to_string(0.5 * own + 0.1 * random.normal()) + "}";
        records.push_back(std::move(record));
    }
    return topic.write(name, records);
}

broker::TopicRanges rangesOf(broker::Connection& connection, const TopicName& topic) {
    broker::TopicRanges ranges{topic, {}};
    const auto marks = connection.watermarks(topic);
    for (const broker::Watermarks& mark : marks ? *marks : std::vector<broker::Watermarks>())
        ranges.ranges.push_back({mark.partition, mark.low, mark.high});
    return ranges;
}

bool sameBits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

} // namespace

/// Models with columns over time, from a data set to a live topic.
class TestOverTimeLive : public QObject {
    Q_OBJECT

  private:
    test::JsonTopic m_topic = test::JsonTopic::inMemory();
    QTemporaryDir m_folder;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    Status takeDataset(const std::string& name, const broker::TopicRanges& ranges, double validation = 0.2,
                       std::int64_t gapMs = 0, const std::string& filter = {}) {
        dataset::DatasetRequest request;
        request.name = name;
        request.ranges = ranges;
        request.split.validationFraction = validation;
        request.split.gapMs = gapMs;
        auto parsed = dataset::Filter::parse(filter);
        if (!parsed)
            return forward(parsed);
        request.filter = *parsed;
        auto data = dataset::createDataset(*m_topic.connection, request, {}, {});
        if (!data)
            return forward(data);
        auto workspace = workspace::Workspace::open(folder());
        if (!workspace)
            return forward(workspace);
        return (*workspace)->addDataset(data->manifest, "memory");
    }

    static runs::TrainRequest request(const std::string& dataset, const std::vector<std::string>& columns,
                                      training::LearnerKind learner = training::LearnerKind::Batch) {
        runs::TrainRequest request;
        request.dataset = dataset;
        request.modelName = dataset;
        request.learner = learner;
        request.training.task = training::Task::Regression;
        request.training.network = {training::NetworkKind::Mlp, {8}, training::Activation::Tanh};
        request.training.epochs = 2;
        request.features.labelKind = features::LabelKind::Number;
        request.features.labelPath = "wear";
        request.features.inputs = {{.path = "load"}};
        for (const std::string& text : columns) {
            request.features.overTime.push_back(features::parseOverTime(text).value());
            request.features.inputs.push_back(
                {.path = request.features.overTime.back().name(), .missingIndicator = true});
        }
        return request;
    }

    static std::vector<std::string> someColumns() {
        return {"mean(vibration,5) by machine", "lag(wear,1) by @key", "slope(vibration,6) by machine",
                "std(load,20s) by machine",     "since() by machine",  "median(vibration,4) by machine",
                "ratio(vibration,load)",        "ema(load,8)",         "hour(@timestamp)"};
    }

    Result<std::shared_ptr<const model::TrainedModel>> train(const runs::TrainRequest& request) {
        auto outcome = runs::runTraining(*m_topic.connection, folder(), request, {}, {});
        if (!outcome)
            return forward(outcome);
        return outcome->model;
    }

    /// The predictions of all records of the topic, read from its beginning and never interrupted.
    Result<Values> replay(const std::shared_ptr<const model::TrainedModel>& model, const TopicName& topic) {
        dataset::DatasetRequest all;
        all.name = "all";
        all.ranges = rangesOf(*m_topic.connection, topic);
        all.decoder = model->lineage.dataset.decoder;
        all.split.validationFraction = 0.0;
        Values values;
        auto read = dataset::streamDataset(
            *m_topic.connection, all, {},
            [&](dataset::RowSource& rows) {
                return scoring::withColumnsOverTime(
                    rows, model->features.spec().overTime, all.ranges, [&](dataset::RowSource& wider) {
                        return evaluation::scoreRows(
                            model, wider, 0,
                            [&](const records::RecordBatch& batch, const scoring::Predictions& said) {
                                for (std::size_t row = 0; row < batch.rows(); ++row)
                                    values[batch.position(row).inOnlyTopic()] = said.values[row];
                            },
                            {});
                    });
            },
            {}, {});
        if (!read)
            return tl::unexpected(read.error());
        return values;
    }

    /// Steps until so many records are scored, or no longer; nothing is said to the broker at the end.
    static Status step(scoring::Attachment& attachment, std::size_t most, Values& values,
                       std::vector<std::string>* notes = nullptr) {
        for (int turn = 0; turn < kMostTurns && values.size() < most; ++turn) {
            const auto batch = attachment.step({}, kWait);
            if (!batch)
                return tl::unexpected(batch.error());
            if (notes != nullptr)
                notes->insert(notes->end(), batch->notes.begin(), batch->notes.end());
            for (std::size_t row = 0; row < batch->rows.rows(); ++row) {
                const Position position = batch->rows.position(row).inOnlyTopic();
                const double value = batch->predictions.values[row];
                if (const auto earlier = values.find(position);
                    earlier != values.end() && !sameBits(earlier->second, value))
                    return fail(ErrorCode::Mismatch, "a record that was scored twice got two predictions");
                values[position] = value;
            }
        }
        return {};
    }

  private Q_SLOTS:
    // The predictions of an attachment equal those of a replay bit by bit, whatever it reads first, whatever
    // the batches are, and wherever it was killed and resumed.
    void liveEqualsItsReplay_data() {
        QTest::addColumn<int>("partitions");
        QTest::addColumn<int>("machines");
        QTest::addColumn<int>("maxBatch");
        QTest::newRow("one partition") << 1 << 40 << 300;
        QTest::newRow("one partition, small batches") << 1 << 40 << 7;
        QTest::newRow("four partitions") << 4 << 40 << 33;
        QTest::newRow("four partitions, many keys") << 4 << 1500 << 256;
    }
    void liveEqualsItsReplay() {
        QFETCH(int, partitions);
        QFETCH(int, machines);
        QFETCH(int, maxBatch);
        constexpr int kRecords = 12'000;
        const TopicName topic("live" + std::to_string(partitions) + "-" + std::to_string(maxBatch));
        VERIFY_OK(fill(m_topic, topic, partitions, machines, kRecords));
        VERIFY_OK(m_topic.createTopic(TopicName(topic.value + ".predictions"), partitions));
        const broker::TopicRanges all = rangesOf(*m_topic.connection, topic);
        broker::TopicRanges learned = all;
        broker::TopicRanges rest = all;
        for (std::size_t i = 0; i < all.ranges.size(); ++i)
            learned.ranges[i].end = rest.ranges[i].begin = Offset(all.ranges[i].end.value / 2);
        VERIFY_OK(takeDataset(topic.value, learned));
        const auto model = train(request(topic.value, someColumns()));
        VERIFY_OK(model);
        const auto wanted = replay(*model, topic);
        VERIFY_OK(wanted);
        QCOMPARE(wanted->size(), std::size_t(kRecords));

        scoring::AttachmentConfig config;
        config.source = topic;
        config.target = TopicName(topic.value + ".predictions");
        config.group = topic.value;
        config.maxBatch = static_cast<std::size_t>(maxBatch);
        for (const broker::OffsetRange& range : rest.ranges)
            config.startPositions.push_back({range.partition, range.begin});
        Values found;
        const auto count = static_cast<std::size_t>(rest.span());
        { // ends as by a kill: nothing more is committed
            auto attachment = scoring::Attachment::open(*m_topic.connection, *model, config);
            VERIFY_OK(attachment);
            VERIFY_OK(step(**attachment, count / 3, found));
        }
        QVERIFY(found.size() >= count / 3 && found.size() < count);
        config.startPositions.clear();
        auto again = scoring::Attachment::open(*m_topic.connection, *model, config);
        VERIFY_OK(again);
        std::vector<std::string> notes;
        VERIFY_OK(step(**again, count, found, &notes));
        QVERIFY(notes.empty());
        QCOMPARE(found.size(), count);
        for (const auto& [position, value] : found)
            QVERIFY2(
                sameBits(value, wanted->at(position)),
                qPrintable(
                    QStringLiteral("P%1 @ %2").arg(position.partition.value).arg(position.offset.value)));

        // So does a back-test over the same range.
        evaluation::BacktestRequest backtest;
        backtest.models = {(*model)->id};
        backtest.ranges = rest;
        const auto tried = evaluation::runBacktest(*m_topic.connection, folder(), backtest, {}, {});
        VERIFY_OK(tried);
        dataset::DatasetRequest same;
        same.name = "same";
        same.ranges = rest;
        same.decoder = (*model)->lineage.dataset.decoder;
        same.split.validationFraction = 0.0;
        const auto rows = dataset::createDataset(*m_topic.connection, same, {}, {});
        VERIFY_OK(rows);
        dataset::Sha256 digest;
        for (std::size_t row = 0; row < rows->rows.rows(); ++row) {
            const double value = wanted->at(rows->rows.position(row).inOnlyTopic());
            digest.update({reinterpret_cast<const char*>(&value), sizeof value});
        }
        QCOMPARE(tried->results.front().predictionsSha256, digest.finish());
    }

    // Training, its validation, a back-test of the data set and the error analysis say the same.
    void everyPathSaysTheSame_data() {
        QTest::addColumn<bool>("inOnePass");
        QTest::addColumn<int>("gapMs");
        QTest::newRow("in epochs") << false << 0;
        QTest::newRow("in epochs, with a gap") << false << 60'000;
        QTest::newRow("in one pass") << true << 0;
    }
    void everyPathSaysTheSame() {
        QFETCH(bool, inOnePass);
        QFETCH(int, gapMs);
        const std::string name =
            "paths" + std::to_string(gapMs) + (inOnePass ? std::string("pass") : std::string());
        VERIFY_OK(fill(m_topic, TopicName(name), 3, 20, 6000));
        VERIFY_OK(takeDataset(name, rangesOf(*m_topic.connection, TopicName(name)), 0.25, gapMs));
        auto wanted = request(name, someColumns(),
                              inOnePass ? training::LearnerKind::OnePass : training::LearnerKind::Batch);
        if (inOnePass)
            wanted.training.network = {training::NetworkKind::Linear, {}};
        const auto model = train(wanted);
        VERIFY_OK(model);
        evaluation::BacktestRequest backtest;
        backtest.models = {(*model)->id};
        backtest.dataset = name;
        backtest.validationOnly = !inOnePass;
        const auto tried = evaluation::runBacktest(*m_topic.connection, folder(), backtest, {}, {});
        VERIFY_OK(tried);
        const auto analysis = evaluation::analyseErrors(*m_topic.connection, *model, {}, {});
        VERIFY_OK(analysis);
        const auto& ofTrial = tried->results.front().evaluation.values;
        QVERIFY(!ofTrial.empty());
        if (!inOnePass) {
            QVERIFY((*model)->validation.values == ofTrial);
            QVERIFY(analysis->evaluation.values == ofTrial);
        }
        // Records that a window is not full in are named in the model.
        const auto noted = std::ranges::count_if((*model)->lineage.doubtful, [](const auto& field) {
            return field.reason.find("the window is not full") != std::string::npos;
        });
        QVERIFY(noted >= 6);
        // One pass over rows that are streamed learns the same as over rows in memory.
        if (!inOnePass)
            return;
        wanted.mostInMemory = 500;
        wanted.modelName = name + "-streamed";
        const auto streamed = train(wanted);
        VERIFY_OK(streamed);
        QCOMPARE((*streamed)->learned.weights(), (*model)->learned.weights());
        QVERIFY(std::ranges::any_of((*streamed)->lineage.doubtful, [](const auto& field) {
            return field.reason.find("the window is not full") != std::string::npos;
        }));
    }

    void whatRetentionTookIsSaid() {
        const TopicName topic("retention");
        VERIFY_OK(fill(m_topic, topic, 1, 5, 3000));
        VERIFY_OK(takeDataset(topic.value, rangesOf(*m_topic.connection, topic)));
        const auto model = train(request(topic.value, {"mean(vibration,5) by machine within 1000"}));
        VERIFY_OK(model);
        const auto cluster = test::MemoryCluster::create();
        test::JsonTopic other;
        other.connection = cluster->connect();
        VERIFY_OK(fill(other, topic, 1, 5, 3000));
        cluster->dropBefore(topic, {PartitionId(0), Offset(1600)});
        scoring::AttachmentConfig config;
        config.source = topic;
        config.startPositions = {{PartitionId(0), Offset(2000)}};
        auto attachment = scoring::Attachment::open(*other.connection, *model, config);
        VERIFY_OK(attachment);
        Values found;
        std::vector<std::string> notes;
        VERIFY_OK(step(**attachment, 1000, found, &notes));
        QCOMPARE(found.size(), std::size_t(1000));
        QCOMPARE(notes.size(), std::size_t(1));
        QCOMPARE(notes.front(),
                 std::string("partition 0: the log begins at 1600 by now, so columns over time do "
                             "not know offsets 1000 to 1599"));
    }

    void aFilteredDatasetIsRefused() {
        const TopicName topic("filtered");
        VERIFY_OK(fill(m_topic, topic, 1, 5, 1000));
        VERIFY_OK(takeDataset("filtered", rangesOf(*m_topic.connection, topic), 0.2, 0, "load > 0.5"));
        const auto refused = train(request("filtered", {"lag(vibration,1) by machine"}));
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        QVERIFY(refused.error().hint.find("without a filter") != std::string::npos);
    }

    // Fields are suggested beside the columns that were asked for.
    void columnsAreAddedToWhatIsSuggested() {
        const TopicName topic("suggested");
        VERIFY_OK(fill(m_topic, topic, 1, 5, 1000));
        VERIFY_OK(takeDataset("suggested", rangesOf(*m_topic.connection, topic)));
        auto wanted = request("suggested", {"lag(wear,1) by machine"});
        wanted.features.inputs.erase(wanted.features.inputs.begin());
        const auto model = train(wanted);
        VERIFY_OK(model);
        std::vector<std::string> inputs;
        for (const features::FeatureInput& input : (*model)->features.spec().inputs)
            inputs.push_back(input.path);
        QVERIFY(std::ranges::find(inputs, "load") != inputs.end());
        QCOMPARE(inputs.back(), std::string("lag(wear,1) by machine"));
    }

    // Bicycles hired each hour, predicted for the newest fifth: what came before tells most of it.
    void lagsHelpOnRealData() {
        const auto file = test::dataFile("bike-sharing.tar.zst", "bike-sharing/hour.csv");
        if (!file)
            QSKIP("the data set is not here");
        const TopicName topic("bikes");
        VERIFY_OK(m_topic.createTopic(topic, 1));
        const QStringList lines =
            QString::fromStdString(test::contentOf(*file)).split('\n', Qt::SkipEmptyParts);
        const QStringList names = lines.front().trimmed().split(',');
        std::vector<test::JsonRecord> records;
        for (const QString& line : lines.mid(1)) {
            const QStringList values = line.trimmed().split(',');
            QStringList members;
            for (qsizetype i = 2; i < names.size(); ++i)
                members << '"' + names[i] + "\":" + values[i];
            const auto day = QDateTime::fromString(values[1], Qt::ISODate);
            const QDateTime at(day.date(), QTime(values[names.indexOf("hr")].toInt(), 0), Qt::UTC);
            records.push_back({.partition = 0,
                               .time = at.toMSecsSinceEpoch(),
                               .key = {},
                               .value = ('{' + members.join(',') + '}').toStdString()});
        }
        VERIFY_OK(m_topic.write(topic, records));
        VERIFY_OK(takeDataset("bikes", rangesOf(*m_topic.connection, topic)));
        const auto maeWith = [&](const std::vector<std::string>& columns) {
            auto wanted = request("bikes", columns);
            wanted.modelName = columns.empty() ? "without" : "with";
            wanted.features.labelPath = "cnt";
            wanted.training.network = {training::NetworkKind::Mlp, {64, 64}, training::Activation::Relu};
            wanted.training.epochs = 20;
            wanted.features.inputs.erase(wanted.features.inputs.begin());
            for (const char* path : {"season", "yr", "mnth", "hr", "holiday", "weekday", "workingday",
                                     "weathersit", "temp", "atemp", "hum", "windspeed"})
                wanted.features.inputs.push_back({.path = path});
            const auto model = train(wanted);
            if (!model)
                qWarning("%s", model.error().text().c_str());
            return model ? (*model)->validation.get("mae").value_or(-1.0) : -1.0;
        };
        const double without = maeWith({});
        const double with = maeWith({"lag(cnt,1)", "lag(cnt,24)", "lag(cnt,168)"});
        qInfo("mean absolute error %.1f without lags, %.1f with", without, with);
        QVERIFY(with > 0.0 && with < 0.7 * without);
    }

    // Nothing is written where the file could not remember.
    void anExportIsRefusedBeforeAnythingIsWritten() {
        const TopicName topic("exported");
        VERIFY_OK(fill(m_topic, topic, 1, 5, 1000));
        VERIFY_OK(takeDataset("exported", rangesOf(*m_topic.connection, topic)));
        const auto model = train(request("exported", {"lag(vibration,1) by machine", "since()"}));
        VERIFY_OK(model);
        const auto file = folder() / "model.onnx";
        for (const model::Exporter* exporter : model::exporters()) {
            const auto refused =
                evaluation::exportModel(*m_topic.connection, folder(), (*model)->id, *exporter, file, {});
            VERIFY_FAILS(refused, ErrorCode::Unsupported);
            QVERIFY(refused.error().what.find("lag(vibration,1) by machine and 1 more over time") !=
                    std::string::npos);
            QVERIFY(!std::filesystem::exists(file));
        }
    }
};

QTEST_GUILESS_MAIN(TestOverTimeLive)
#include "test_over_time_live.moc"
