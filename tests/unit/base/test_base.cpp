#include "base/checksum.h"
#include "base/clock.h"
#include "base/core_dumps.h"
#include "base/files.h"
#include "base/memory_limit.h"
#include "base/random.h"
#include "base/safe_name.h"
#include "base/text_values.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <cmath>
#include <csignal>
#include <set>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

using namespace driftwood;

class TestBase : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aNumberIsReadFromText() {
        const auto number = [](std::string_view text) {
            const auto value = numberFromText(text);
            return value ? static_cast<double>(*value) : std::numeric_limits<double>::quiet_NaN();
        };
        QCOMPARE(number("20.15"), 20.15);
        QCOMPARE(number(" +3 "), 3.0);
        QCOMPARE(number("73.1%"), 73.1);
        QCOMPARE(number("-1e5"), -1e5);
        QVERIFY(numberFromText("9007199254740993") == 9007199254740993.0L);
        for (const char* text : {"", "%", "inf", "nan", "0x10", "1,5", "12 kg", "1e400", "+-1", "--1"})
            QVERIFY2(std::isnan(number(text)), text);
    }

    void aChecksumIsThatOfTheStandard() {
        QCOMPARE(crc64("123456789"), std::uint64_t(0x995dc9bbdf1939fa));
        QCOMPARE(crc64(""), std::uint64_t(0));
        QCOMPARE(crc64("6789", crc64("12345")), crc64("123456789"));
    }

    void aShortenedTextEndsWithACharacter() {
        QCOMPARE(shortened("temperature", 11), std::string("temperature"));
        QCOMPARE(shortened("temperature", 4), std::string("temp…"));
        QCOMPARE(shortened("温度", 4), std::string("温…"));
        QCOMPARE(shortened("温度", 2), std::string("…"));
        QCOMPARE(shortenedAround("temperature", 7, 4), std::string("…ratu…"));
        QCOMPARE(shortenedAround("temperature", 1, 4), std::string("temp…"));
        QCOMPARE(shortenedAround("temperature", 11, 4), std::string("…ture"));
        QCOMPARE(shortenedAround("temperature", 7, 11), std::string("temperature"));
        QCOMPARE(shortenedAround("温度計", 5, 4), std::string("…度…"));
    }

    void wholeNumbersCompareAtAnySize() {
        const auto order = [](std::string_view a, std::string_view b) {
            const auto compared = compareWholeNumbers(a, b);
            return !compared ? 9 : *compared < 0 ? -1 : static_cast<int>(*compared > 0);
        };
        QVERIFY(numberFromText("18446744073709551615") == 18446744073709551615.0L);
        QCOMPARE(order("18446744073709571626", "18446744073709571616"), 1);
        QCOMPARE(order(" 0018446744073709571626", "+18446744073709571626"), 0);
        QCOMPARE(order("-100000000000000000001", "-100000000000000000000"), -1);
        QCOMPARE(order("-1", "1"), -1);
        QCOMPARE(order("9", "10"), -1);
        QCOMPARE(order("-0", "0"), 0);
        for (const char* text : {"", "-", "1.5", "1e3", "7%", "x"})
            QCOMPARE(order(text, "1"), 9);
    }

    void aTimeIsReadFromText() {
        const TimestampMs now(1772370000000);
        QVERIFY(timeFromText("-2h", now) == TimestampMs(1772362800000));
        QVERIFY(timeFromText("-7d", now) == TimestampMs(1771765200000));
        QVERIFY(timeFromText("now", now) == now);
        QVERIFY(timeFromText("2026-03-01T14:00+01:00", now) == now);
        QVERIFY(timeFromText("2026-03-01", now) == TimestampMs(1772323200000));
        for (const char* text :
             {"", "h", "-h", "-2y", "2026-02-30", "1969-12-31", "soon", "-99999999999999d"})
            QVERIFY2(!timeFromText(text, now), text);
    }

    void errorTextNamesWhatWhereAndWhatToDo() {
        const Error error{ErrorCode::RangeGone, "records were deleted", "plant.machines/2 @ 100",
                          "Choose a later begin."};
        QCOMPARE(QString::fromStdString(error.text()),
                 QString("records were deleted (plant.machines/2 @ 100). Choose a later begin."));
        QCOMPARE(QString::fromStdString(Error{ErrorCode::Io, "it broke", "", ""}.text()),
                 QString("it broke"));
    }

    void isoTimesKeepMilliseconds_data() {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("epoch") << qint64(0) << "1970-01-01T00:00:00.000Z";
        QTest::newRow("before the epoch") << qint64(-1) << "1969-12-31T23:59:59.999Z";
        QTest::newRow("leap day") << qint64(1709164799999) << "2024-02-28T23:59:59.999Z";
    }
    void isoTimesKeepMilliseconds() {
        QFETCH(qint64, ms);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(formatIso8601(TimestampMs(ms))), text);
    }

    void aFileIsReplacedWholeOrNotAtAll() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.txt").toStdString();
        VERIFY_OK(writeFileAtomically(path, "first"));
        QCOMPARE(readFile(path).value(), std::string("first"));

        // A limit on file size simulates a full disk:
        // the write fails, the old content stays, and no temporary file remains.
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        const rlimit tiny{1000, old.rlim_max};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &tiny);
        const auto written = writeFileAtomically(path, std::string(5000, 'x'));
        setrlimit(RLIMIT_FSIZE, &old);
        VERIFY_FAILS(written, ErrorCode::Io);
        QCOMPARE(readFile(path).value(), std::string("first"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    // A rename would replace a device by a plain file; for root, even /dev/null.
    void nothingButAFileIsReplaced() {
        const QTemporaryDir folder;
        const auto in = [&](const char* name) {
            return std::filesystem::path(folder.filePath(name).toStdString());
        };
        QCOMPARE(::mkfifo(in("pipe").c_str(), 0600), 0);
        std::filesystem::create_directory(in("folder"));
        std::filesystem::create_symlink(in("pipe"), in("link to pipe"));
        std::filesystem::create_symlink(in("none"), in("link to nothing"));
        std::vector<const char*> refused{"pipe", "folder", "link to pipe", "link to nothing"};
        if (::mknod(in("device").c_str(), S_IFCHR | 0600, makedev(1, 3)) == 0) // only root may do this
            refused.push_back("device");
        for (const char* name : refused) {
            const auto before = std::filesystem::symlink_status(in(name)).type();
            const auto written = writeFileAtomically(in(name), "content");
            VERIFY_FAILS(written, ErrorCode::InvalidArgument);
            QVERIFY(!written.error().hint.empty());
            QVERIFY(std::filesystem::symlink_status(in(name)).type() == before);
        }
        VERIFY_OK(writeFileAtomically(in("file"), "old"));
        std::filesystem::create_symlink(in("file"), in("link"));
        VERIFY_OK(writeFileAtomically(in("link"), "new"));
        QVERIFY(std::filesystem::is_symlink(in("link")));
        QCOMPARE(readFile(in("file")).value(), std::string("new"));
    }

    void filesThatCannotBeReadSayWhy() {
        const QTemporaryDir folder;
        const auto missing = readFile(folder.filePath("none").toStdString());
        VERIFY_FAILS(missing, ErrorCode::NotFound);
        QVERIFY(missing.error().where.find("none") != std::string::npos);
        VERIFY_FAILS(readFile(folder.path().toStdString()), ErrorCode::InvalidArgument);
        const std::filesystem::path large = folder.filePath("large").toStdString();
        VERIFY_OK(writeFileAtomically(large, std::string(100, 'x')));
        VERIFY_FAILS(readFile(large, 99), ErrorCode::CorruptData);
    }

    void namesOfFilesAreMadeSafe_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << "machines-normal_2.1"
                               << "machines-normal_2.1";
        QTest::newRow("a path") << "../../etc/passwd"
                                << "_.._.._etc_passwd";
        QTest::newRow("spaces and signs") << "pump (left) #3"
                                          << "pump_left_3";
        QTest::newRow("other scripts") << QString::fromUtf8("Zürich") << "Z_rich";
        QTest::newRow("control characters") << QString("a\nb\x1b[0m") << "a_b_0m";
        QTest::newRow("hidden") << ".hidden"
                                << "_.hidden";
        QTest::newRow("nothing") << ""
                                 << "_";
        QTest::newRow("long") << QString(300, 'x') << QString(100, 'x');
    }
    void namesOfFilesAreMadeSafe() {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(safeName(text.toStdString())), name);
    }

    void whatAPersonMayNameThings_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("fine");
        for (const char* name :
             {"day", "day 2", "plant.machines-2026", "Tag für Tag", "温度", "a'b$x", "host:9092"})
            QTest::newRow(name) << QByteArray(name) << true;
        int row = 0;
        for (const char* name :
             {"", "  ", "../evil", "a/b", ".hidden", "..", "-o", "two\nlines", "bell\a", "tab\tstop",
              "escape\x1b[2J", "del\x7f", "next\xC2\x85line", "line\xE2\x80\xA8line", " before", "after "})
            QTest::addRow("refused %d", row++) << QByteArray(name) << false;
        QTest::newRow("as long as it may be") << QByteArray(200, 'x') << true;
        QTest::newRow("too long") << QByteArray(201, 'x') << false;
    }
    void whatAPersonMayNameThings() {
        QFETCH(QByteArray, name);
        QFETCH(bool, fine);
        const Status checked = checkName("a data set", name.toStdString());
        QCOMPARE(checked.has_value(), fine);
        if (!checked) {
            QCOMPARE(checked.error().code, ErrorCode::InvalidArgument);
            QVERIFY(checked.error().what.starts_with("a data set ") && !checked.error().hint.empty());
            QVERIFY(checked.error().where.size() < 100);
        }
    }

    void randomNumbersDependOnTheSeedAlone() {
        SeededRandom a(42), b(42), c(43);
        std::vector<double> first, second;
        for (int i = 0; i < 100; ++i) {
            first.push_back(a.normal());
            second.push_back(b.normal());
        }
        QCOMPARE(first, second);
        QVERIFY(c.normal() != first[0]);
        // mt19937_64 with the standard's default seed has this
        // as its 10000th value (C++ standard, [rand.predef]).
        SeededRandom standard(5489);
        for (int i = 0; i < 9999; ++i)
            standard.bits();
        QCOMPARE(standard.bits(), std::uint64_t(9981545732273789042ULL));
    }

    void randomStateCanBeKept() {
        SeededRandom a(7);
        a.normal();
        const std::string state = a.state();
        const double next = a.uniform();
        SeededRandom b(1);
        QVERIFY(b.restore(state));
        QCOMPARE(b.uniform(), next);
        QVERIFY(!b.restore("not a state"));
    }

    void normalsHaveMeanZeroAndVarianceOne() {
        SeededRandom random(3);
        double sum = 0, squares = 0;
        constexpr int n = 200000;
        for (int i = 0; i < n; ++i) {
            const double x = random.normal();
            sum += x;
            squares += x * x;
        }
        QVERIFY(std::abs(sum / n) < 0.01);
        QVERIFY(std::abs(squares / n - 1.0) < 0.02);
    }

    void withoutEnoughMemoryThereIsAnError() {
        VERIFY_FAILS(withinMemory([]() -> Status { throw std::bad_alloc(); }), ErrorCode::NoMemory);
        QCOMPARE(withinMemory([]() -> Result<int> { return 3; }).value(), 3);
    }

    void belowIsInRangeAndReachesEverything() {
        SeededRandom random(5);
        std::set<std::uint64_t> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.below(7));
        QCOMPARE(seen.size(), std::size_t(7));
        QCOMPARE(*seen.rbegin(), std::uint64_t(6));
    }

    void noCoreDumpHoldsSecretsUnlessAskedFor() {
        qputenv("DRIFTWOOD_CORE_DUMPS", "1");
        keepSecretsOutOfCoreDumps();
        QCOMPARE(prctl(PR_GET_DUMPABLE), 1);
        qunsetenv("DRIFTWOOD_CORE_DUMPS");
        keepSecretsOutOfCoreDumps();
        QCOMPARE(prctl(PR_GET_DUMPABLE), 0);
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_max, rlim_t(0));
        prctl(PR_SET_DUMPABLE, 1);
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "test_base.moc"
