#include "drift/adwin.h"
#include "reference_file.h"

#include <QtTest>

using namespace driftwood::drift;
using driftwood::test::isClose;

class TestAdwin : public QObject {
    Q_OBJECT

    nlohmann::json m_reference = driftwood::test::referenceFile("adwin.json");

    static Adwin::Options optionsFrom(const nlohmann::json& json) {
        Adwin::Options options;
        options.delta = json.value("delta", options.delta);
        options.clock = json.value("clock", options.clock);
        options.maxBuckets = json.value("max_buckets", options.maxBuckets);
        options.minWindowLength = json.value("min_window_length", options.minWindowLength);
        options.gracePeriod = json.value("grace_period", options.gracePeriod);
        return options;
    }

  private Q_SLOTS:
    void isRiversElementByElement_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto& entry : m_reference)
            QTest::newRow(entry["name"].get<std::string>().c_str()) << index++;
    }

    void isRiversElementByElement() {
        QFETCH(int, index);
        const auto& expected = m_reference[static_cast<std::size_t>(index)];
        const auto stream = expected["stream"].get<std::vector<double>>();
        Adwin adwin(optionsFrom(expected["options"]));
        std::size_t detections = 0;
        std::size_t checkpoints = 0;
        const auto agrees = [&](const nlohmann::json& entry, std::size_t i) {
            return entry[0].get<std::size_t>() == i && entry[1].get<std::int64_t>() == adwin.width() &&
                   isClose(adwin.mean(), entry[2].get<double>(), 1e-9);
        };
        for (std::size_t i = 0; i < stream.size(); ++i) {
            if (adwin.update(stream[i])) {
                QVERIFY2(detections < expected["detections"].size(), qPrintable(QString::number(i)));
                QVERIFY2(agrees(expected["detections"][detections++], i), qPrintable(QString::number(i)));
            }
            if (i % 250 == 249)
                QVERIFY2(agrees(expected["checkpoints"][checkpoints++], i), qPrintable(QString::number(i)));
        }
        QCOMPARE(detections, expected["detections"].size());
        QCOMPARE(checkpoints, expected["checkpoints"].size());
    }

    void publishedGoldenStreamIsDetectedAt1023() {
        QCOMPARE(m_reference[0]["detections"][0][0].get<int>(), 1023);
    }

    void beforeTheFirstElementThereIsNothing() {
        const Adwin adwin;
        QCOMPARE(adwin.mean(), 0.0);
        QCOMPARE(adwin.width(), qint64(0));
    }
};

QTEST_GUILESS_MAIN(TestAdwin)
#include "test_adwin.moc"
