// The main workflow in the real window, by mouse and keyboard, on electricity prices; then the same with the
// command line, which must give the same digest, model and predictions.

#include "app/tour/stage.h"
#include "integration/cli_process.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/predictions.h"
#include "kafka/support/reading.h"
#include "kafka/support/source_records.h"
#include "kafka/window/window_tests.h"
#include "session/monitor_session.h"
#include "session/training_session.h"
#include "support/result_check.h"
#include "ui/charts/timeline_chart.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::test {
namespace {

constexpr int kShortMs = 20'000;
constexpr int kLongMs = 120'000;
constexpr std::size_t kLive = 5'000; ///< records written after the model was attached

const char* const kSource = "electricity";
const char* const kTarget = "electricity.from-window";
const char* const kCliTarget = "electricity.from-cli";

/// The contents of predictions by source position, without their model and time.
std::map<std::pair<int, std::int64_t>, nlohmann::json> saidBy(const std::vector<Prediction>& predictions) {
    std::map<std::pair<int, std::int64_t>, nlohmann::json> said;
    for (const Prediction& prediction : predictions) {
        auto value = nlohmann::json::parse(prediction.record.value.value_or("null"), nullptr, false);
        for (const char* maker : {"model", "model_id", "scored_at", "latency_ms"})
            if (value.is_object())
                value.erase(maker);
        said[{prediction.source.partition.value, prediction.source.offset.value}] = std::move(value);
    }
    return said;
}

QJsonObject modelJson(const std::string& bundle) {
    QFile file(QString::fromStdString(bundle) + "/model.json");
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

/// The functions build on each other: each continues where the previous one ended.
class TestWindowJob : public QObject {
    Q_OBJECT

  public:
    explicit TestWindowJob(KafkaBed& bed)
        : m_bed(bed) {}

  private Q_SLOTS:
    void initTestCase() {
        QSettings().clear();
        const auto records = elec2Records();
        VERIFY_OK(records);
        QVERIFY(records->size() > kLive);
        const auto live = records->end() - static_cast<std::ptrdiff_t>(kLive);
        m_live.assign(live, records->end());
        LogAdmin admin(address());
        VERIFY_OK(admin.createTopic(kSource, 1, {{"max.message.bytes", "2097152"}}));
        VERIFY_OK(admin.createTopic(kCliTarget, 1));
        LogWriter writer(address());
        VERIFY_OK(writeAll(writer, kSource, {records->begin(), live}));

        m_workbench =
            std::make_unique<workbench::Workbench>(*qApp, (m_folder.path() + "/window").toStdString());
        m_workbench->window().resize(1440, 900);
        m_workbench->show();
        m_stage = std::make_unique<tour::Stage>(*m_workbench);
        QVERIFY(QTest::qWaitForWindowActive(&m_workbench->window()));
    }

    void cleanupTestCase() {
        m_stage.reset();
        m_workbench.reset();
        QSettings().clear();
    }

    void init() {
        if (m_failed)
            QSKIP("the story ended at an earlier step");
    }

    void cleanup() {
        if (!QTest::currentTestFailed() || m_workbench == nullptr)
            return;
        m_failed = true;
        m_folder.setAutoRemove(false);
        const QString picture = m_folder.filePath("failed.png");
        QWidget* front = m_stage->dialog() != nullptr ? m_stage->dialog() : &m_workbench->window();
        front->grab().save(picture);
        qInfo("what the window showed: %s", qPrintable(picture));
    }

    void connectsByTheDialog() {
        clickButton("New connection…");
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->dialog() != nullptr, kShortMs);
        QVERIFY(m_stage->typeInto("Name", "prices"));
        QVERIFY(m_stage->typeInto("Bootstrap servers", QString::fromStdString(address())));
        clickButton("Save and connect");
        QTRY_COMPARE_WITH_TIMEOUT(app().connection.state(), session::ConnectionSession::State::Connected,
                                  kShortMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_workbench->window().pageId(), ui::kBrowsePage, kShortMs);
    }

    void browsesTheTopic() {
        QTRY_VERIFY_WITH_TIMEOUT(app().connection.topic(TopicName(kSource)) != nullptr, kShortMs);
        QVERIFY(m_stage->typeInto("Filter topics", "electricity"));
        auto* topics = view("Topics");
        QVERIFY(topics != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(itemOf(*topics, kSource).isValid(), kShortMs);
        m_stage->click(topics->viewport(), topics->visualRect(itemOf(*topics, kSource)).center());
        QTRY_VERIFY_WITH_TIMEOUT(view("Records") != nullptr && view("Records")->model()->rowCount() > 10,
                                 kShortMs);
    }

    void readsItsConfiguration() {
        clickTab("Configuration");
        QTRY_VERIFY_WITH_TIMEOUT(view("Settings of the topic") != nullptr, kShortMs);
        auto* settings = view("Settings of the topic");
        const QModelIndex set = itemOf(*settings, "max.message.bytes");
        QVERIFY(set.isValid());
        QCOMPARE(set.siblingAtColumn(1).data().toString(), QStringLiteral("2097152"));
        QCOMPARE(set.siblingAtColumn(3).data().toString(), QStringLiteral("set on the topic, else 1048588"));
        QCOMPARE(itemOf(*settings, "compression.type").siblingAtColumn(3).data().toString(),
                 QStringLiteral("default"));

        m_stage->click(settings->viewport(), settings->visualRect(set).center());
        m_stage->key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("max.message.bytes=2097152"));
        QVERIFY(m_stage->typeInto("Filter settings", "timestamp"));
        QTRY_VERIFY(!itemOf(*settings, "max.message.bytes").isValid());
        QVERIFY(itemOf(*settings, "message.timestamp.type").isValid());
        clickTab("Records");
    }

    void brushesARange() {
        next();
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->widget("driftwood::ui::TimelineChart") != nullptr, kShortMs);
        clickButton("All");
        auto* timeline = qobject_cast<ui::TimelineChart*>(m_stage->widget("driftwood::ui::TimelineChart"));
        // Wait until it is looked up and drawn: two years of records in weekly buckets.
        QTRY_VERIFY_WITH_TIMEOUT(timeline->recordsIn({0, 1e15}) > 40'000, kLongMs);
        const int y = timeline->height() / 2;
        m_stage->drag(timeline, {timeline->width() * 20 / 100, y}, {timeline->width() * 70 / 100, y});
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->button("Create data set…") != nullptr &&
                                     m_stage->button("Create data set…")->isEnabled(),
                                 kShortMs);
    }

    void namesItADataSet() {
        next();
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->dialog() != nullptr, kShortMs);
        QVERIFY(m_stage->typeInto("Name", "prices"));
        clickButton("Create data set");
        QTRY_VERIFY_WITH_TIMEOUT(made().dataset("prices") != nullptr, kLongMs);
        const dataset::Manifest& manifest = made().dataset("prices")->manifest;
        QVERIFY(manifest.rows > 10'000);
        QVERIFY(manifest.rows < 45'312 - static_cast<std::int64_t>(kLive));
        QTRY_COMPARE_WITH_TIMEOUT(m_workbench->window().pageId(), ui::kDatasetsPage, kShortMs);
    }

    void trainsAClassifier() {
        next();
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->button("Start") != nullptr, kShortMs);
        QTRY_VERIFY_WITH_TIMEOUT(view("Features") != nullptr && view("Features")->model()->rowCount() > 8,
                                 kShortMs);
        tour::Stage::pause(1500); // suggestions come from a sample of the rows
        QVERIFY(m_stage->typeInto("Name of the model", "price-model"));
        QVERIFY(m_stage->tabTo("Task"));
        m_stage->type("Class");
        QVERIFY(m_stage->typeInto("Label: the field to predict", "class"));
        QVERIFY(m_stage->tabTo("Kind"));
        m_stage->type("Linear");
        QVERIFY(m_stage->typeInto("Epochs, at most", "4"));
        next();
        QTRY_VERIFY_WITH_TIMEOUT(!made().models.empty(), kLongMs);
        const auto& model = made().models.front();
        QCOMPARE(model.name, std::string("price-model"));
        const auto metrics = nlohmann::json::parse(model.quality.text());
        qInfo("elec2 in the window: %s", model.quality.text().c_str());
        QVERIFY(metrics.at("accuracy").get<double>() > 0.58); // always DOWN is right for 57.5 % of all rows
    }

    void attachesItToTheLiveTopic() {
        m_stage->key(Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_workbench->window().pageId(), ui::kModelsPage, kShortMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->button("Attach to topic…") != nullptr &&
                                     m_stage->button("Attach to topic…")->isEnabled(),
                                 kShortMs);
        next();
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->dialog() != nullptr, kShortMs);
        QVERIFY(m_stage->typeInto("Topic for predictions", kTarget));
        QVERIFY(m_stage->tabTo("Start"));
        m_stage->type("At the end");
        clickButton("Attach");
        QTRY_VERIFY_WITH_TIMEOUT(monitor() != nullptr && monitor()->monitorId() != 0, kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(monitor()->figures().connected && monitor()->figures().lag >= 0, kShortMs);

        LogWriter writer(address());
        VERIFY_OK(writeAll(writer, kSource, m_live));
        QTRY_COMPARE_WITH_TIMEOUT(monitor()->figures().scored, static_cast<std::int64_t>(kLive), kLongMs);

        auto connection = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(connection);
        const auto predictions = readPredictions(**connection, kTarget);
        VERIFY_OK(predictions);
        QCOMPARE(predictions->size(), kLive);
        const auto written = writer.acknowledged();
        for (std::size_t i = 0; i < kLive; ++i) {
            QCOMPARE((*predictions)[i].source, written[i].position);
            QCOMPARE((*predictions)[i].modelId, made().models.front().id);
        }
        m_said = saidBy(*predictions);
    }

    void itsGroupIsSeenOnTheTopic() {
        m_stage->key(Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_workbench->window().pageId(), ui::kBrowsePage, kShortMs);
        clickTab("Groups");
        QTRY_VERIFY_WITH_TIMEOUT(view("Consumer groups") != nullptr, kShortMs);
        auto* groups = view("Consumer groups");
        QCOMPARE(groups->model()->rowCount(), 1);
        const auto cell = [&](const QModelIndex& row, int column) {
            return row.siblingAtColumn(column).data().toString();
        };
        const QModelIndex group = groups->model()->index(0, 0);
        QCOMPARE(group.data().toString(), QString::fromStdString(monitor()->request().attachment.group));
        QCOMPARE(cell(group, 1), QStringLiteral("Empty")); // partitions are assigned, no group is joined
        QTRY_COMPARE_WITH_TIMEOUT(cell(group, 5), QStringLiteral("0"), kShortMs); // the lag
        const QModelIndex partition = groups->model()->index(0, 0, group);
        QCOMPARE(cell(partition, 3), QStringLiteral("45,312"));
        QCOMPARE(cell(partition, 4), QStringLiteral("45,312"));
        m_stage->click(groups->viewport(), groups->visualRect(partition).center());
        m_stage->key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("45312"));
        clickTab("Records");
    }

    void theCommandLineComesToTheSame() {
        const auto* row = made().dataset("prices");
        QVERIFY(row != nullptr && !made().models.empty());
        const broker::TopicRanges ranges = row->manifest.ranges();
        QCOMPARE(ranges.ranges.size(), std::size_t(1));
        const broker::OffsetRange range = ranges.ranges.front();

        const CliResult created =
            cli({"dataset", "create", "prices", kSource, "-o", QString::number(range.begin.value), "-O",
                 QString::number(range.end.value)});
        QVERIFY2(created.exitCode == 0, created.err);
        const CliResult trained = cli({"train", "prices", "--name", "price-model", "--task", "classification",
                                       "--label", "class", "--network", "linear", "--epochs", "4"});
        QVERIFY2(trained.exitCode == 0, trained.err);
        const CliResult attached = cli({"attach", "price-model", kSource, "--to", kCliTarget, "-o",
                                        "beginning", "-c", QString::number(45'312)});
        constexpr int kFoundDrift = 7; // drift is expected between years, so exit code 7 is a success, too
        QVERIFY2(attached.exitCode == 0 || attached.exitCode == kFoundDrift, attached.err);

        auto workspace = workspace::Workspace::open((m_folder.path() + "/cli").toStdString());
        VERIFY_OK(workspace);
        const auto dataset = (*workspace)->dataset("prices");
        VERIFY_OK(dataset);
        QCOMPARE(dataset->manifest.fingerprint, row->manifest.fingerprint);
        const auto models = (*workspace)->models();
        VERIFY_OK(models);
        QCOMPARE(models->size(), std::size_t(1));
        const QJsonObject ours = modelJson(made().models.front().bundlePath);
        const QJsonObject theirs = modelJson(models->front().bundlePath);
        QVERIFY(!ours.value("decision_sha256").toString().isEmpty());
        QCOMPARE(theirs.value("features"), ours.value("features"));
        QCOMPARE(theirs.value("decision_sha256"), ours.value("decision_sha256"));

        auto connection = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(connection);
        const auto predictions = readPredictions(**connection, kCliTarget);
        VERIFY_OK(predictions);
        const auto said = saidBy(*predictions);
        QCOMPARE(said.size(), std::size_t(45'312));
        for (const auto& [position, value] : m_said) {
            const auto same = said.find(position);
            QVERIFY(same != said.end());
            QCOMPARE(same->second.dump(), value.dump());
        }
    }

    void closingWhileItTrainsAndScoresKeepsEverything() {
        m_stage->key(Qt::Key_3, Qt::ControlModifier);
        clickButton("New run…");
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->button("Start") != nullptr && m_stage->button("Start")->isEnabled(),
                                 kShortMs);
        QVERIFY(m_stage->typeInto("Epochs, at most", "1000000"));
        QVERIFY(m_stage->typeInto("Patience, epochs", "0"));
        next();
        QTRY_VERIFY_WITH_TIMEOUT(training() != nullptr && training()->epoch() > 1, kLongMs);
        const std::int64_t runId = training()->runId();
        const std::int64_t monitorId = monitor()->monitorId();
        const std::string group = monitor()->request().attachment.group;

        QElapsedTimer clock;
        clock.start();
        m_workbench->window().close();
        // The monitor publishes, so the window asks before closing.
        QTRY_VERIFY_WITH_TIMEOUT(m_stage->button("Stop and close") != nullptr, kShortMs);
        QVERIFY(m_workbench->window().isVisible());
        clickButton("Stop and close");
        QTRY_VERIFY_WITH_TIMEOUT(!m_workbench->window().isVisible(), kShortMs);
        m_stage.reset();
        m_workbench.reset();
        qInfo("closed while training and scoring in %lld ms", static_cast<long long>(clock.elapsed()));

        auto workspace = workspace::Workspace::open((m_folder.path() + "/window").toStdString());
        VERIFY_OK(workspace);
        const auto run = (*workspace)->run(runId);
        VERIFY_OK(run);
        QCOMPARE(run->status, workspace::RunStatus::Stopped);
        QVERIFY(run->steps > 0);
        QVERIFY(std::filesystem::exists(run->checkpointPath));
        const auto monitors = (*workspace)->monitors();
        VERIFY_OK(monitors);
        const auto kept = std::ranges::find(*monitors, monitorId, &workspace::MonitorRow::id);
        QVERIFY(kept != monitors->end());
        QVERIFY(!kept->running && !kept->interrupted);
        QCOMPARE(kept->scored, static_cast<std::int64_t>(kLive));
        auto connection = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(connection);
        const auto committed = (*connection)->committed(group, TopicName(kSource));
        VERIFY_OK(committed);
        QCOMPARE(committed->front().offset.value, 45'312);
    }

  private:
    [[nodiscard]] std::string address() const { return m_bed.address(Listener::Plaintext); }
    session::AppContext& app() { return m_workbench->app(); }
    const session::StoreSnapshot& made() { return app().store.snapshot(); }
    void next() { m_stage->key(Qt::Key_Return, Qt::ControlModifier); }

    void clickButton(const QString& text) {
        QTRY_VERIFY2_WITH_TIMEOUT(m_stage->button(text) != nullptr && m_stage->button(text)->isEnabled(),
                                  qPrintable(text), kShortMs);
        m_stage->click(m_stage->button(text));
    }

    void clickTab(const QString& name) {
        for (auto* tabs : m_workbench->window().findChildren<QTabBar*>())
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
                if (tabs->tabText(i).section('\t', 0, 0) == name)
                    m_stage->click(tabs, tabs->tabRect(i).center());
    }

    /// The visible list, tree or table with this accessible name.
    QAbstractItemView* view(const QString& name) {
        for (auto* candidate : m_workbench->window().findChildren<QAbstractItemView*>())
            if (candidate->isVisible() && candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }

    static QModelIndex itemOf(const QAbstractItemView& view, const QString& text) {
        return view.model()
            ->match(view.model()->index(0, 0), Qt::DisplayRole, text, 1,
                    Qt::MatchExactly | Qt::MatchRecursive)
            .value(0);
    }

    template <class Session>
    Session* newest() {
        return app().jobs.newest<Session>([](const auto&) { return true; });
    }
    session::MonitorSession* monitor() { return newest<session::MonitorSession>(); }
    /// The training session that is running.
    session::TrainingSession* training() {
        auto* session = newest<session::TrainingSession>();
        return session != nullptr && !session->over() ? session : nullptr;
    }

    [[nodiscard]] CliResult cli(const QStringList& arguments) const {
        return runCli(QStringList{"--workspace", m_folder.path() + "/cli", "-b",
                                  QString::fromStdString(address()), "--json"} +
                      arguments);
    }

    KafkaBed& m_bed;
    QTemporaryDir m_folder;
    bool m_failed = false;
    std::vector<SourceRecord> m_live;
    std::unique_ptr<workbench::Workbench> m_workbench;
    std::unique_ptr<tour::Stage> m_stage;
    std::map<std::pair<int, std::int64_t>, nlohmann::json> m_said; ///< by the model from the window
};

std::unique_ptr<QObject> makeWindowJobTest(KafkaBed& bed) { return std::make_unique<TestWindowJob>(bed); }

} // namespace driftwood::test

#include "test_window_job.moc"
