#include "drift/distances.h"
#include "drift/incomplete_gamma.h"
#include "drift/kolmogorov.h"
#include "reference_file.h"

#include <QtTest>
#include <cmath>

using namespace driftwood::drift;
using driftwood::test::isClose;
using Counts = std::vector<std::int64_t>;
using Values = std::vector<double>;

namespace {

QString differs(double value, double expected) {
    return QStringLiteral("%1, reference %2").arg(value, 0, 'g', 17).arg(expected, 0, 'g', 17);
}

#define VERIFY_CLOSE(value, expected, relative)                                                              \
    QVERIFY2(isClose(value, expected, relative), qPrintable(differs(value, expected)))

} // namespace

class TestDistances : public QObject {
    Q_OBJECT

    nlohmann::json m_reference = driftwood::test::referenceFile("distances.json");

  private Q_SLOTS:
    void numericDistancesAreThoseOfScipyAndNumpy_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto& entry : m_reference["numeric"])
            QTest::newRow(entry["name"].get<std::string>().c_str()) << index++;
    }

    void numericDistancesAreThoseOfScipyAndNumpy() {
        QFETCH(int, index);
        const auto& expected = m_reference["numeric"][static_cast<std::size_t>(index)];
        const auto reference = expected["reference"].get<Values>();
        const auto current = expected["current"].get<Values>();
        const TestResult ks = kolmogorovSmirnov(reference, current);
        VERIFY_CLOSE(ks.statistic, expected["statistic"].get<double>(), 1e-9);
        VERIFY_CLOSE(ks.pValue, expected["p"].get<double>(), 1e-6);
        VERIFY_CLOSE(psiNumeric(reference, current), expected["psi"].get<double>(), 1e-9);
        VERIFY_CLOSE(psiNumeric(reference, current, 4), expected["psi4"].get<double>(), 1e-9);
    }

    void categoricalDistancesAreThoseOfScipy() {
        QVERIFY(m_reference["categorical"].size() == 10);
        for (const auto& expected : m_reference["categorical"]) {
            const auto reference = expected["reference"].get<Counts>();
            const auto current = expected["current"].get<Counts>();
            const TestResult test = chiSquare(reference, current);
            VERIFY_CLOSE(test.statistic, expected["statistic"].get<double>(), 1e-9);
            VERIFY_CLOSE(test.pValue, expected["p"].get<double>(), 1e-6);
            VERIFY_CLOSE(psi(reference, current), expected["psi"].get<double>(), 1e-9);
        }
    }

    void kolmogorovSurvivalIsScipysFromOneDrawToThousands() {
        QVERIFY(m_reference["kolmogorov"].size() > 250);
        for (const auto& entry : m_reference["kolmogorov"]) {
            const auto n = entry[0].get<std::int64_t>();
            const auto distance = entry[1].get<double>();
            const auto expected = entry[2].get<double>();
            const double survival = kolmogorovSurvival(n, distance);
            QVERIFY2(isClose(survival, expected, 1e-6),
                     qPrintable(QStringLiteral("n %1, d %2: ").arg(n).arg(distance) +
                                differs(survival, expected)));
        }
    }

    void kolmogorovSurvivalFallsFromOneToNothing() {
        for (const std::int64_t n : {1, 7, 140, 141, 1000, 4096}) {
            QCOMPARE(kolmogorovSurvival(n, 0.0), 1.0);
            QCOMPARE(kolmogorovSurvival(n, 1.0), 0.0);
            double before = 1.0;
            for (int i = 1; i < 400; ++i) { // covers all boundaries between methods
                const double now = kolmogorovSurvival(n, i / 400.0);
                QVERIFY2(now <= before + 1e-9, qPrintable(QStringLiteral("n %1 at %2/400").arg(n).arg(i)));
                before = now;
            }
        }
    }

    void incompleteGammaIsScipys() {
        QVERIFY(m_reference["gamma"].size() > 100);
        for (const auto& entry : m_reference["gamma"])
            VERIFY_CLOSE(upperGammaRatio(entry[0].get<double>(), entry[1].get<double>()),
                         entry[2].get<double>(), 1e-9);
        QCOMPARE(chiSquareSurvival(3.0, 0), 1.0);
        VERIFY_CLOSE(chiSquareSurvival(3.841458820694124, 1), 0.05, 1e-12); // the well-known 5 % point
    }

    void psiOfEqualSharesIsZero() {
        QCOMPARE(psi(Counts{10, 20, 30}, Counts{1, 2, 3}), 0.0);
        QCOMPARE(psi(Counts{10, 0}, Counts{5, 0}), 0.0);
    }

    void psiOfAnEmptyBinIsFinite() {
        // shares 0.5 and 1e-4 against 0.5 and 1, computed by hand
        const double expected = (1.0 - 0.5) * std::log(1.0 / 0.5) + (1e-4 - 0.5) * std::log(1e-4 / 0.5);
        VERIFY_CLOSE(psi(Counts{5, 5}, Counts{8, 0}), expected, 1e-12);
    }

    void emptySamplesGiveNoVerdict() {
        const Values some{1, 2, 3};
        QCOMPARE(psiNumeric(some, {}), 0.0);
        QCOMPARE(psiNumeric({}, some), 0.0);
        QCOMPARE(kolmogorovSmirnov(some, {}).pValue, 1.0);
        QCOMPARE(chiSquare(Counts{1, 2}, Counts{0, 0}).pValue, 1.0);
    }

    void psiSeesAConstantMoveToEitherSide() {
        const Values constant(100, 5.0);
        QVERIFY(psiNumeric(constant, Values(100, 4.0)) > 5.0);
        QVERIFY(psiNumeric(constant, Values(100, 6.0)) > 5.0);
        QCOMPARE(psiNumeric(constant, Values(50, 5.0)), 0.0);
    }

    void psiDoesNotNeedTheCurrentWindowSorted() {
        const Values reference{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        QCOMPARE(psiNumeric(reference, Values{3, 1, 2}), psiNumeric(reference, Values{1, 2, 3}));
    }
};

QTEST_GUILESS_MAIN(TestDistances)
#include "test_distances.moc"
