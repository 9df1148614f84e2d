#include "kernel_rows.h"
#include "reference_network.h"

using namespace driftwood;
using namespace driftwood::training;
using driftwood::test::kernelColumn;
using driftwood::test::kernelsNamed;

/// Compares the flat optimisers with the published formulas in double precision over several steps.
class TestOptimizerKernels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void adamFollowsItsFormula_data() { kernelColumn(); }
    void adamFollowsItsFormula() {
        QFETCH(QString, kernels);
        constexpr std::size_t kSize = 1003; // not a multiple of any vector width
        SeededRandom random(1);
        std::vector<float> parameters = test::normals(kSize, random);
        std::vector<double> expected(parameters.begin(), parameters.end());
        std::vector<float> m(kSize);
        std::vector<float> v(kSize);
        std::vector<double> em(kSize);
        std::vector<double> ev(kSize);
        const double rate = 1e-2;
        const double decay = 1e-2;
        for (int t = 1; t <= 20; ++t) {
            const std::vector<float> gradient = test::normals(kSize, random);
            const double correction1 = 1 - std::pow(0.9, t);
            const double correction2 = 1 - std::pow(0.999, t);
            kernelsNamed(kernels).adam(kSize, parameters.data(), gradient.data(), m.data(), v.data(),
                                       {static_cast<float>(rate / correction1), 0.9F, 0.999F,
                                        static_cast<float>(1 / std::sqrt(correction2)), 1e-8F,
                                        static_cast<float>(decay)});
            for (std::size_t i = 0; i < kSize; ++i) {
                const double g = static_cast<double>(gradient[i]) + decay * expected[i];
                em[i] = 0.9 * em[i] + 0.1 * g;
                ev[i] = 0.999 * ev[i] + 0.001 * g * g;
                expected[i] -= rate * (em[i] / correction1) / (std::sqrt(ev[i] / correction2) + 1e-8);
            }
        }
        for (std::size_t i = 0; i < kSize; ++i)
            QVERIFY(std::abs(static_cast<double>(parameters[i]) - expected[i]) < 2e-6);
    }

    void momentumFollowsItsFormula_data() { kernelColumn(); }
    void momentumFollowsItsFormula() {
        QFETCH(QString, kernels);
        constexpr std::size_t kSize = 37;
        SeededRandom random(2);
        std::vector<float> parameters = test::normals(kSize, random);
        std::vector<double> expected(parameters.begin(), parameters.end());
        std::vector<float> velocity(kSize);
        std::vector<double> expectedVelocity(kSize);
        for (int t = 1; t <= 20; ++t) {
            const std::vector<float> gradient = test::normals(kSize, random);
            kernelsNamed(kernels).sgd(kSize, parameters.data(), gradient.data(), velocity.data(),
                                      {0.01F, 0.9F, 0.1F});
            for (std::size_t i = 0; i < kSize; ++i) {
                expectedVelocity[i] =
                    0.9 * expectedVelocity[i] + static_cast<double>(gradient[i]) + 0.1 * expected[i];
                expected[i] -= 0.01 * expectedVelocity[i];
            }
        }
        for (std::size_t i = 0; i < kSize; ++i)
            QVERIFY(std::abs(static_cast<double>(parameters[i]) - expected[i]) < 2e-6);
    }

    void sumsOfSquaresNeitherOverflowNorHideNaN_data() { kernelColumn(); }
    void sumsOfSquaresNeitherOverflowNorHideNaN() {
        QFETCH(QString, kernels);
        std::vector<float> values(101, 1e30F);
        const double sum = kernelsNamed(kernels).sumOfSquares(values.size(), values.data());
        QVERIFY(std::abs(sum / 1.01e62 - 1) < 1e-6);
        values[77] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(std::isnan(kernelsNamed(kernels).sumOfSquares(values.size(), values.data())));
    }
};

QTEST_GUILESS_MAIN(TestOptimizerKernels)
#include "test_optimizer_kernels.moc"
