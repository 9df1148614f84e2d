#include "base/files.h"
#include "dataset/digest.h"
#include "model/examples.h"
#include "model/inference.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <QTemporaryDir>
#include <functional>
#include <nlohmann/json.hpp>

using namespace driftwood;
using model::TrainedModel;
using nlohmann::json;
using training::Task;
namespace fs = std::filesystem;

class TestBundle : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;

    fs::path place(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    static TrainedModel modelWithExamples(Task task) {
        auto model = test::plantModel(task);
        const auto added = model::addExamples(model, test::plantRows(50, 4), 4);
        return added ? model : TrainedModel{};
    }

    // A saved bundle with `change` applied to its model.json.
    fs::path changedBundle(const QString& name, const std::function<void(json&)>& change) const {
        const fs::path folder = place(name);
        const auto saved = saveBundle(modelWithExamples(Task::AnomalyDetection), folder);
        auto document = json::parse(readFile(folder / "model.json").value());
        change(document);
        const auto written = writeFileAtomically(folder / "model.json", document.dump());
        return saved && written ? folder : fs::path();
    }

  private Q_SLOTS:
    void aBundleComesBackWhole_data() {
        QTest::addColumn<int>("task");
        for (const Task task : {Task::AnomalyDetection, Task::Regression, Task::Classification})
            QTest::addRow("%s", taskName(task).data()) << static_cast<int>(task);
    }
    void aBundleComesBackWhole() {
        QFETCH(int, task);
        const auto saved = modelWithExamples(static_cast<Task>(task));
        const fs::path folder = place(QTest::currentDataTag());
        VERIFY_OK(saveBundle(saved, folder));
        const auto loaded = model::loadBundle(folder);
        VERIFY_OK(loaded);
        QCOMPARE(loaded->id, saved.id);
        QCOMPARE(loaded->name, saved.name);
        QVERIFY(loaded->task == saved.task);
        QVERIFY(loaded->features == saved.features);
        QVERIFY(loaded->learned.network() == saved.learned.network());
        QVERIFY(loaded->learned.weights() == saved.learned.weights());
        QCOMPARE(loaded->threshold, saved.threshold);
        QVERIFY(loaded->reference == saved.reference);
        QVERIFY(loaded->lineage.dataset == saved.lineage.dataset);
        QVERIFY(loaded->lineage.training == saved.lineage.training);
        QCOMPARE(loaded->validation.values.at("loss"), 0.25);
        QVERIFY(std::isnan(loaded->trainingEvaluation.values.at("auc")));
        QCOMPARE(loaded->examples.size(), saved.examples.size());
        auto again = *loaded;
        assignId(again);
        QCOMPARE(again.id, saved.id);

        const auto rows = test::plantRows(64, 11);
        const auto before = model::Inference::create(saved)->run(rows);
        const auto after = model::Inference::create(*loaded)->run(rows);
        QCOMPARE(after->values, before->values);
    }

    void theIdFollowsTheContent() {
        auto model = test::plantModel(Task::Regression);
        const std::string id = model.id;
        QCOMPARE(id.size(), std::size_t{12});
        model.name = "another name";
        assignId(model);
        QCOMPARE(model.id, id);
        auto weights = model.learned.weights();
        weights[5] += 1e-6F;
        model.learned = {model.learned.network(), weights};
        assignId(model);
        QVERIFY(model.id != id);
        const std::string changedWeights = model.id;
        model.lineage.dataset.partitions[0].range.end = Offset(701);
        assignId(model);
        QVERIFY(model.id != changedWeights);
        const std::string changedRange = model.id;
        model.threshold += 0.5;
        assignId(model);
        QVERIFY(model.id != changedRange);
    }

    void theFolderHoldsModelWeightsAndCardAndNothingElse() {
        const fs::path folder = place("files");
        VERIFY_OK(saveBundle(test::plantModel(Task::Regression), folder));
        QStringList names = QDir(QString::fromStdString(folder.string()))
                                .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        names.sort();
        QCOMPARE(names, (QStringList{"MODEL_CARD.md", "model.json", "weights.safetensors"}));
    }

    void nothingIsOverwrittenAndNothingIsLeftBehind() {
        const fs::path folder = place("once");
        const auto model = test::plantModel(Task::Regression);
        VERIFY_OK(saveBundle(model, folder));
        VERIFY_FAILS(saveBundle(model, folder), ErrorCode::AlreadyExists);
        auto broken = model;
        broken.learned = {broken.learned.network(), {}};
        VERIFY_FAILS(saveBundle(broken, place("broken")), ErrorCode::InvalidArgument);
        QVERIFY(!fs::exists(place("broken")));
        for (const QString& name : QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden))
            QVERIFY2(!name.contains("partial"), qPrintable(name));
    }

    void aMissingBundleSaysWhere() {
        const auto loaded = model::loadBundle(place("nowhere"));
        VERIFY_FAILS(loaded, ErrorCode::NotFound);
        QVERIFY(loaded.error().where.find("nowhere") != std::string::npos);
    }

    void changedWeightsAreNoticed() {
        const fs::path folder = place("weights");
        VERIFY_OK(saveBundle(modelWithExamples(Task::Regression), folder));
        auto weights = readFile(folder / "weights.safetensors").value();
        weights.back() = static_cast<char>(weights.back() ^ 1);
        VERIFY_OK(writeFileAtomically(folder / "weights.safetensors", weights));
        VERIFY_FAILS(model::loadBundle(folder), ErrorCode::Mismatch);
    }

    void truncatedWeightsAreCorruptEvenWhenTheDigestWasAdjusted() {
        const fs::path folder = place("truncated");
        VERIFY_OK(saveBundle(modelWithExamples(Task::Regression), folder));
        auto weights = readFile(folder / "weights.safetensors").value();
        weights.resize(weights.size() - 4);
        VERIFY_OK(writeFileAtomically(folder / "weights.safetensors", weights));
        auto document = json::parse(readFile(folder / "model.json").value());
        document["weights_sha256"] = dataset::sha256Hex(weights);
        VERIFY_OK(writeFileAtomically(folder / "model.json", document.dump()));
        VERIFY_FAILS(model::loadBundle(folder), ErrorCode::CorruptData);
    }

    void anExampleThatNoLongerHoldsIsNoticed() {
        const auto folder = changedBundle("example", [](json& document) {
            document["examples"][0]["output"][0] = document["examples"][0]["output"][0].get<double>() + 3.0;
        });
        const auto loaded = model::loadBundle(folder);
        VERIFY_FAILS(loaded, ErrorCode::Mismatch);
        QVERIFY(loaded.error().what.find("example") != std::string::npos);
    }

    void whatDecidesPredictionsCannotBeChanged_data() {
        using Change = std::function<void(json&)>;
        QTest::addColumn<std::function<void(json&)>>("change");
        const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
        const auto grow = [](json& number) { number = number.get<double>() * 1.01 + 0.01; };
        row("threshold", [grow](json& d) { grow(d["threshold"]); });
        row("a feature's shift", [grow](json& d) { grow(d["features"]["inputs"][0]["shift"]); });
        row("activation", [](json& d) {
            d["network"]["activation"] = d["network"]["activation"] == "tanh" ? "relu" : "tanh";
        });
    }
    void whatDecidesPredictionsCannotBeChanged() {
        using Change = std::function<void(json&)>;
        QFETCH(Change, change);
        const auto folder = changedBundle(QString("decides ") + QTest::currentDataTag(), change);
        const auto loaded = model::loadBundle(folder);
        VERIFY_FAILS(loaded, ErrorCode::Mismatch);
        QVERIFY2(loaded.error().what.find("saved with") != std::string::npos, loaded.error().what.c_str());
    }

    void aBundleIsItsOwnersAlone() {
        const fs::path folder = place("private");
        VERIFY_OK(saveBundle(modelWithExamples(Task::Regression), folder));
        QCOMPARE(fs::status(folder).permissions(), fs::perms::owner_all);
        for (const auto& entry : fs::directory_iterator(folder))
            QCOMPARE(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }

    void aBundleOfTheFirstVersionIsStillRead() {
        const auto folder = changedBundle("first version", [](json& document) {
            document["version"] = 1;
            document.erase("decision_sha256");
            document.erase("prequential");
            document.erase("baselines");
            document.erase("class_rows");
        });
        const auto loaded = model::loadBundle(folder);
        VERIFY_OK(loaded);
        QVERIFY(!loaded->isVerified);
        QVERIFY(modelCard(*loaded).find("without a digest") != std::string::npos);
        const auto newer = model::loadBundle(changedBundle("not changed", [](json&) {}));
        VERIFY_OK(newer);
        QVERIFY(newer->isVerified);
        QVERIFY(modelCard(*newer).find("without a digest") == std::string::npos);
    }

    /// The second version stored a threshold of 0 for tasks without one.
    void aBundleOfTheSecondVersionIsStillRead() {
        const fs::path folder = place("second version");
        VERIFY_OK(saveBundle(modelWithExamples(Task::Regression), folder));
        const auto text = readFile(folder / "model.json");
        VERIFY_OK(text);
        json document = json::parse(*text);
        QVERIFY(document["threshold"].is_null());
        document["version"] = 2;
        document["threshold"] = 0.0;
        document.erase("baselines");
        document.erase("class_rows");
        VERIFY_OK(writeFileAtomically(folder / "model.json", document.dump()));
        const auto loaded = model::loadBundle(folder);
        VERIFY_OK(loaded);
        QVERIFY(loaded->baselines.empty());
        QCOMPARE(loaded->threshold, 0.0);
    }

    void baselinesAndTheRowsOfClassesComeBack() {
        auto saved = modelWithExamples(Task::Classification);
        saved.classRows = {30, 20, 10};
        saved.baselines = {{"majority", {{{"accuracy", 0.5}, {"rows", 12.0}}}}};
        const fs::path folder = place("baselines");
        VERIFY_OK(saveBundle(saved, folder));
        const auto loaded = model::loadBundle(folder);
        VERIFY_OK(loaded);
        QCOMPARE(loaded->classRows, saved.classRows);
        QCOMPARE(loaded->baselines.size(), std::size_t(1));
        QCOMPARE(loaded->baselines.front().name, std::string("majority"));
        QCOMPARE(loaded->baselines.front().evaluation.get("accuracy").value(), 0.5);
    }

    /// A network of dense layers has no kind in the file, as in files of versions that had no other.
    void aResidualNetworkIsNamedInTheFile() {
        auto saved = test::plantModel(Task::Regression);
        saved.learned = test::residualLearned({static_cast<int>(saved.features.outputs()), 6, 5, 1});
        VERIFY_OK(model::addExamples(saved, test::plantRows(50, 4), 4));
        const fs::path folder = place("residual");
        VERIFY_OK(saveBundle(saved, folder));
        const auto loaded = model::loadBundle(folder);
        VERIFY_OK(loaded);
        QVERIFY(loaded->learned.network() == saved.learned.network());
        QCOMPARE(loaded->learned.weights(), saved.learned.weights());
        const auto document = json::parse(readFile(folder / "model.json").value());
        QCOMPARE(document["network"]["kind"].get<std::string>(), std::string("residual"));
        const fs::path dense = place("dense");
        VERIFY_OK(saveBundle(modelWithExamples(Task::Regression), dense));
        QVERIFY(!json::parse(readFile(dense / "model.json").value())["network"].contains("kind"));
    }

    void hostileDocumentsAreRefused_data() {
        using Change = std::function<void(json&)>;
        QTest::addColumn<std::function<void(json&)>>("change");
        const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
        row("another format", [](json& d) { d["format"] = "something"; });
        row("baselines that are no numbers", [](json& d) { d["baselines"]["mean"]["mae"] = "low"; });
        row("rows of classes that are no list", [](json& d) { d["class_rows"] = 3; });
        row("an id that is a path", [](json& d) { d["id"] = "../../etc/pas"; });
        row("an unknown field", [](json& d) { d["more"] = 1; });
        row("a missing field", [](json& d) { d.erase("threshold"); });
        row("an unknown task", [](json& d) { d["task"] = "divination"; });
        row("an unknown kind of network", [](json& d) { d["network"]["kind"] = "gru"; });
        row("another kind of network", [](json& d) { d["network"]["kind"] = "residual"; });
        row("no layers", [](json& d) { d["network"]["sizes"] = json::array(); });
        row("a negative layer", [](json& d) { d["network"]["sizes"][1] = -4; });
        row("a gigantic layer", [](json& d) { d["network"]["sizes"][1] = 2000000000; });
        row("too many weights", [](json& d) { d["network"]["sizes"] = {65536, 65536, 65536}; });
        row("too many layers", [](json& d) { d["network"]["sizes"] = std::vector<int>(1000, 2); });
        row("inputs that do not match", [](json& d) { d["network"]["sizes"][0] = 3; });
        row("a text as threshold", [](json& d) { d["threshold"] = "high"; });
        row("metrics that are no numbers", [](json& d) { d["validation"]["loss"] = "low"; });
        row("an example of another size", [](json& d) { d["examples"][0]["numeric"].push_back(1.0); });
        row("an example of another type", [](json& d) { d["examples"][0]["text"][0] = 3; });
        row("examples that are no list", [](json& d) { d["examples"] = 7; });
        row("a manifest of another kind", [](json& d) { d["lineage"]["dataset"] = json::object(); });
        row("features of another kind", [](json& d) { d["features"] = 1; });
    }
    void hostileDocumentsAreRefused() {
        using Change = std::function<void(json&)>;
        QFETCH(Change, change);
        const auto folder = changedBundle(QString("hostile ") + QTest::currentDataTag(), change);
        QVERIFY(!folder.empty());
        VERIFY_FAILS(model::loadBundle(folder), ErrorCode::CorruptData);
    }

    void aLaterVersionIsRefusedByItsNumber() {
        const auto folder = changedBundle("a later version", [](json& d) {
            d["version"] = 4;
            d["of_later"] = true;
        });
        QVERIFY(!folder.empty());
        const auto loaded = model::loadBundle(folder);
        VERIFY_FAILS(loaded, ErrorCode::Unsupported);
        QVERIFY(loaded.error().what.find("version 4") != std::string::npos);
    }

    void bytesThatAreNoModelAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("PK\x03\x04");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("nested without end") << QByteArray(2'000'000, '[');
        QTest::newRow("objects nested deeply") << QByteArray("{\"a\":").repeated(100'000);
    }
    void bytesThatAreNoModelAreRefused() {
        QFETCH(QByteArray, bytes);
        const fs::path folder = place(QString("bytes ") + QTest::currentDataTag());
        VERIFY_OK(makeFolder(folder));
        VERIFY_OK(writeFileAtomically(folder / "model.json", bytes.toStdString()));
        VERIFY_FAILS(model::loadBundle(folder), ErrorCode::CorruptData);
    }
};

QTEST_GUILESS_MAIN(TestBundle)
#include "test_bundle.moc"
