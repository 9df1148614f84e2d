#include "ui/charts/plot/tickers.h"

#include <QtTest>

using namespace driftwood::ui;

class TestTickers : public QObject {
    Q_OBJECT

  private:
    static QVector<double> ticks(QCPAxisTicker& ticker, double lower, double upper) {
        QVector<double> out;
        QVector<QString> labels;
        ticker.generate({lower, upper}, QLocale::c(), QChar('g'), 6, out, nullptr, &labels);
        const auto outside = [&](double tick) { return tick < lower || tick > upper; };
        out.erase(std::remove_if(out.begin(), out.end(), outside), out.end());
        return out;
    }

  private Q_SLOTS:
    void decadesAreDividedByOneTwoFive() {
        LogTicker ticker;
        ticker.setCount(6);
        QCOMPARE(ticks(ticker, 0.09, 2.5), (QVector<double>{0.1, 0.2, 0.5, 1, 2}));
    }

    void manyDecadesKeepOnlyTheirBeginnings() {
        LogTicker ticker;
        ticker.setCount(5);
        for (const double tick : ticks(ticker, 1e-6, 1e3))
            QCOMPARE(std::log10(tick), std::round(std::log10(tick)));
    }

    // On a low track with large text, labels must not overlap.
    void labelsThatWouldOverlapAreLeftOut() {
        NumberTicker numbers;
        numbers.setCount(2);
        QCOMPARE(ticks(numbers, -7, 107), (QVector<double>{0, 100}));
        QCOMPARE(ticks(numbers, -3, 53), (QVector<double>{0, 50}));
        QCOMPARE(ticks(numbers, 0, 100), (QVector<double>{0, 50, 100}));
        numbers.setLeastApart(0.6);
        QCOMPARE(ticks(numbers, 0, 100), (QVector<double>{0, 100}));
        LogTicker decades;
        decades.setCount(6);
        decades.setLeastApart(0.25);
        QCOMPARE(ticks(decades, 0.09, 2.5), (QVector<double>{0.1, 0.5, 2}));
    }

    // One number does not tell the scale of an axis.
    void aLowLogarithmicAxisKeepsTwoNumbers() {
        LogTicker ticker;
        ticker.setCount(2);
        ticker.setLeastApart(0.5);
        QVERIFY(ticks(ticker, 0.011, 0.048).size() >= 2);
        QVERIFY(ticks(ticker, 0.4, 4.0).size() >= 2);
    }

    void aRangeBetweenTwoOfThemStillHasNumbers_data() {
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("upper");
        QTest::newRow("between 0.5 and 1") << 0.53 << 0.96;
        QTest::newRow("around 1") << 0.97 << 1.04;
        QTest::newRow("narrow") << 3.21e-5 << 3.25e-5;
    }
    void aRangeBetweenTwoOfThemStillHasNumbers() {
        QFETCH(double, lower);
        QFETCH(double, upper);
        LogTicker ticker;
        ticker.setCount(5);
        const auto count = ticks(ticker, lower, upper).size();
        QVERIFY2(count >= 2 && count <= 8, qPrintable(QString::number(count)));
    }
};

QTEST_MAIN(TestTickers)
#include "test_tickers.moc"
