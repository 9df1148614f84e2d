#include "base/files.h"
#include "evaluation/export_job.h"
#include "sensor_bench.h"
#include "support/result_check.h"
#include "support/small_disk.h"

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

    Result<evaluation::ExportReport> exported(const std::string& name) {
        return evaluation::exportModel(*m_bench->connection, m_bench->folder(), "sensors",
                                       model::kTorchScript, m_bench->folder() / name, {});
    }
    static bool says(const evaluation::ExportReport& report, std::string_view what) {
        return report.comparedOn.find(what) != std::string::npos;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!model::kTorchScript.available())
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

    /// The workspace cannot note it; the file is checked and written all the same.
    void fromAWorkspaceThatCannotBeWritten() {
        const std::filesystem::path folder = m_bench->home->path().toStdString() + "/read-only";
        const test::SmallDisk disk(folder, 16384);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        std::filesystem::copy(m_bench->folder(), folder, std::filesystem::copy_options::recursive);
        QVERIFY(disk.makeReadOnly());
        const auto file = m_bench->folder() / "elsewhere.pt";
        const auto report =
            evaluation::exportModel(*m_bench->connection, folder, "sensors", model::kTorchScript, file, {});
        VERIFY_OK(report);
        QVERIFY2(report->notKept.find("cannot be written") != std::string::npos, report->notKept.c_str());
        QCOMPARE(std::filesystem::file_size(file), report->bytes);
        // Into it, nothing can be written.
        VERIFY_FAILS(evaluation::exportModel(*m_bench->connection, folder, "sensors", model::kTorchScript,
                                             folder / "inside.pt", {}),
                     ErrorCode::Io);
    }

    /// A model of a flag names its classes as the records have them, not as features keep them.
    void theClassesOfAFlagAreThoseOfTheRecords() {
        auto request = SensorBench::request("sensors", "flag");
        request.training.task = training::Task::Classification;
        request.training.network.kind = training::NetworkKind::Mlp;
        request.features = {{{"temperature"}}, features::LabelKind::Category, "hot"};
        VERIFY_OK(runs::runTraining(*m_bench->connection, m_bench->folder(), request, {}, {}));
        const auto file = m_bench->folder() / "flag.pt";
        VERIFY_OK(evaluation::exportModel(*m_bench->connection, m_bench->folder(), "flag",
                                          model::kTorchScript, file, {}));
        const auto bytes = readFile(file); // a zip whose entries are stored as they are
        VERIFY_OK(bytes);
        const std::string names =
            bytes->substr(std::min(bytes->size(), bytes->find("\"probabilities\"")), 200);
        QVERIFY2(names.find("\"false\"") != std::string::npos && names.find("\"true\"") != std::string::npos,
                 names.c_str());
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
