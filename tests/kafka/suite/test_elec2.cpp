// Electricity prices from the log as a classification: trained in batches, and row by row.

#include "dataset/dataset.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/reading.h"
#include "kafka/support/source_records.h"
#include "kafka/support/training.h"
#include "support/result_check.h"
#include "training/learners/one_pass_network.h"

#include <QtTest>

namespace driftwood::test {

using training::TrainingSpec;

class TestElec2 : public QObject {
    Q_OBJECT

  public:
    explicit TestElec2(KafkaBed& bed)
        : m_bed(bed) {}

  private Q_SLOTS:
    void initTestCase() {
        const auto records = elec2Records();
        VERIFY_OK(records);
        const std::string topic = freshTopic("elec2");
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(topic, 1));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writeAll(writer, topic, *records));

        auto connection = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(connection);
        const auto whole = wholeTopic(**connection, topic);
        VERIFY_OK(whole);
        auto created = dataset::createDataset(**connection, {.name = "elec2", .ranges = *whole}, {}, {});
        VERIFY_OK(created);
        m_data = std::make_unique<dataset::LoadedDataset>(std::move(*created));
        QCOMPARE(m_data->manifest.rows, 45312);
    }

    void rowByRowNearsTheReference() {
        TrainingSpec spec = classification();
        spec.optimizer = {.kind = training::OptimizerKind::Sgd, .learningRate = 0.005, .biasRateFactor = 2};
        spec.batchSize = 1;
        auto trainer = training::OnePassNetwork::create(spec, features(), m_data->rows, {});
        VERIFY_OK(trainer);
        const auto metrics = (*trainer)->advance(m_data->rows, 0, m_data->rows.rows());
        VERIFY_OK(metrics);
        const double ours = metrics->overall.get("accuracy").value_or(0);
        const double noChange = metrics->overall.get("no_change_accuracy").value_or(0);
        qInfo("elec2 prequential: accuracy %.6f, f1 %.6f; reference %.6f (difference %+.6f); no change %.6f",
              ours, metrics->overall.get("f1").value_or(0), kReferenceAccuracy, ours - kReferenceAccuracy,
              noChange);
        QCOMPARE((*trainer)->rowsWithoutLabel(), 0);
        QVERIFY(std::abs(noChange - kNoChangeAccuracy) < 5e-7);
        QVERIFY(std::abs(ours - kReferenceAccuracy) < 1e-3);
    }

    void atOnceBeatsTheMajority() {
        const auto model = trainModel(*m_data, features(), classification());
        VERIFY_OK(model);
        const double majority = shareOfMajority();
        const double ours = model->validation.get("accuracy").value_or(0);
        qInfo(
            "elec2 at once, last fifth: accuracy %.6f, f1 %.6f, best epoch %d; majority %.6f; no change over "
            "all rows %.6f",
            ours, model->validation.get("f1").value_or(0), model->lineage.bestEpoch, majority,
            kNoChangeAccuracy);
        QVERIFY(ours > majority);
    }

  private:
    static constexpr double kNoChangeAccuracy = 0.853303;
    /// River's result for a running standard scaler and logistic regression with SGD 0.005.
    static constexpr double kReferenceAccuracy = 0.822144;

    static features::FeatureSpec features() {
        features::FeatureSpec spec{.labelKind = features::LabelKind::Category, .labelPath = "class"};
        for (const char* path :
             {"date", "day", "period", "nswprice", "nswdemand", "vicprice", "vicdemand", "transfer"})
            spec.inputs.push_back({.path = path});
        return spec;
    }

    static TrainingSpec classification() {
        return {.task = training::Task::Classification,
                .network = {.kind = training::NetworkKind::Linear, .hidden = {}}};
    }

    /// Accuracy of always predicting the more frequent class of the validation part.
    [[nodiscard]] double shareOfMajority() const {
        const records::Column* labels = m_data->rows.find("class");
        std::int64_t ups = 0;
        for (std::size_t row = static_cast<std::size_t>(m_data->validationBegin); row < labels->size(); ++row)
            ups += labels->text(row) == "UP" ? 1 : 0;
        const double share =
            static_cast<double>(ups) / static_cast<double>(m_data->manifest.rows - m_data->validationBegin);
        return std::max(share, 1 - share);
    }

    KafkaBed& m_bed;
    std::unique_ptr<dataset::LoadedDataset> m_data;
};

std::unique_ptr<QObject> makeElec2Test(KafkaBed& bed) { return std::make_unique<TestElec2>(bed); }

} // namespace driftwood::test

#include "test_elec2.moc"
