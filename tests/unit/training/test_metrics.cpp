#include "base/statistics/quantile.h"
#include "training/metrics.h"
#include "training/upper_quantile.h"

#include <QtTest>
#include <bit>
#include <cmath>
#include <random>

using namespace driftwood;
using namespace driftwood::training;

class TestMetrics : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void areaUnderTheCurveByRanks_data() {
        QTest::addColumn<QVector<double>>("scores");
        QTest::addColumn<QVector<int>>("positive");
        QTest::addColumn<double>("auc");
        QTest::newRow("perfect") << QVector<double>{0.1, 0.2, 0.8, 0.9} << QVector<int>{0, 0, 1, 1} << 1.0;
        QTest::newRow("reversed") << QVector<double>{0.9, 0.8, 0.2, 0.1} << QVector<int>{0, 0, 1, 1} << 0.0;
        QTest::newRow("all equal") << QVector<double>{5, 5, 5} << QVector<int>{0, 1, 1} << 0.5;
        QTest::newRow("scikit-learn's example")
            << QVector<double>{0.1, 0.4, 0.35, 0.8} << QVector<int>{0, 0, 1, 1} << 0.75;
        // pairs: (3>1) (3>2) (2>1) are won, (2=2) counts half: 3.5 of 4
        QTest::newRow("one tie") << QVector<double>{2, 3, 1, 2} << QVector<int>{1, 1, 0, 0} << 0.875;
    }
    void areaUnderTheCurveByRanks() {
        QFETCH(QVector<double>, scores);
        QFETCH(QVector<int>, positive);
        QFETCH(double, auc);
        const std::vector<std::int32_t> actual(positive.begin(), positive.end());
        QCOMPARE(rocAuc(std::vector<double>(scores.begin(), scores.end()), actual), auc);
    }

    void areaNeedsBothClassesAndNumbers() {
        QVERIFY(std::isnan(rocAuc(std::vector<double>{1, 2}, std::vector<std::int32_t>{1, 1})));
        QVERIFY(std::isnan(rocAuc(std::vector<double>{1, NAN}, std::vector<std::int32_t>{1, 0})));
        QVERIFY(std::isnan(rocAuc({}, {})));
    }

    void quantilesOfValuesThatComeOneByOneAreTheSame() {
        std::mt19937 random(7);
        for (const double q : {0.0, 0.3, 0.5, 0.9, 0.99, 0.999, 1.0}) {
            for (const std::size_t count : {1, 2, 3, 10, 101, 5000}) {
                for (const std::size_t most : {count, count + 1, 3 * count}) {
                    std::vector<double> values(count);
                    for (double& value : values) // with ties
                        value = std::floor(std::normal_distribution<>(0, 300)(random)) / 7;
                    UpperQuantile tally(q, most);
                    for (const double value : values)
                        tally.add(value);
                    QCOMPARE(std::bit_cast<std::uint64_t>(tally.value()),
                             std::bit_cast<std::uint64_t>(quantile(values, q)));
                }
            }
        }
        QVERIFY(std::isnan(UpperQuantile(0.5, 0).value()));
    }

    void anEvaluationIsAskedByName() {
        const Evaluation evaluation{{{"loss", 0.5}}};
        QCOMPARE(evaluation.get("loss").value(), 0.5);
        QVERIFY(!evaluation.get("auc"));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "test_metrics.moc"
