#include "decoder/formats/json/json_number.h"

#include "base/random.h"

#include <QtTest>
#include <charconv>
#include <cstring>
#include <memory>

using namespace driftwood;
using decoder::JsonNumber;

namespace {

/// A number scanned from its own text.
struct Scanned {
    explicit Scanned(const std::string& written)
        : text(std::make_unique<std::string>(written + "\n"))
        , taken(decoder::scanNumber(text->c_str(), number)) {}
    std::unique_ptr<std::string> text;
    JsonNumber number;
    bool taken;
};

std::optional<double> doubleOf(const std::string& text) {
    const Scanned scanned(text);
    double value = 0;
    return scanned.taken && scanned.number.toDouble(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> intOf(const std::string& text) {
    const Scanned scanned(text);
    return scanned.taken ? scanned.number.toInt64() : std::nullopt;
}

std::string randomDigits(SeededRandom& random, std::uint64_t most) {
    std::string digits(1, static_cast<char>('1' + random.below(9)));
    for (std::uint64_t more = random.below(most); more > 0; --more)
        digits += static_cast<char>('0' + random.below(10));
    return digits;
}

} // namespace

class TestJsonNumber : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyFractionIsTheNearestDouble() {
        SeededRandom random(7);
        for (int i = 0; i < 200000; ++i) {
            std::string text = random.below(2) == 0 ? "-" : "";
            text += random.below(3) == 0 ? std::string("0") : randomDigits(random, 25);
            text.append(".").append(random.below(4), '0').append(randomDigits(random, 25));
            if (random.below(2) == 0)
                text.append("e").append(std::to_string(static_cast<std::int64_t>(random.below(560)) - 290));
            double expected = 0;
            const auto result = std::from_chars(text.data(), text.data() + text.size(), expected);
            const auto got = doubleOf(text);
            QVERIFY2(got && result.ec == std::errc{} && std::memcmp(&*got, &expected, sizeof expected) == 0,
                     text.c_str());
        }
    }

    void everyIntegerSurvivesOrIsRefused() {
        SeededRandom random(8);
        for (int i = 0; i < 100000; ++i) {
            const auto value = static_cast<std::int64_t>(random.bits()) >> random.below(63);
            const std::string text = std::to_string(value);
            QCOMPARE(intOf(text).value(), qint64(value));
            const auto asDouble = static_cast<double>(value);
            const bool survives = asDouble < 0x1p63 && static_cast<std::int64_t>(asDouble) == value;
            QCOMPARE(doubleOf(text).has_value(), survives);
        }
    }

    void longWritingsAreNotTruncated() {
        QCOMPARE(doubleOf("3.00000000000000000000000").value(), 3.0);
        QVERIFY(!doubleOf("1" + std::string(400, '0')));
        QVERIFY(!doubleOf("100000000000000000001"));
        QCOMPARE(doubleOf("0." + std::string(400, '0') + "1").value(), 0.0);
        QCOMPARE(doubleOf("1" + std::string(400, '0') + "e-400").value(), 1.0);
        QCOMPARE(intOf("30000000000000000000000e-22").value(), qint64(3));
        QVERIFY(!intOf("30000000000000000000001e-22"));
        QVERIFY(!intOf("1e999999999999999999999") && !doubleOf("1e999999999999999999999"));
    }

    void onlyJsonsGrammarIsANumber() {
        for (const char* text : {"-", ".5", "1.", "1.e3", "1e", "1e+", "01", "-01", "+1", "nan", "00000000"})
            QVERIFY2(!Scanned(text).taken, text);
        for (const char* text : {"0", "-0", "0.0", "0e0", "1E+2", "10"})
            QVERIFY2(Scanned(text).taken, text);
    }

    void aNumberEndsWhereItsDigitsDo() {
        for (int length = 1; length <= 18; ++length) {
            const std::string digits =
                std::string("1234567890123456789").substr(0, static_cast<std::size_t>(length));
            for (const char behind : {',', '}', ']', ' ', '/', ':', '\x7F', '\xB0', '\xFF', '\0'}) {
                const Scanned scanned(digits + behind + "99");
                QVERIFY(scanned.taken);
                QCOMPARE(std::string(scanned.number.text), digits);
                QCOMPARE(scanned.number.toInt64().value(), qint64(std::stoll(digits)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonNumber)
#include "test_json_number.moc"
