#include "ui/format/format.h"

#include "ui/format/numbers.h"
#include "ui/format/spans.h"

#include <QDateTime>
#include <QLocale>
#include <QtTest>
#include <cmath>
#include <limits>

using namespace driftwood::ui;
using namespace std::chrono_literals;

namespace {
/// Replaces narrow no-break spaces by "_", so that expected values are readable.
QString shown(QString text) { return text.replace(QChar(0x202F), '_'); }
} // namespace

class TestFormat : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void counts() {
        QCOMPARE(formatCount(0), QString("0"));
        QCOMPARE(formatCount(1306482), QString("1,306,482"));
        QCOMPARE(formatCount(std::numeric_limits<qint64>::max()), QString("9,223,372,036,854,775,807"));
        QCOMPARE(formatCount(-1), QString("–"));
        QCOMPARE(shown(formatEstimate(1000)), QString("≈_1,000"));
    }
    void bytes_data() {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << "0_B";
        QTest::newRow("below a KiB") << qint64(1023) << "1023_B";
        QTest::newRow("MiB") << qint64(310902784) << "296.5_MiB";
        QTest::newRow("rounds up to the next unit") << qint64(1048575) << "1.0_MiB";
        QTest::newRow("unknown") << qint64(-1) << "–";
    }
    void bytes() {
        QFETCH(qint64, bytes);
        QFETCH(QString, text);
        QCOMPARE(shown(formatBytes(bytes)), text);
    }
    void durations() {
        QCOMPARE(shown(formatDuration(999ms)), QString("999_ms"));
        QCOMPARE(shown(formatDuration(12300ms)), QString("12.3_s"));
        QCOMPARE(shown(formatDuration(74s)), QString("1_min 14_s"));
        QCOMPARE(shown(formatDuration(2h + 5min)), QString("2_h 05_min"));
        QCOMPARE(shown(formatDuration(76h)), QString("3_d 4_h"));
    }
    void numbers() {
        QCOMPARE(formatNumber(0.012341), QString("0.01234"));
        QCOMPARE(formatNumber(1234.4), QString("1,234"));
        QCOMPARE(formatNumber(-0.5), QString("\u22120.5000"));
        QCOMPARE(formatNumber(1.2e-7), QString("1.2e\u221207"));
        QCOMPARE(formatNumber(0), QString("0"));
        QCOMPARE(formatNumber(-3), QString("\u22123"));
        QCOMPARE(formatNumber(1.0001), QString("1.000"));
        QCOMPARE(formatNumber(std::numeric_limits<double>::quiet_NaN()), QString("–"));
        QCOMPARE(formatNumber(-std::numeric_limits<double>::infinity()), QString("\u2212∞"));
    }
    void numbersFollowTheLanguage() {
        setNumberLocale(QLocale(QLocale::German));
        QCOMPARE(formatCount(1306482), QString("1.306.482"));
        QCOMPARE(formatNumber(0.012341), QString("0,01234"));
        QCOMPARE(formatNumber(1234.4), QString("1.234"));
        QCOMPARE(formatNumber(1.2e-7), QString("1,2e\u221207"));
        QCOMPARE(formatSetting(0.25), QString("0,25"));
        QCOMPARE(formatSetting(0.0005), QString("5e-4"));
        QCOMPARE(formatFixed(12.345, 2), QString("12,35"));
        QCOMPARE(localNumber("-3.25"), QString("\u22123,25"));
        QCOMPARE(shown(formatBytes(310902784)), QString("296,5_MiB"));
        QCOMPARE(shown(formatPercent(0.0123)), QString("1,2_%"));
        QCOMPARE(shown(formatDuration(12300ms)), QString("12,3_s"));
        // Both decimal separators are read, because pasted numbers come from elsewhere.
        QCOMPARE(readNumber("0,25").value(), 0.25);
        QCOMPARE(readNumber(" 0.25 ").value(), 0.25);
        QCOMPARE(readNumber("1e-3").value(), 0.001);
        QVERIFY(!readNumber("1.306,5"));
        QVERIFY(!readNumber("x"));
        setNumberLocale(QLocale(QLocale::English));
        QCOMPARE(formatCount(1306482), QString("1,306,482"));
        QCOMPARE(formatFixed(12.345, 2), QString("12.35"));
        QCOMPARE(readNumber("0.25").value(), 0.25);
        QVERIFY(!readNumber("0,25"));
    }
    void timesKeepMilliseconds() {
        QCOMPARE(formatTime(1777645800123), QString("2026-05-01 14:30:00.123"));
        QCOMPARE(formatTime(0), QString("–"));
    }
    void settingsAreWrittenAsPeopleDo() {
        QCOMPARE(formatSetting(0.001), QString("1e-3"));
        QCOMPARE(formatSetting(0.00025), QString("2.5e-4"));
        QCOMPARE(formatSetting(0.05), QString("0.05"));
        QCOMPARE(formatSetting(3.5e-5), QString("3.5e-5"));
        QCOMPARE(formatSetting(0), QString("0"));
    }
    void spansNameTheirDays() {
        constexpr qint64 kMinute = 60'000;
        constexpr qint64 kDay = 24 * 60 * kMinute;
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const auto halfPastTwo = [](const QDate& date) {
            return date.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch() + 870 * kMinute;
        };
        const QString weekday = numberLocale().toString(today, "ddd");
        QCOMPARE(formatSpan(halfPastTwo(today), halfPastTwo(today) + 90 * kMinute),
                 weekday + " 14:30 – 16:00");
        // Months away, a weekday would say nothing; and of two days it would not say how far they are apart.
        const QDate far(today.year(), today.month() >= 7 ? 2 : 11, 1);
        const QString month = numberLocale().toString(far, "MMM");
        const qint64 first = halfPastTwo(far);
        QCOMPARE(formatSpan(first, first + 90 * kMinute), QString("1 %1 14:30 – 16:00").arg(month));
        QCOMPARE(formatSpan(first, first + kDay), QString("1 %1 14:30 – 2 %1 14:30").arg(month));
        QCOMPARE(formatSpan(first, first + 7 * kDay), QString("1 %1 14:30 – 8 %1 14:30").arg(month));
        const SpanEnds ends = formatEnds(first, first + kDay, QTimeZone::utc(), TimeDetail::Seconds);
        QCOMPARE(ends.first, QString("1 %1 14:30:00").arg(month));
        QCOMPARE(ends.last, QString("2 %1 14:30:00").arg(month));
        const SpanEnds years = formatEnds(first, first + 728 * kDay, QTimeZone::utc(), TimeDetail::Minutes);
        QVERIFY2(years.first.startsWith(QString("1 %1 %2 ").arg(month).arg(today.year())),
                 qPrintable(years.first));
        QVERIFY2(years.last.contains(QString::number(far.addDays(728).year())), qPrintable(years.last));
        QCOMPARE(formatEnds(0, first, QTimeZone::utc(), TimeDetail::Minutes).last, QString("–"));
        constexpr qint64 kNight = 910'650'600'000; // 1998-11-09 22:30
        const QString then = numberLocale().toString(QDate(1998, 11, 9), "MMM");
        QCOMPARE(formatSpan(kNight, kNight + kDay), QString("9 %1 1998 – 10 %1 1998").arg(then));
        QCOMPARE(formatSpan(kNight, kNight + kMinute), QString("9 %1 1998 22:30 – 22:31").arg(then));
        QCOMPARE(formatSpan(0, kNight), QString("–"));
    }
    void daysOfTheMonthAreWrittenAsTheLanguageDoes() {
        const QDateTime day(QDate(2026, 11, 30), QTime(14, 5), QTimeZone::utc());
        QCOMPARE(formatDated(day, "d MMM"), QString("30 Nov"));
        setNumberLocale(QLocale(QLocale::German));
        QCOMPARE(formatDated(day, "d MMM"), QString("30. Nov."));
        QCOMPARE(formatDated(day, "d MMM HH:mm"), QString("30. Nov. 14:05"));
        QCOMPARE(formatDated(day, "HH:mm:ss"), QString("14:05:00"));
        constexpr qint64 kNight = 910'650'600'000; // 1998-11-09 22:30
        QCOMPARE(formatSpan(kNight, kNight + 60'000), QString("9. Nov. 1998 22:30 – 22:31"));
        setNumberLocale(QLocale(QLocale::English));
    }
    void controlCharactersAreEscaped() {
        QCOMPARE(escapeControls("grün 温度"), QString("grün 温度"));
        QCOMPARE(escapeControls("a\tb\r\n\x1b[31m\x7f"), QString("a\\tb\\r\\n\\x1b[31m\\x7f"));
        QCOMPARE(escapeControls(QString(QChar(0x2028))), QString("\\u2028"));
        QCOMPARE(escapeControls(QString(QChar(0x202E))), QString("\\u202e"));
    }
    void ratesAndShares() {
        QCOMPARE(shown(formatRate(41.23, "records")), QString("41.2_records/s"));
        QCOMPARE(shown(formatRate(1.306e6, "records")), QString("1.31_M records/s"));
        QCOMPARE(shown(formatPercent(0.33)), QString("33_%"));
        QCOMPARE(shown(formatPercent(0.012)), QString("1.2_%"));
        QCOMPARE(shown(formatPercent(0.0)), QString("0_%"));
        QCOMPARE(shown(formatPercent(1.0)), QString("100_%"));
        QCOMPARE(shown(formatPercent(0.95)), QString("95_%"));
        QCOMPARE(shown(formatPercent(1.5)), QString("150_%"));
        // 816 of 820 and 4 of 820 in one row: neither may be rounded to all or none.
        QCOMPARE(shown(formatPercent(816.0 / 820.0)), QString("99.5_%"));
        QCOMPARE(shown(formatPercent(4.0 / 820.0)), QString("0.5_%"));
        QCOMPARE(shown(formatPercent(99'999.0 / 100'000.0)), QString("> 99.9_%"));
        QCOMPARE(shown(formatPercent(1.0 / 100'000.0)), QString("< 0.1_%"));
        QCOMPARE(shown(formatPercent(std::nan(""))), QString("–"));
    }

    void noShareIsRoundedToNoneOrAll() {
        QCOMPARE(percentFigure(0.0), QString("0.00"));
        QCOMPARE(percentFigure(1.0), QString("100.00"));
        QCOMPARE(percentFigure(0.99512), QString("99.51"));
        QCOMPARE(percentFigure(0.999'96), QString("> 99.99"));
        QCOMPARE(percentFigure(0.000'04), QString("< 0.01"));
        QCOMPARE(percentFigure(0.000'06), QString("0.01"));
        QCOMPARE(percentFigure(0.9996, 1), QString("> 99.9"));
        QCOMPARE(percentFigure(std::nan("")), QString("–"));
        QCOMPARE(formatPosition(2, 4301118), QString("P2 @ 4,301,118"));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "test_format.moc"
