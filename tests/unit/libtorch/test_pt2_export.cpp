#include "evaluation/checked_export.h"
#include "model/examples.h"
#include "model/exporters/zip_archive.h"
#include "support/model_cases.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "support/scored_rows.h"

#include <QProcess>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace driftwood;
using training::Task;

namespace {

std::string bytesOf(const model::TrainedModel& model, const model::Exporter& exporter) {
    const auto example = model::makeExample(model, test::plantRows(50, 2), 0).value();
    return exporter.write(model::exportContents(model, exporter, example).value()).value();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

} // namespace

class TestPt2Export : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { VERIFY_OK(model::kPt2.available()); }

    void everyModelScoresTheSame_data() {
        QTest::addColumn<bool>("older");
        QTest::addColumn<QString>("version");
        QTest::newRow("raw weights") << false << "2.9.1";
        QTest::newRow("the older layout") << true << "2.6.0";
    }
    /// In LibTorch's operators, and in the PyTorch that the file is for, where it is there.
    void everyModelScoresTheSame() {
        QFETCH(bool, older);
        QFETCH(QString, version);
        const model::Exporter& exporter = older ? model::kOlderPt2 : model::kPt2;
        const QTemporaryDir folder;
        double largest = 0.0;
        int written = 0;
        for (const test::ModelCase& of : test::modelCases(1000)) {
            const std::string file = folder.filePath(QString("model%1").arg(written)).toStdString();
            const auto report = evaluation::exportChecked(of.model, exporter, of.rows, file + ".pt2");
            if (of.name.starts_with("cyclic") && of.name.find("as numbers") == std::string::npos) {
                VERIFY_FAILS(report, ErrorCode::Unsupported); // it reads times from text
                continue;
            }
            QVERIFY2(report.has_value(), (of.name + ": " + (report ? "" : report.error().text())).c_str());
            VERIFY_OK(test::writeScoredRows(of.model, of.rows, file + ".json"));
            const double relative =
                report->maxAbsoluteDifference / report->allowedDifference * report->tolerance;
            largest = std::max(largest, relative);
            ++written;
        }
        QVERIFY(written > 20);
        QVERIFY2(largest <= 1e-6, qPrintable(QString::number(largest)));
        qInfo("%d files, largest difference %.2g of the output's scale", written, largest);
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(RUNTIMES "/pytorch.sh", {"run", version, RUNTIMES "/check_pt2.py", folder.path()});
        QVERIFY(python.waitForFinished(240000));
        const QByteArray said = python.readAll().trimmed();
        if (python.exitCode() == 77)
            QSKIP(said.constData());
        QVERIFY2(python.exitCode() == 0, said.constData());
        qInfo("%s", said.constData());
    }

    void theSameModelGivesTheSameBytes() {
        const auto model = test::plantModel(Task::Classification, 3);
        for (const model::Exporter* exporter : {&model::kPt2, &model::kOlderPt2})
            QCOMPARE(bytesOf(model, *exporter), bytesOf(model, *exporter));
    }

    /// Python runs some of these files without a word, and compiled they give wrong numbers.
    void aFileThatSaysWhatIsNotTrueIsRefused_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("operator") << R"(aten.tanh.default)"
                                  << R"(aten.tanhh.default)";
        QTest::newRow("argument") << R"({"name":"dim","arg":{"as_int":1}})"
                                  << R"({"name":"dims","arg":{"as_int":1}})";
        QTest::newRow("type") << R"("dtype":8)"
                              << R"("dtype":7)";
        QTest::newRow("size") << R"("sizes":[{"as_int":)"
                              << R"("sizes":[{"as_int":1)";
        QTest::newRow("stride") << R"("strides":[{"as_int":)"
                                << R"("strides":[{"as_int":1)";
    }
    void aFileThatSaysWhatIsNotTrueIsRefused() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto rows = test::plantRows(50, 2);
        auto model = test::modelOf(training::networkChoices()[1], training::Activation::Tanh);
        const auto inputs = model::graphInputs(model::inputFields(model.features), rows, 0, 50).value();
        const auto bytes = bytesOf(model, model::kPt2);
        VERIFY_OK(model::kPt2.open(bytes).value()->run(inputs));
        auto entries = model::readZip(bytes).value();
        std::string& program = entries["model/models/model.json"];
        program = replaced(program, from.toStdString(), to.toStdString());
        QVERIFY(!program.empty());
        const auto damaged = model::kPt2.open(model::writeZip({entries.begin(), entries.end()}).value());
        QVERIFY(!damaged || !(*damaged)->run(inputs));
    }

    void theArchiveIsOneOfStoredEntries() {
        const auto bytes = bytesOf(test::plantModel(Task::Regression), model::kPt2);
        const auto entries = model::readZip(bytes);
        VERIFY_OK(entries);
        for (const auto& [name, content] : *entries) {
            QVERIFY2(name.starts_with("model/"), name.c_str());
            QVERIFY2(bytes.find(content) != std::string::npos, name.c_str());
        }
        const auto program = nlohmann::json::parse(entries->at("model/models/model.json"));
        QCOMPARE(program["schema_version"]["major"].get<int>(), 8);
        VERIFY_FAILS(model::readZip(bytes.substr(0, bytes.size() - 100)), ErrorCode::CorruptData);
    }
};

QTEST_GUILESS_MAIN(TestPt2Export)
#include "test_pt2_export.moc"
