#include "unit/decoder/payloads.h"

#include "base/random.h"

#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;
using nlohmann::json;
using records::Column;
using records::FieldType;

namespace {

// A stream of valid, almost valid and invalid records. Another parser decides for each record alone what the
// result should be, so that effects of one record on another are detected.

const records::Schema kSchema{{{"id", FieldType::Int64},
                               {"value", FieldType::Float64},
                               {"sensor.name", FieldType::Text},
                               {"sensor.level", FieldType::Float64},
                               {"ok", FieldType::Bool},
                               {"anything", FieldType::Text}}};

/// `more` includes not-a-number words, which the other parser does not know.
std::string randomScalar(SeededRandom& random, bool more) {
    switch (random.below(more ? 11 : 9)) {
    case 0:
        return "null";
    case 1:
        return random.below(2) == 0 ? "true" : "false";
    case 2:
        return std::to_string(static_cast<std::int64_t>(random.bits()));
    case 3:
        return std::to_string(random.bits());
    case 4:
        return json(random.uniform(-1000, 1000)).dump();
    case 5:
        return std::to_string(random.below(1000)) + ".0";
    case 6:
        return R"("plain")";
    case 7:
        return R"("esc\"aped \\ \u00e9 {[,:]}")";
    case 8:
        return "[1,[2,\"]}\"],{\"x\":3}]";
    case 9:
        return random.below(2) == 0 ? "NaN" : "[1,NaN]";
    default:
        return random.below(2) == 0 ? "Infinity" : "-Infinity";
    }
}

std::string randomObject(SeededRandom& random, bool more = false) {
    const std::string blank = random.below(4) == 0 ? " \n" : "";
    std::vector<std::string> members{R"("id":)" + randomScalar(random, more),
                                     R"("value":)" + blank + randomScalar(random, more),
                                     R"("sensor":{"name":)" + randomScalar(random, more) + R"(,"level":)" +
                                         randomScalar(random, more) + "}",
                                     R"("ok":)" + randomScalar(random, more),
                                     R"("anything":)" + randomScalar(random, more),
                                     R"("ignored":)" + randomScalar(random, more)};
    if (random.below(3) == 0)
        random.shuffle(std::span(members));
    members.resize(members.size() - random.below(3));
    std::string out = "{";
    for (std::size_t i = 0; i < members.size(); ++i)
        out += (i == 0 ? "" : "," + blank) + members[i];
    return out + "}";
}

void corrupt(std::string& payload, SeededRandom& random) {
    static constexpr std::string_view kBytes("\"\\{}[]:,; \n\x01\xC3\xFFtfn-NI", 20);
    const std::size_t at = random.below(payload.size());
    switch (random.below(6)) {
    case 0:
        payload.resize(at);
        break;
    case 1:
        payload.insert(at, 1, kBytes[random.below(kBytes.size())]);
        break;
    case 2:
        payload[at] = kBytes[random.below(kBytes.size())];
        break;
    case 3:
        payload.erase(at, 1);
        break;
    case 4:
        payload += randomObject(random);
        break;
    default:
        payload += "\"";
    }
}

const json* valueAt(const json& object, std::string_view path) {
    const auto dot = path.find('.');
    const auto it = object.find(path.substr(0, dot));
    if (it == object.end())
        return nullptr;
    if (dot == std::string_view::npos)
        return &*it;
    return it->is_object() ? valueAt(*it, path.substr(dot + 1)) : nullptr;
}

std::optional<std::int64_t> asInt64(const json& value) {
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>() <= INT64_MAX ? std::optional(value.get<std::int64_t>())
                                                       : std::nullopt;
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    const auto number = value.is_number() ? value.get<double>() : 0.5;
    return number == std::trunc(number) && std::abs(number) < 0x1p53
               ? std::optional(static_cast<std::int64_t>(number))
               : std::nullopt;
}

std::optional<double> asDouble(const json& value) {
    if (!value.is_number())
        return std::nullopt;
    const auto number = value.get<double>();
    if (value.is_number_integer()) { // exact or nothing, without a cast that could overflow
        const auto exact = static_cast<long double>(number);
        const auto whole = value.is_number_unsigned() ? static_cast<long double>(value.get<std::uint64_t>())
                                                      : static_cast<long double>(value.get<std::int64_t>());
        if (exact != whole)
            return std::nullopt;
    }
    return number;
}

bool agrees(const Column& column, std::size_t row, const json* value) {
    const bool valid = column.valid(row);
    if (!value || value->is_null())
        return !valid;
    switch (column.type()) {
    case FieldType::Bool:
        return valid == value->is_boolean() && (!valid || column.ints()[row] == (value->get<bool>() ? 1 : 0));
    case FieldType::Int64: {
        const auto expected = asInt64(*value);
        return valid == expected.has_value() && (!valid || column.ints()[row] == *expected);
    }
    case FieldType::Float64: {
        const auto expected = asDouble(*value);
        return valid == expected.has_value() && (!valid || column.floats()[row] == *expected);
    }
    case FieldType::Text:
        if (!valid)
            return false;
        return value->is_string() ? column.text(row) == value->get<std::string>()
                                  : json::parse(column.text(row)) == *value;
    }
    return false;
}

/// Compares a decoded batch with the other parser's results; returns the first difference as text.
std::string firstDifference(const std::vector<std::optional<std::string>>& payloads, const Decoded& decoded) {
    std::size_t row = 0;
    std::size_t failure = 0;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        const json value =
            payloads[i] ? json::parse(*payloads[i], nullptr, false) : json(json::value_t::discarded);
        const auto offset = static_cast<std::int64_t>(100 + i);
        if (!value.is_object()) {
            if (failure >= decoded.failures.size() ||
                decoded.failures[failure].position.offset.value != offset)
                return "should have failed: " + payloads[i].value_or("(tombstone)");
            ++failure;
            continue;
        }
        if (row >= decoded.rows.rows() || decoded.rows.position(row).offset.value != offset)
            return "should have been a row: " + *payloads[i];
        for (std::size_t c = 0; c < kSchema.fields.size(); ++c) {
            if (!agrees(decoded.rows.column(c), row, valueAt(value, kSchema.fields[c].path)))
                return kSchema.fields[c].path + " differs in " + *payloads[i];
        }
        ++row;
    }
    return row == decoded.rows.rows() && failure == decoded.failures.size() ? "" : "more than was put in";
}

/// Describes the result for the record after others, read from memory that ends with it.
std::string decodedAfter(const std::vector<std::string>& before, const std::string& payload) {
    std::vector<broker::RawRecord> records;
    for (const std::string& other : before)
        records.push_back({.hasValue = true, .value = other});
    const std::vector<char> exact(payload.begin(), payload.end());
    records.push_back({.hasValue = true, .value = {exact.data(), exact.size()}});
    Decoded decoded{records::RecordBatch(std::make_shared<const records::Schema>(kSchema)), {}};
    auto decoder = decoder::Decoder::create({decoder::PayloadFormat::Json, kSchema});
    (*decoder)->decode(broker::RawBatch::view(std::move(records)), decoded.rows, decoded.failures);
    const std::size_t earlier = before.size();
    if (decoded.rows.rows() + decoded.failures.size() != earlier + 1)
        return "lost";
    if (decoded.rows.rows() == 0 || decoded.failures.size() > earlier)
        return "refused: " + decoded.failures.back().reason;
    std::string words;
    for (std::size_t i = 0; i < kSchema.fields.size(); ++i) {
        const Column& column = decoded.rows.column(i);
        const std::size_t row = decoded.rows.rows() - 1;
        words += column.size() != row + 1 ? "uneven"
                 : column.valid(row)      ? "'" + column.asText(row) + "'"
                                          : "missing";
        for (const records::RowNote& note : column.notes())
            if (note.row == row)
                words += " " + std::string(valueNoteName(note.note));
        words += ' ';
    }
    return words;
}

} // namespace

class TestJsonMixedStream : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyRecordBecomesWhatAnotherParserSays_data() {
        QTest::addColumn<int>("corruptPercent");
        QTest::addRow("clean") << 0;
        QTest::addRow("one in a hundred") << 1;
        QTest::addRow("a third") << 33;
        QTest::addRow("all") << 100;
    }

    void everyRecordBecomesWhatAnotherParserSays() {
        QFETCH(int, corruptPercent);
        SeededRandom random(static_cast<std::uint64_t>(corruptPercent) + 1);
        std::size_t rows = 0;
        std::size_t failures = 0;
        for (int round = 0; round < 40; ++round) {
            std::vector<std::optional<std::string>> payloads;
            for (std::size_t i = 1 + random.below(300); i > 0; --i) {
                std::string payload = randomObject(random);
                if (static_cast<int>(random.below(100)) < corruptPercent) {
                    for (std::uint64_t times = 1 + random.below(3); times > 0 && !payload.empty(); --times)
                        corrupt(payload, random);
                }
                payloads.emplace_back(std::move(payload));
                if (corruptPercent > 0 && random.below(50) == 0)
                    payloads.emplace_back(std::nullopt);
            }
            const Decoded decoded = decodeAll({decoder::PayloadFormat::Json, kSchema}, payloads);
            const std::string difference = firstDifference(payloads, decoded);
            QVERIFY2(difference.empty(), difference.c_str());
            rows += decoded.rows.rows();
            failures += decoded.failures.size();
        }
        QVERIFY(corruptPercent == 0 ? failures == 0 : failures > 0);
        QVERIFY(rows > 0);
    }

    // A plain record is parsed in place, one after a record that is not plain through an index: both give the
    // same result, and no byte beyond the record is read.
    void aRecordIsTheSameWalkedAndIndexed() {
        SeededRandom random(7);
        int taken = 0;
        for (int round = 0; round < 20000; ++round) {
            std::string payload = randomObject(random, true);
            for (std::uint64_t times = random.below(3); times > 0 && !payload.empty(); --times)
                corrupt(payload, random);
            const std::string walked = decodedAfter({}, payload);
            const std::string indexed = decodedAfter({"[]"}, payload);
            if (walked != indexed)
                QFAIL((payload + " is " + walked + ", or else " + indexed).c_str());
            taken += walked.starts_with("refused") ? 0 : 1;
        }
        QVERIFY(taken > 2000 && taken < 18000);
    }
    // Strings are scanned eight bytes at a time.
    void stringsOfAnyLengthEndWhereTheyEnd() {
        for (const char* const special : {"", "\\n", "\\", "\x1f", "\x7f", "\xc3\xa9", "\xff", "\"", "}"})
            for (std::size_t length = 0; length < 40; ++length)
                for (std::size_t at = 0; at <= length; ++at) {
                    std::string text(length, 'x');
                    text.insert(at, special);
                    const std::string payload = "{\"anything\":\"" + text + "\",\"id\":4}";
                    QCOMPARE(decodedAfter({}, payload), decodedAfter({"[]"}, payload));
                }
    }
};

QTEST_GUILESS_MAIN(TestJsonMixedStream)
#include "test_json_mixed_stream.moc"
