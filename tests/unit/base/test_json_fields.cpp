#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "support/result_check.h"

#include <nlohmann/json.hpp>

using namespace driftwood;

class TestJsonFields : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fieldsOfTheRightTypeAreRead() {
        const auto json = nlohmann::json::parse(
            R"({"flag":true,"name":"x","rate":0.5,"count":7,"offset":-9007199254740993,"seed":18446744073709551615,
                "sizes":[1,2],"offsets":[9007199254740993],"weights":[0.5,2],"words":["a","b"]})");
        bool flag = false;
        std::string name;
        double rate = 0;
        int count = 0;
        std::int64_t offset = 0;
        std::uint64_t seed = 0;
        std::vector<int> sizes;
        std::vector<std::int64_t> offsets;
        std::vector<double> weights;
        std::vector<std::string> words;
        JsonFields fields(json, "test");
        fields.read("flag", flag);
        fields.read("name", name);
        fields.read("rate", rate, 0, 1);
        fields.read("count", count, 0, 10);
        fields.read("offset", offset);
        fields.read("seed", seed);
        fields.read("sizes", sizes, 1, 2);
        fields.read("offsets", offsets);
        fields.read("weights", weights);
        fields.read("words", words);
        VERIFY_OK(fields.finish());
        QVERIFY(flag);
        QCOMPARE(name, std::string("x"));
        QCOMPARE(rate, 0.5);
        QCOMPARE(count, 7);
        QCOMPARE(offset, std::int64_t(-9007199254740993));
        QCOMPARE(seed, UINT64_MAX);
        QCOMPARE(sizes, (std::vector<int>{1, 2}));
        QCOMPARE(offsets, std::vector<std::int64_t>{9007199254740993});
        QCOMPARE(weights, (std::vector<double>{0.5, 2}));
        QCOMPARE(words, (std::vector<std::string>{"a", "b"}));
    }

    void whatDoesNotFitIsRefusedByName_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("says");
        QTest::newRow("not an object") << "[1]"
                                       << "'inner' is not an object";
        QTest::newRow("missing") << "{}"
                                 << "field 'inner.count': missing";
        QTest::newRow("fraction") << R"({"count":1.5})"
                                  << "field 'inner.count': expected a whole number";
        QTest::newRow("too large") << R"({"count":11})"
                                   << "from 0 to 10";
        QTest::newRow("beyond 64 bits") << R"({"count":1e30})"
                                        << "from 0 to 10";
        QTest::newRow("text") << R"({"count":"5"})"
                              << "from 0 to 10";
        QTest::newRow("unknown field") << R"({"count":5,"cuont":5})"
                                       << "field 'inner.cuont': not known here";
    }
    void whatDoesNotFitIsRefusedByName() {
        QFETCH(QString, json);
        QFETCH(QString, says);
        const auto parsed = nlohmann::json::parse(json.toStdString());
        JsonFields fields(parsed, "spec.json", "inner");
        int count = 0;
        fields.read("count", count, 0, 10);
        const auto status = fields.finish();
        VERIFY_FAILS(status, ErrorCode::CorruptData);
        QVERIFY2(QString::fromStdString(status.error().text()).contains(says), status.error().text().c_str());
        QCOMPARE(status.error().where, std::string("spec.json"));
    }

    void theFirstMistakeIsTheOneReported() {
        const auto json = nlohmann::json::parse(R"({"a":"x","b":"y"})");
        JsonFields fields(json, "test");
        int a = 0;
        int b = 0;
        fields.read("a", a, 0, 1);
        fields.read("b", b, 0, 1);
        QVERIFY(fields.failed());
        QVERIFY(fields.finish().error().what.find("'a'") != std::string::npos);
    }

    void namesComeFromTheirSet() {
        const auto fromName = [](std::string_view text) -> std::optional<int> {
            return text == "one" ? std::optional<int>(1) : std::nullopt;
        };
        const auto json = nlohmann::json::parse(R"({"good":"one","bad":"two"})");
        int value = 0;
        JsonFields fields(json, "test");
        fields.name("good", value, fromName);
        QCOMPARE(value, 1);
        fields.name("bad", value, fromName);
        VERIFY_FAILS(fields.finish(), ErrorCode::CorruptData);
    }

    void jsonOfAFileHasBounds() {
        const std::string brackets = "{\"a\":[1,\"]]\\\"[\",{}]}";
        QCOMPARE(parseBoundedJson(brackets).at("a").size(), std::size_t(3));
        QVERIFY(parseBoundedJson("{").is_discarded());
        QCOMPARE(whyNotBoundedJson("{"), std::string("not JSON"));
        const std::string deep = std::string(64, '[') + std::string(64, ']');
        QVERIFY(parseBoundedJson(deep).is_array());
        QVERIFY(parseBoundedJson("[" + deep + "]").is_discarded());
        QCOMPARE(whyNotBoundedJson(std::string(1'000'000, '[')),
                 std::string("it is nested more than 64 deep"));
        QVERIFY(parseBoundedJson("\"" + std::string(1000, '[') + "\"").is_string());
        std::string many = "[0";
        for (std::size_t i = 0; i < kMostJsonValues; ++i)
            many += ",0";
        QCOMPARE(whyNotBoundedJson(many + "]"), std::string("it has more than 2000000 values"));
        QCOMPARE(whyNotBoundedJson(std::string(kMostJsonBytes + 1, ' ')),
                 std::string("it has more than 64 MiB"));
    }
};

QTEST_GUILESS_MAIN(TestJsonFields)
#include "test_json_fields.moc"
