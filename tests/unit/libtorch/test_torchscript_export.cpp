#include "evaluation/checked_export.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace driftwood;
using training::Task;

class TestTorchScriptExport : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;

    static void addModels() {
        QTest::addColumn<int>("task");
        QTest::addColumn<int>("classes");
        QTest::newRow("anomaly detection") << static_cast<int>(Task::AnomalyDetection) << 0;
        QTest::newRow("regression") << static_cast<int>(Task::Regression) << 0;
        QTest::newRow("two classes") << static_cast<int>(Task::Classification) << 2;
        QTest::newRow("three classes") << static_cast<int>(Task::Classification) << 3;
    }

    Result<evaluation::ExportReport> exported(const model::TrainedModel& model,
                                              const records::RecordBatch& rows, const QString& name) const {
        return evaluation::exportChecked(model, model::kTorchScript, rows,
                                         m_folder.filePath(name).toStdString());
    }

  private Q_SLOTS:
    void initTestCase() { VERIFY_OK(model::kTorchScript.available()); }

    void anExportAgreesWithOurScoringOnEveryRow_data() { addModels(); }
    void anExportAgreesWithOurScoringOnEveryRow() {
        QFETCH(int, task);
        QFETCH(int, classes);
        const auto model = test::plantModel(static_cast<Task>(task), classes);
        const auto rows = test::plantRows(2500, 21);
        const auto report = exported(model, rows, QString(QTest::currentDataTag()) + ".pt");
        VERIFY_OK(report);
        QCOMPARE(report->rowsCompared, 2500);
        QVERIFY2(report->maxAbsoluteDifference < 2e-4,
                 qPrintable(QString::number(report->maxAbsoluteDifference)));
        QCOMPARE(report->tolerance, 1e-5);
        // The reported tolerance is the applied one: for a prediction in minutes, relative to the deviation.
        QVERIFY(report->maxAbsoluteDifference <= report->allowedDifference);
        const double scale = static_cast<Task>(task) == Task::Regression ? model.features.labelScale() : 1.0;
        QVERIFY(report->allowedDifference >= scale * report->tolerance);
        QCOMPARE(std::filesystem::file_size(report->path), report->bytes);
        QVERIFY(report->runtime.starts_with("libtorch "));
        qInfo("largest difference %.3g, %lld bytes", report->maxAbsoluteDifference,
              static_cast<long long>(report->bytes));
    }

    void aModelOfNumbersAloneTakesNoTexts() {
        const auto rows = test::plantRows(300, 2);
        features::FeatureSpec spec;
        spec.inputs = {{"temperature", features::Transform::Standardize},
                       {"pressure", features::Transform::Standardize}};
        auto model = test::plantModel(Task::AnomalyDetection);
        model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
        model.learned = test::denseLearned({2, 3, 2}, 0.25F);
        VERIFY_OK(exported(model, rows, "numbers.pt"));
    }

    void aResidualNetworkIsExported() {
        const auto rows = test::plantRows(300, 2);
        auto model = test::plantModel(Task::Regression);
        model.learned = test::residualLearned({static_cast<int>(model.features.outputs()), 12, 7, 9, 1});
        VERIFY_OK(exported(model, rows, "residual.pt"));
    }

    void timesAreReadInTheirOwnUnit() {
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"s", records::FieldType::Int64},
                          {"frac", records::FieldType::Float64},
                          {"iso", records::FieldType::Text}};
        records::RecordBatch rows(schema);
        const std::vector<std::string> forms{"2026-05-%1T%2:30:00Z", "2026-05-%1 %2:15:30.123456+02:00",
                                             "2026-05-%1T%2:59", "2026-05-%1", "2024-02-29T%2:00:00,5-0330"};
        for (int row = 0; row < 200; ++row) {
            const auto form = QString::fromStdString(forms[static_cast<std::size_t>(row) % forms.size()]);
            const QString day = QString("%1").arg(row % 28 + 1, 2, 10, QChar('0'));
            const QString hour = QString("%1").arg(row % 24, 2, 10, QChar('0'));
            rows.appendPosition(PartitionId(0), Offset(row), TimestampMs(1'777'645'800'000 + row), nullptr);
            rows.column(0).appendInt(1'777'645'800 + row * 997);
            rows.column(1).appendFloat(1'777'645'800.403862 + row * 911.5);
            QString text = form;
            text.replace("%1", day).replace("%2", hour);
            rows.column(2).appendText(text.toStdString());
        }
        features::FeatureSpec spec;
        spec.inputs = {{"s", features::Transform::CyclicHour},
                       {"frac", features::Transform::CyclicWeekday},
                       {"iso", features::Transform::CyclicHour, true},
                       {"iso", features::Transform::CyclicWeekday}};
        auto model = test::plantModel(Task::AnomalyDetection);
        model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
        model.lineage.dataset.decoder.schema = *schema;
        model.learned = test::denseLearned({9, 4, 9}, 0.125F);
        // Texts that are not times, which training refuses, count as missing in both.
        for (const char* wrong :
             {"noon", "2026-02-30", "2026-05-01T25:00", "2026-05-01T10:00Zx", "", "2026"}) {
            rows.appendPosition(PartitionId(0), Offset(1000), TimestampMs(1), nullptr);
            rows.column(0).appendInt(1'777'645'800);
            rows.column(1).appendFloat(1'777'645'800);
            rows.column(2).appendText(wrong);
        }
        const auto report = exported(model, rows, "times.pt");
        VERIFY_OK(report);
        QCOMPARE(report->rowsCompared, static_cast<std::int64_t>(rows.rows()));
        QVERIFY2(report->maxAbsoluteDifference < 1e-5,
                 qPrintable(QString::number(report->maxAbsoluteDifference)));
    }

    void pythonGetsTheSameNumbers() {
        QStringList arguments{CHECK_EXPORT_SCRIPT};
        const auto rows = test::plantRows(10, 33);
        for (const auto& [task, classes] :
             {std::pair(Task::AnomalyDetection, 0), std::pair(Task::Regression, 0),
              std::pair(Task::Classification, 2), std::pair(Task::Classification, 3)}) {
            const auto report = exported(test::plantModel(task, classes), rows,
                                         QString("python %1.pt").arg(arguments.size()));
            VERIFY_OK(report);
            arguments << QString::fromStdString(report->path.string());
        }
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        // Debian's interpreter, which has python3-torch; another one may come first in the path.
        process.start("/usr/bin/python3", arguments);
        QVERIFY(process.waitForFinished(120000));
        const QByteArray said = process.readAll().trimmed();
        if (process.exitCode() == 77 && qEnvironmentVariableIntValue("DRIFTWOOD_REQUIRE_PYTHON_TORCH") == 0)
            QSKIP("/usr/bin/python3 cannot import torch (Debian package python3-torch)");
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said.constData());
        qInfo("%s", said.constData());
    }

    void anExportThatScoresDifferentlyIsNotWritten() {
        // The only difference that can be provoked from outside: minus zero differs from zero as text, and so
        // as one of our categories, but not in a comparison of numbers.
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"level", records::FieldType::Float64}};
        records::RecordBatch rows(schema);
        for (int row = 0; row < 6; ++row) {
            rows.appendPosition(PartitionId(2), Offset(40 + row), TimestampMs(0), nullptr);
            rows.column(0).appendFloat(row == 5 ? -0.0 : row % 2);
        }
        features::FeatureSpec spec;
        spec.inputs = {{"level", features::Transform::OneHot}};
        auto model = test::plantModel(Task::AnomalyDetection);
        model.features = features::FittedFeatures::fit(spec, rows, 0, 5).value();
        model.learned = {test::denseNetwork({2, 2}), {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F}};
        const auto report = exported(model, rows, "different.pt");
        VERIFY_FAILS(report, ErrorCode::Mismatch);
        QCOMPARE(report.error().where, std::string("partition 2, offset 45"));
        QVERIFY(report.error().what.find(" instead of ") != std::string::npos);
        QVERIFY(!QFile::exists(m_folder.filePath("different.pt")));
    }

    void namesFromTheLogNeverBecomeCode() {
        auto schema = std::make_shared<records::Schema>();
        const std::string hostile = "x\"]\n    torch.save(self, '/tmp/owned')\n#";
        schema->fields = {{hostile, records::FieldType::Text}, {hostile + "n", records::FieldType::Float64}};
        records::RecordBatch rows(schema);
        for (int row = 0; row < 40; ++row) {
            rows.appendPosition(PartitionId(0), Offset(row), TimestampMs(0), nullptr);
            rows.column(0).appendText(row % 2 == 0 ? hostile : "plain");
            rows.column(1).appendFloat(row);
        }
        features::FeatureSpec spec;
        spec.inputs = {{hostile, features::Transform::OneHot},
                       {hostile + "n", features::Transform::Standardize}};
        auto model = test::plantModel(Task::AnomalyDetection);
        model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
        model.learned = test::denseLearned({3, 3}, 0.5F);
        VERIFY_OK(exported(model, rows, "hostile.pt"));
    }

    void integersThatFloat64CannotHoldAreRefused() {
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"id", records::FieldType::Int64}};
        records::RecordBatch rows(schema);
        for (int row = 0; row < 4; ++row) {
            rows.appendPosition(PartitionId(0), Offset(row), TimestampMs(0), nullptr);
            rows.column(0).appendInt((std::int64_t{1} << 53) + row);
        }
        features::FeatureSpec spec;
        spec.inputs = {{"id", features::Transform::OneHot}};
        auto model = test::plantModel(Task::AnomalyDetection);
        model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
        model.learned = test::denseLearned({4, 4}, 0.5F);
        VERIFY_FAILS(exported(model, rows, "integers.pt"), ErrorCode::Unsupported);
        QVERIFY(!QFile::exists(m_folder.filePath("integers.pt")));
    }

    void withoutRowsNothingIsWritten() {
        const auto model = test::plantModel(Task::Regression);
        VERIFY_FAILS(exported(model, test::plantRows(0, 1), "empty.pt"), ErrorCode::InvalidArgument);
        QVERIFY(!QFile::exists(m_folder.filePath("empty.pt")));
    }

    void aFolderThatIsNotThereIsAnErrorNotAnException() {
        const auto model = test::plantModel(Task::Regression);
        QVERIFY(!exported(model, test::plantRows(5, 1), "no/such/folder/model.pt").has_value());
    }
};

QTEST_GUILESS_MAIN(TestTorchScriptExport)
#include "test_torchscript_export.moc"
