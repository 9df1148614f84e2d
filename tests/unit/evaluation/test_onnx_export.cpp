#include "evaluation/checked_export.h"
#include "model/examples.h"
#include "support/model_cases.h"
#include "support/python_checks.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "support/scored_rows.h"

#include <QTemporaryDir>

#include <cmath>

using namespace driftwood;
using training::Task;

namespace {

constexpr std::size_t kRecords = 1000;

std::string onnxBytes(const model::TrainedModel& model, const records::RecordBatch& rows) {
    const auto example = model::makeExample(model, rows, 0).value();
    return model::kOnnx.write(model::exportContents(model, model::kOnnx, example).value()).value();
}

} // namespace

class TestOnnxExport : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Missing values, categories that training never saw and numbers that are none are among the records.
    void everyModelScoresTheSameInOnnxruntime() {
        const QTemporaryDir folder;
        int written = 0;
        for (const test::ModelCase& of : test::modelCases(kRecords)) {
            const std::string file = folder.filePath(QString("model%1").arg(written)).toStdString();
            const auto report = evaluation::exportChecked(of.model, model::kOnnx, of.rows, file + ".onnx");
            const bool readsTimesFromText =
                of.name.starts_with("cyclic") && of.name.find("as numbers") == std::string::npos;
            if (readsTimesFromText) {
                VERIFY_FAILS(report, ErrorCode::Unsupported);
                QVERIFY(!QFile::exists(QString::fromStdString(file + ".onnx")));
                continue;
            }
            QVERIFY2(report.has_value(), qPrintable(QString::fromStdString(
                                             of.name + ": " + (report ? "" : report.error().text()))));
            VERIFY_OK(test::writeScoredRows(of.model, of.rows, file + ".json"));
            ++written;
        }
        QVERIFY(written > 20);
        const auto reply = test::askPython({CHECK_ONNX_SCRIPT, folder.path()});
        if (reply.code == 77 && qEnvironmentVariableIntValue("DRIFTWOOD_REQUIRE_ONNXRUNTIME") == 0)
            QSKIP("there is no onnxruntime (packaging/setup.sh test installs it)");
        QVERIFY2(reply.code == 0, reply.said.constData());
        qInfo("%s", reply.said.constData());
    }

    void theSameModelGivesTheSameBytes() {
        const auto rows = test::plantRows(50, 2);
        const auto model = test::plantModel(Task::Classification, 3);
        QCOMPARE(onnxBytes(model, rows), onnxBytes(model, rows));
    }

    /// The comparison reads the written file: it notices a changed weight there.
    void aFileThatWasDamagedIsNotWhatWasMeant() {
        const auto rows = test::plantRows(50, 2);
        const auto model = test::plantModel(Task::Regression);
        const auto bytes = onnxBytes(model, rows);
        const auto inputs = model::graphInputs(model::inputFields(model.features), rows, 0, 50).value();
        const auto whole = model::kOnnx.open(bytes).value()->run(inputs).value();
        const float weight = model.learned.weights()[0];
        const std::string written(reinterpret_cast<const char*>(&weight), sizeof(weight));
        auto damaged = bytes;
        const auto at = damaged.find(written);
        QVERIFY(at != std::string::npos);
        damaged[at + 3] = static_cast<char>(damaged[at + 3] ^ 0x3);
        const auto other = model::kOnnx.open(damaged);
        VERIFY_OK(other);
        QVERIFY((*other)->run(inputs).value() != whole);
        VERIFY_FAILS(model::kOnnx.open(bytes.substr(0, bytes.size() / 2)), ErrorCode::CorruptData);
        VERIFY_FAILS(model::kOnnx.open("no model"), ErrorCode::CorruptData);
    }

    /// A name of the log is never taken for one of ours.
    void fieldsMayHaveAnyName() {
        auto schema = std::make_shared<records::Schema>();
        for (const char* name : {"v0", "v", "_v1", "layer0.weight", "threshold", "v3.place", "a b\"\n"})
            schema->fields.push_back({name, records::FieldType::Float64});
        records::RecordBatch rows(schema);
        features::FeatureSpec spec;
        for (std::int64_t row = 0; row < 40; ++row) {
            rows.appendPosition(PartitionId(0), Offset(row), TimestampMs(0), nullptr);
            for (std::size_t i = 0; i < schema->fields.size(); ++i)
                rows.column(i).appendFloat(std::sin(static_cast<double>(row) * static_cast<double>(i + 1)));
        }
        for (const auto& field : schema->fields)
            spec.inputs.push_back({field.path});
        const QTemporaryDir folder;
        const auto model = test::modelOf(spec, Task::AnomalyDetection, rows);
        VERIFY_OK(evaluation::exportChecked(model, model::kOnnx, rows,
                                            folder.filePath("names.onnx").toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestOnnxExport)
#include "test_onnx_export.moc"
