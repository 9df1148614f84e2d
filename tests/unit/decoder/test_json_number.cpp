#include "decoder/json_number.h"

#include "base/random.h"

#include <QtTest>
#include <charconv>
#include <cstring>

using namespace driftwood;
using decoder::JsonNumber;

namespace {

std::optional<double> doubleOf(const std::string& text) {
    JsonNumber number;
    const std::string ended = text + "\n";
    return decoder::scanNumber(ended.c_str(), number) ? number.toDouble() : std::nullopt;
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
            const std::string text = std::to_string(value) + "\n";
            JsonNumber number;
            QVERIFY(decoder::scanNumber(text.c_str(), number));
            QCOMPARE(number.toInt64().value(), qint64(value));
            const auto asDouble = static_cast<double>(value);
            const bool survives = asDouble < 0x1p63 && static_cast<std::int64_t>(asDouble) == value;
            QCOMPARE(number.toDouble().has_value(), survives);
        }
    }

    void longWritingsAreNotTruncated() {
        QCOMPARE(doubleOf("3.00000000000000000000000").value(), 3.0);
        QVERIFY(!doubleOf("1" + std::string(400, '0')));
        QVERIFY(!doubleOf("100000000000000000001"));
        QCOMPARE(doubleOf("0." + std::string(400, '0') + "1").value(), 0.0);
        QCOMPARE(doubleOf("1" + std::string(400, '0') + "e-400").value(), 1.0);
        JsonNumber number;
        QVERIFY(decoder::scanNumber("30000000000000000000000e-22\n", number));
        QCOMPARE(number.toInt64().value(), qint64(3));
        QVERIFY(decoder::scanNumber("30000000000000000000001e-22\n", number));
        QVERIFY(!number.toInt64());
        QVERIFY(decoder::scanNumber("1e999999999999999999999\n", number));
        QVERIFY(!number.toInt64() && !number.toDouble());
    }

    void onlyJsonsGrammarIsANumber() {
        JsonNumber number;
        for (const char* text :
             {"-\n", ".5\n", "1.\n", "1.e3\n", "1e\n", "1e+\n", "01\n", "-01\n", "+1\n", "nan\n"})
            QVERIFY2(!decoder::scanNumber(text, number), text);
        for (const char* text : {"0\n", "-0\n", "0.0\n", "0e0\n", "1E+2\n", "10\n"})
            QVERIFY2(decoder::scanNumber(text, number), text);
    }
};

QTEST_GUILESS_MAIN(TestJsonNumber)
#include "test_json_number.moc"
