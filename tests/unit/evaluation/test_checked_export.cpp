#include "evaluation/checked_export.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <QTemporaryDir>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace driftwood;
using training::Task;

namespace {

/// The graph that was written last, and what the file makes of each output.
graph::Graph written;
double (*distorted)(std::size_t output, double value) = nullptr;
std::size_t outputsLost = 0;

/// A file that computes its graph, right or wrong.
class GraphFile final : public model::ExportedFile {
  public:
    std::string runtime() const override { return "test 1.0"; }
    Result<std::vector<double>> run(const graph::Inputs& inputs) override {
        auto values = std::move(graph::run(written, inputs).value().front().values);
        for (std::size_t i = 0; distorted != nullptr && i < values.size(); ++i)
            values[i] = distorted(i, values[i]);
        values.resize(values.size() - outputsLost);
        return values;
    }
};

const model::Exporter kFormat{
    .name = "graph",
    .title = "Graph",
    .suffix = ".graph",
    .opens = "this test",
    .form = model::InputForm::Columns,
    .missingText = "none",
    .available = [] { return Status(); },
    .write = [](const model::ExportContents& contents) -> Result<std::string> {
        written = contents.graph;
        return "bytes";
    },
    .open = [](const std::string& bytes) -> Result<std::unique_ptr<model::ExportedFile>> {
        if (bytes != "bytes")
            return fail(ErrorCode::CorruptData, "other bytes");
        return std::make_unique<GraphFile>();
    },
};

} // namespace

/// A file appears where it scores as we do, whatever its format.
class TestCheckedExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }

  private Q_SLOTS:
    void init() {
        distorted = nullptr;
        outputsLost = 0;
    }

    void aFileThatAgreesIsWritten() {
        for (const auto& [task, classes] :
             {std::pair(Task::AnomalyDetection, 0), std::pair(Task::Regression, 0),
              std::pair(Task::Classification, 2), std::pair(Task::Classification, 3)}) {
            const auto report = evaluation::exportChecked(test::plantModel(task, classes), kFormat,
                                                          test::plantRows(1500, 21), file("right.graph"));
            VERIFY_OK(report);
            QCOMPARE(report->format, std::string("graph"));
            QCOMPARE(report->rowsCompared, std::int64_t(1500));
            QCOMPARE(report->bytes, std::uintmax_t(5));
            QCOMPARE(std::filesystem::file_size(report->path), report->bytes);
            QCOMPARE(report->runtime, std::string("test 1.0"));
            QCOMPARE(report->tolerance, 1e-5);
            QVERIFY(report->maxAbsoluteDifference <= report->allowedDifference);
        }
    }

    void theFirstRowThatDiffersIsNamed() {
        distorted = [](std::size_t output, double value) { return output == 76 ? value + 1.0 : value; };
        const auto rows = test::plantRows(1500, 21);
        const auto report = evaluation::exportChecked(test::plantModel(Task::AnomalyDetection), kFormat, rows,
                                                      file("wrong.graph"));
        VERIFY_FAILS(report, ErrorCode::Mismatch);
        QVERIFY(report.error().what.starts_with("the exported file does not score like Driftwood"));
        QCOMPARE(report.error().where, "partition " + std::to_string(rows.partitions()[76]) + ", offset 76");
        QVERIFY(!QFile::exists(m_folder.filePath("wrong.graph")));
    }

    void whatIsNoNumberDiffers() {
        distorted = [](std::size_t, double) { return std::nan(""); };
        VERIFY_FAILS(evaluation::exportChecked(test::plantModel(Task::Regression), kFormat,
                                               test::plantRows(5, 21), file("nan.graph")),
                     ErrorCode::Mismatch);
        QVERIFY(!QFile::exists(m_folder.filePath("nan.graph")));
    }

    void aFileOfFewerOutputsDiffers() {
        outputsLost = 1;
        VERIFY_FAILS(evaluation::exportChecked(test::plantModel(Task::Classification, 3), kFormat,
                                               test::plantRows(5, 21), file("fewer.graph")),
                     ErrorCode::Mismatch);
        QVERIFY(!QFile::exists(m_folder.filePath("fewer.graph")));
    }

    void withoutRowsNothingIsWritten() {
        VERIFY_FAILS(evaluation::exportChecked(test::plantModel(Task::Regression), kFormat,
                                               test::plantRows(0, 1), file("empty.graph")),
                     ErrorCode::InvalidArgument);
        QVERIFY(!QFile::exists(m_folder.filePath("empty.graph")));
    }

    /// Those that this build has.
    void everyFormatAgrees() {
        int tried = 0;
        for (const model::Exporter* exporter : model::exporters()) {
            if (!exporter->available())
                continue;
            ++tried;
            const auto report = evaluation::exportChecked(test::plantModel(Task::AnomalyDetection), *exporter,
                                                          test::plantRows(300, 5),
                                                          file("model") + std::string(exporter->suffix));
            VERIFY_OK(report);
            QCOMPARE(report->format, std::string(exporter->name));
        }
        if (tried == 0)
            QSKIP("this build has no format that it could write");
    }

    void theReportReadsAsItIsDocumented() {
        const auto report = evaluation::exportChecked(test::plantModel(Task::Regression), kFormat,
                                                      test::plantRows(20, 21), file("report.graph"));
        VERIFY_OK(report);
        const auto json = workspace::toJson(*report);
        QCOMPARE(json["rows_compared"].get<int>(), 20);
        QCOMPARE(json["bytes"].get<int>(), 5);
        QCOMPARE(json["runtime"].get<std::string>(), std::string("test 1.0"));
        QCOMPARE(json["allowed_difference"].get<double>(), report->allowedDifference);
    }
};

QTEST_GUILESS_MAIN(TestCheckedExport)
#include "test_checked_export.moc"
