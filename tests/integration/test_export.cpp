#include "evaluation/export_job.h"
#include "sensor_bench.h"
#include "support/result_check.h"

using namespace driftwood;
using driftwood::test::SensorBench;

namespace {

/// More than the embedded broker keeps in a partition.
constexpr int kFloodRecords = 200;
constexpr std::size_t kFloodPadding = 100'000;

} // namespace

/// The rows on which an export is compared, while the log loses the records of the training range.
class TestExport : public QObject {
    Q_OBJECT

    std::unique_ptr<SensorBench> m_bench;

    Result<model::ExportReport> exported(const std::string& name) {
        return evaluation::exportTorchScript(*m_bench->connection, m_bench->folder(), "sensors",
                                             m_bench->folder() / name, {});
    }
    static bool says(const model::ExportReport& report, std::string_view what) {
        return report.comparedOn.find(what) != std::string::npos;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (const auto backend = model::torchBackend(); !backend)
            QSKIP("this build has no LibTorch: the whole test is about it");
        auto bench = SensorBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        VERIFY_OK(m_bench->append(0, 600));
        VERIFY_OK(m_bench->takeDataset("sensors"));
        const auto trained = runs::runTraining(*m_bench->connection, m_bench->folder(),
                                               SensorBench::request("sensors", "sensors"), {}, {});
        VERIFY_OK(trained);
    }

    // The order matters: each test removes more of the log.
    void itIsComparedOnTheTrainingRange() {
        const auto report = exported("first.pt");
        VERIFY_OK(report);
        QVERIFY(says(*report, "training range"));
        QCOMPARE(report->rowsCompared, 600);
    }

    void whereThatIsGoneOnTheNewestRecords() {
        VERIFY_OK(m_bench->append(600, kFloodRecords, kFloodPadding));
        const auto marks = m_bench->connection->watermarks(SensorBench::kTopic);
        VERIFY_OK(marks);
        for (const auto& mark : *marks)
            QVERIFY(mark.low.value >= 300); // nothing of the training range is left
        const auto report = exported("second.pt");
        VERIFY_OK(report);
        QVERIFY(says(*report, "newest records"));
        QVERIFY(report->rowsCompared > 50);
    }

    void whereThoseCannotBeReadOnTheStoredExamples() {
        VERIFY_OK(m_bench->appendText(std::string(kFloodPadding, '?'), kFloodRecords));
        const auto report = exported("third.pt");
        VERIFY_OK(report);
        QVERIFY(says(*report, "examples stored with the model"));
        QCOMPARE(report->rowsCompared, 8);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
