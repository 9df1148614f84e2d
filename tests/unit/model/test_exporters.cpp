#include "model/examples.h"
#include "model/exporters/exporter.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

using namespace driftwood;
using training::Task;

namespace {

/// The properties of a format that are known without writing a file.
struct Case {
    std::string_view name;
    std::string_view suffix;
    std::string_view format; ///< in the metadata
};

std::vector<Case> cases() {
    return {{"onnx", ".onnx", "driftwood-onnx"},
            {"pt2", ".pt2", "driftwood-pt2"},
            {"pt2-2.6", ".pt2", "driftwood-pt2-2.6"},
            {"torchscript", ".pt", "driftwood-torchscript"}};
}

model::ExportContents contentsOf(const model::TrainedModel& model, const records::RecordBatch& rows) {
    const auto example = model::makeExample(model, rows, 0).value();
    return model::exportContents(model, model::kTorchScript, example).value();
}

/// A classifier that predicts the flag `open`.
model::TrainedModel modelOfAFlag(const records::RecordBatch& rows) {
    auto model = test::plantModel(Task::Classification, 2);
    const features::FeatureSpec spec{{{"temperature"}}, features::LabelKind::Category, "open"};
    model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
    model.learned = test::denseLearned({1, 3, 1}, 0.5F);
    return model;
}

} // namespace

/// Each row of the table of formats is complete: a format that is added to it is checked here too. Whether
/// its files score as we do is in test_checked_export.
class TestExporters : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyExporterHasAllOfItsParts() {
        std::set<std::string_view> names;
        for (const model::Exporter* exporter : model::exporters()) {
            QVERIFY(!exporter->name.empty() && names.insert(exporter->name).second);
            QVERIFY2(!exporter->title.empty() && exporter->suffix.starts_with('.') &&
                         !exporter->opens.empty() && !exporter->missingText.empty() && exporter->available &&
                         exporter->write && exporter->open,
                     exporter->name.data());
        }
    }

    /// The first to fail for a format that is added: it needs a case above.
    void everyExporterHasACase() {
        const auto all = cases();
        QCOMPARE(all.size(), model::exporters().size());
        const auto rows = test::plantRows(50, 2);
        const auto model = test::plantModel(Task::Regression);
        const auto example = model::makeExample(model, rows, 0).value();
        for (const model::Exporter* exporter : model::exporters()) {
            const auto of = std::ranges::find(all, exporter->name, &Case::name);
            QVERIFY2(of != all.end(), exporter->name.data());
            QCOMPARE(exporter->suffix, of->suffix);
            const auto contents = model::exportContents(model, *exporter, example);
            VERIFY_OK(contents);
            const auto meta = nlohmann::json::parse(contents->metadata);
            QCOMPARE(meta["format"].get<std::string>(), std::string(of->format));
            const auto missing = meta["inputs"].back()["missing"];
            QCOMPARE(missing.is_string() ? missing.get<std::string>() : missing.dump(),
                     std::string(exporter->missingText));
        }
    }

    void contentsSayWhatTheModelIs() {
        const auto rows = test::plantRows(50, 2);
        const auto model = test::plantModel(Task::AnomalyDetection);
        const auto contents = contentsOf(model, rows);
        QCOMPARE(contents.fields, model::inputFields(model.features));
        QCOMPARE(contents.featureNames, model.features.outputNames());
        QCOMPARE(contents.threshold, model.threshold);
        QCOMPARE(contents.modelId, model.id);
        QVERIFY(contents.classes.empty());
        const auto meta = nlohmann::json::parse(contents.metadata);
        QCOMPARE(meta["model"].get<std::string>(), model.id);
        QCOMPARE(meta["threshold"].get<double>(), model.threshold);
        QCOMPARE(meta["outputs"].size(), contents.graph.outputs().size());
        QCOMPARE(meta["lineage"]["fingerprint"].get<std::string>(), model.lineage.dataset.fingerprint);
    }

    /// Features keep a flag as 0 and 1; whoever reads the file knows it as the records have it.
    void theClassesOfAFlagAreAsRecordsHaveThem() {
        const auto rows = test::plantRows(200, 2);
        const auto contents = contentsOf(modelOfAFlag(rows), rows);
        const std::vector<std::string> expected{"false", "true"};
        QCOMPARE(contents.classes, expected);
        const auto meta = nlohmann::json::parse(contents.metadata);
        QCOMPARE(meta["outputs"][0]["classes"].get<std::vector<std::string>>(), expected);
    }
};

QTEST_APPLESS_MAIN(TestExporters)
#include "test_exporters.moc"
