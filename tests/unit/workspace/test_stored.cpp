#include "support/result_check.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::workspace;

// Values that the file has as JSON: their texts, which older and newer programs read, and rows that have
// them.

class TestStored : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<Workspace> m_workspace;

    template <class T>
    static void verifyText(const T& value, const std::string& text) {
        QCOMPARE(QString::fromStdString(toStoredText(value)), QString::fromStdString(text));
        const auto back = fromStoredText<T>(text, "here");
        VERIFY_OK(back);
        QCOMPARE(QString::fromStdString(toStoredText(*back)), QString::fromStdString(text));
    }

  private Q_SLOTS:
    void initTestCase() {
        auto workspace = Workspace::open(m_home.path().toStdString() + "/workspace");
        VERIFY_OK(workspace);
        m_workspace = std::move(*workspace);
    }

    void textsAreThoseOfEarlierVersions() {
        verifyText(broker::TopicRanges{TopicName("t"), {{PartitionId(1), Offset(2), Offset(3)}}},
                   R"({"partitions":[{"begin":2,"end":3,"partition":1}],"topic":"t"})");
        verifyText(std::vector<Position>{{PartitionId(1), Offset(7)}}, R"([{"offset":7,"partition":1}])");
        verifyText(StoredQuality{{{{"mae", 0.5}}, {}}, {{"mean", {{{"mae", 2.0}}, {}}}}, true},
                   R"({"baseline/mean/mae":2.0,"prequential/mae":0.5})");
        verifyText(StoredQuality{{{{"mae", 0.5}}, {}}, {}, false, 400},
                   R"({"familiar_rows":400.0,"mae":0.5})");
        ExportComparison comparison;
        comparison.bytes = 12;
        comparison.rowsCompared = 600;
        comparison.comparedOn = "records";
        comparison.maxAbsoluteDifference = 0.25;
        comparison.allowedDifference = 0.5;
        comparison.tolerance = 0.125;
        comparison.runtime = "onnx";
        verifyText(
            comparison,
            R"({"allowed_difference":0.5,"bytes":12,"compared_on":"records",)"
            R"("max_absolute_difference":0.25,"rows_compared":600,"runtime":"onnx","tolerance":0.125})");
        verifyText(features::KeptRoles{{"at", features::FieldRole::Time, features::Transform::CyclicHour}},
                   R"({"fields":[{"path":"at","role":"time","transform":"cyclic-hour"}],"version":2})");
        verifyText(drift::AlarmDetails{.windows = 2, .mean = 0.5, .riseFrom = drift::RiseFrom::Validation},
                   R"({"labelled":0,"mean":0.5,"per_class":[],"records":0,"rise_from":"validation",)"
                   R"("task":"anomaly-detection","windows":2})");
        verifyText(drift::DriftConfig(), toStoredText(drift::DriftConfig()));
        verifyText(training::TrainingSpec(), toStoredText(training::TrainingSpec()));
        verifyText(features::FeatureSpec(), toStoredText(features::FeatureSpec()));
    }

    void whatCannotBeReadIsAnErrorThatSaysWhere() {
        VERIFY_FAILS(fromStoredText<StoredQuality>("not json", "model 1"), ErrorCode::CorruptData);
        VERIFY_FAILS(fromStoredText<std::vector<Position>>("{}", "here"), ErrorCode::CorruptData);
        VERIFY_FAILS(fromStoredText<ExportComparison>(R"({"rows":3})", "here"), ErrorCode::CorruptData);
        VERIFY_FAILS(fromStoredText<features::KeptRoles>("{}", "here"), ErrorCode::CorruptData);
        VERIFY_FAILS(fromStoredText<drift::AlarmDetails>(R"({"windows":-1})", "here"),
                     ErrorCode::CorruptData);
        // The first versions had a list of roles.
        const auto roles = fromStoredText<features::KeptRoles>(
            R"([{"path":"b","role":"key","transform":"one-hot"}])", "here");
        VERIFY_OK(roles);
        QCOMPARE(*roles, (features::KeptRoles{{"b", features::FieldRole::Key, features::Transform::OneHot}}));
        // The first versions did not say how much was allowed.
        const auto older =
            fromStoredText<ExportComparison>(R"({"rows_compared":3,"max_absolute_difference":0.25})", "here");
        VERIFY_OK(older);
        QVERIFY(older->allowedDifference < 0.0);
    }

    /// A choice that is not known here is named; it is never left out.
    void aRoleThatIsNotKnownIsRefusedByName_data() {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("named");
        QTest::newRow("role") << R"({"path":"a","role":"weight","transform":"one-hot"})"
                              << "'weight' is not a name known here";
        QTest::newRow("transform") << R"({"path":"a","role":"feature","transform":"hash"})"
                                   << "'hash' is not a name known here";
        QTest::newRow("no path") << R"({"role":"feature","transform":"one-hot"})"
                                 << "path";
        QTest::newRow("no object") << "7"
                                   << "fields[1]";
    }
    void aRoleThatIsNotKnownIsRefusedByName() {
        QFETCH(QString, entry);
        QFETCH(QString, named);
        const QString list = R"([{"path":"b","role":"key","transform":"one-hot"},)" + entry + "]";
        for (const QString& text : {list, R"({"version":2,"fields":)" + list + "}"}) {
            const auto roles = fromStoredText<features::KeptRoles>(text.toStdString(), "roles of here");
            VERIFY_FAILS(roles, ErrorCode::CorruptData);
            const QString said = QString::fromStdString(roles.error().text());
            QVERIFY2(said.contains(named) && said.contains("fields[1]") && said.contains("roles of here"),
                     qPrintable(said));
        }
    }

    void aRowHasTheValueThatItWasGiven() {
        features::FeatureSpec inputs;
        inputs.labelPath = "load";
        training::TrainingSpec training;
        training.seed = 77;
        RunRow run;
        run.features = inputs;
        run.training = training;
        const auto id = m_workspace->addRun(run);
        VERIFY_OK(id);
        const auto back = m_workspace->run(*id);
        VERIFY_OK(back);
        VERIFY_OK(back->features.value());
        QCOMPARE(back->features.value()->labelPath, inputs.labelPath);
        VERIFY_OK(back->training.value());
        QCOMPARE(back->training.value()->seed, training.seed);
        QVERIFY(back->features == run.features && back->training == run.training);
    }

    // A newer program wrote the one, the other is damaged.
    void aRowWhoseTextsCannotBeReadIsListedAndKeepsThem() {
        const std::string newer = R"({"version":99,"learned":"otherwise"})";
        const std::string damaged = "half of a sp";
        RunRow run;
        run.training = Stored<training::TrainingSpec>::fromText(newer, "run");
        run.features = Stored<features::FeatureSpec>::fromText(damaged, "run");
        const auto id = m_workspace->addRun(run);
        VERIFY_OK(id);
        auto back = m_workspace->run(*id);
        VERIFY_OK(back);
        VERIFY_FAILS(back->training.value(), ErrorCode::Unsupported);
        QCOMPARE(back->training.value().error().where, "run " + std::to_string(*id));
        QVERIFY(!back->features.value());
        QVERIFY(back->features.valueOrNone().inputs.empty());
        back->stopReason = "changed by an older program";
        VERIFY_OK(m_workspace->updateRun(*back));
        QCOMPARE(m_workspace->run(*id)->training.text(), newer);
        QCOMPARE(m_workspace->run(*id)->features.text(), damaged);
    }
};

QTEST_GUILESS_MAIN(TestStored)
#include "test_stored.moc"
