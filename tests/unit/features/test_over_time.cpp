#include "base/random.h"
#include "features/feature_spec.h"
#include "features/overtime/key_windows.h"
#include "features/overtime/operations.h"
#include "features/overtime/over_time_columns.h"
#include "support/result_check.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

using namespace driftwood;
using features::OverTime;
using features::OverTimeColumns;
using records::FieldType;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

OverTime column(const char* text) {
    auto parsed = features::parseOverTime(text);
    if (!parsed)
        qFatal("%s: %s", text, parsed.error().text().c_str());
    return *parsed;
}

std::vector<OverTime> columns(std::initializer_list<const char*> texts) {
    std::vector<OverTime> all;
    for (const char* text : texts)
        all.push_back(column(text));
    return all;
}

struct Row {
    int partition = 0;
    std::int64_t offset = 0;
    std::int64_t timeMs = -1;
    std::optional<std::string> key{};
    double value = kNone;
    double other = kNone;
};

std::shared_ptr<const records::Schema> schema() {
    static const auto made = std::make_shared<const records::Schema>(
        records::Schema{{{"v", FieldType::Float64}, {"w", FieldType::Float64}, {"name", FieldType::Text}}});
    return made;
}

records::RecordBatch batchOf(std::span<const Row> rows) {
    records::RecordBatch batch(schema());
    for (const Row& row : rows) {
        const std::string_view key = row.key ? std::string_view(*row.key) : std::string_view();
        batch.appendPosition(PartitionId(row.partition), Offset(row.offset), TimestampMs(row.timeMs),
                             row.key ? &key : nullptr);
        for (const auto& [at, number] : {std::pair(0, row.value), std::pair(1, row.other)})
            if (std::isnan(number))
                batch.column(static_cast<std::size_t>(at)).appendMissing();
            else
                batch.column(static_cast<std::size_t>(at)).appendFloat(number);
        batch.column(2).appendText("text");
    }
    return batch;
}

/// Rows of several partitions and keys in a replay's order: some values, keys and times are missing, some
/// times are earlier than those before, offsets have holes.
std::vector<Row> manyRows(std::size_t count, int partitions, int keys, std::uint64_t seed) {
    SeededRandom random(seed);
    std::vector<std::int64_t> offsets(static_cast<std::size_t>(partitions), 50);
    std::vector<Row> rows;
    std::int64_t time = 1'700'000'000'000;
    for (std::size_t i = 0; i < count; ++i) {
        Row row;
        row.partition = static_cast<int>(random.below(static_cast<std::uint64_t>(partitions)));
        std::int64_t& offset = offsets[static_cast<std::size_t>(row.partition)];
        offset += random.uniform() < 0.1 ? 3 : 1;
        row.offset = offset;
        time += static_cast<std::int64_t>(random.below(2000));
        row.timeMs = random.uniform() < 0.03  ? -1
                     : random.uniform() < 0.1 ? time - static_cast<std::int64_t>(random.below(20'000))
                                              : time;
        if (random.uniform() > 0.02)
            row.key = "k" + std::to_string(random.below(static_cast<std::uint64_t>(keys)));
        if (random.uniform() > 0.05)
            row.value = 1e6 + random.normal();
        if (random.uniform() > 0.05)
            row.other = random.normal();
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Computes the value of one row by the stated rules from all rows before it: slowly, and without any state.
double expected(const OverTime& over, const std::vector<Row>& rows, std::size_t at) {
    const Row& now = rows[at];
    const bool keyed = !over.key.empty();
    if (keyed && !now.key)
        return kNone;
    std::vector<const Row*> past; // newest first, itself included
    const Row* first = nullptr;   // of the partition, with a time
    for (std::size_t i = at + 1; i-- > 0;) {
        const Row& row = rows[i];
        if (row.partition != now.partition || row.offset < now.offset - over.within)
            continue;
        if (row.timeMs >= 0)
            first = &row;
        if (!keyed || row.key == now.key)
            past.push_back(&row);
    }
    const auto valueOf = [&](const Row& row) { return over.field == "w" ? row.other : row.value; };
    const features::OverTimeKind& kind = features::kindOf(over.operation);
    const std::size_t skip = over.before ? 1 : 0;
    switch (kind.shape) {
    case features::OverTimeShape::Gap:
        return past.size() < 2 || now.timeMs < 0 || past[1]->timeMs < 0 || now.timeMs < past[1]->timeMs
                   ? kNone
                   : static_cast<double>(now.timeMs - past[1]->timeMs) / 1000.0;
    case features::OverTimeShape::Then: {
        const std::size_t then = skip + static_cast<std::size_t>(over.records);
        return then < past.size() ? kind.ofThen(valueOf(*past[skip]), valueOf(*past[then])) : kNone;
    }
    case features::OverTimeShape::Window:
        break;
    case features::OverTimeShape::Pair:
    case features::OverTimeShape::Time:
        return kNone;
    }
    std::vector<double> values;
    std::vector<double> ages;
    if (over.records > 0) {
        const std::size_t end = skip + static_cast<std::size_t>(over.records);
        if (past.size() < end)
            return kNone;
        for (std::size_t i = skip; i < end; ++i)
            if (!std::isnan(valueOf(*past[i]))) {
                values.push_back(valueOf(*past[i]));
                ages.push_back(static_cast<double>(i));
            }
        return kind.ofWindow({values, ages, static_cast<double>(over.records)});
    }
    if (now.timeMs < 0 || first == nullptr || first->timeMs > now.timeMs - over.durationMs)
        return kNone;
    for (std::size_t i = skip; i < past.size(); ++i)
        if (past[i]->timeMs >= 0 && past[i]->timeMs > now.timeMs - over.durationMs &&
            past[i]->timeMs <= now.timeMs && !std::isnan(valueOf(*past[i]))) {
            values.push_back(valueOf(*past[i]));
            ages.push_back(static_cast<double>(now.timeMs - past[i]->timeMs) / 1000.0);
        }
    return kind.ofWindow({values, ages, static_cast<double>(over.durationMs) / 1000.0});
}

/// Equal bit by bit, or both missing.
bool isSame(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) ||
           std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

const std::vector<OverTime>& manyColumns() {
    static const std::vector<OverTime> all =
        columns({"lag(v,1) by @key", "lag(w,3)", "change(v,2,before) by @key", "mean(v,5) by @key",
                 "std(v,5) by @key", "min(w,5) by @key", "max(v,4,before)", "median(v,6) by @key within 60",
                 "slope(v,5) by @key", "ema(v,8) by @key", "count(v,5) by @key", "since() by @key", "since()",
                 "mean(v,20s) by @key", "std(w,15s,before)", "slope(v,10s) by @key within 80", "ema(v,12s)",
                 "count(v,30s) by @key", "median(v,20s) by @key"});
    return all;
}

/// The values that rows get when they come in batches cut at random.
std::map<std::pair<int, std::int64_t>, std::vector<double>>
valuesOf(OverTimeColumns& over, std::span<const Row> rows, std::size_t longest, std::uint64_t seed) {
    SeededRandom random(seed);
    std::map<std::pair<int, std::int64_t>, std::vector<double>> values;
    for (std::size_t begin = 0; begin < rows.size();) {
        const std::size_t count = std::min(rows.size() - begin, 1 + random.below(longest));
        auto batch = over.add(batchOf(rows.subspan(begin, count)));
        if (!batch)
            qFatal("%s", batch.error().text().c_str());
        for (std::size_t row = 0; row < batch->rows(); ++row)
            for (std::size_t i = schema()->fields.size(); i < batch->schema().fields.size(); ++i)
                values[{batch->partitions()[row], batch->offsets()[row]}].push_back(
                    batch->column(i).valid(row) ? batch->column(i).floats()[row] : kNone);
        begin += count;
    }
    return values;
}

} // namespace

class TestOverTime : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aColumnIsWrittenAsItIsRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* text, const char* name) { QTest::newRow(text) << text << name; };
        row("mean(vibration,10) by machine", "mean(vibration,10) by machine");
        row(" mean( vibration , 10 )  by  machine ", "mean(vibration,10) by machine");
        row("lag(cnt,24)", "lag(cnt,24)");
        row("std(a.b,5m) by @key at ts within 500", "std(a.b,5m) by @key at ts within 500");
        row("ema(v,90s)", "ema(v,90s)");
        row("count(v,3600s)", "count(v,1h)");
        row("mean(v,1500ms,before)", "mean(v,1500ms,before)");
        row("max(`a b`,2) by `x,y`", "max(`a b`,2) by `x,y`");
        row("ratio(a,b)", "ratio(a,b)");
        row("hour(@timestamp)", "hour(@timestamp)");
        row("since() by machine", "since() by machine");
        row("lag(v,1) by k within 100000", "lag(v,1) by k");
    }
    void aColumnIsWrittenAsItIsRead() {
        QFETCH(QString, text);
        QFETCH(QString, name);
        const auto parsed = features::parseOverTime(text.toStdString());
        VERIFY_OK(parsed);
        QCOMPARE(QString::fromStdString(parsed->name()), name);
        QVERIFY(column(name.toUtf8().constData()) == *parsed);
        const auto read = features::overTimeFromJson(nlohmann::json(*parsed), "test");
        VERIFY_OK(read);
        QVERIFY(*read == *parsed);
    }

    void whatIsNoColumnIsRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* text, const char* why) { QTest::newRow(text) << text << why; };
        row("vibration", "an operation and its fields in parentheses");
        row("average(v,10)", "\"average\" is not an operation over time");
        row("mean(v)", "\"mean\" takes 2 arguments, not 1");
        row("mean(v,ten)", "\"ten\" is not a number of records or a time");
        row("mean(v,0)", "\"0\" is not a number of records or a time");
        row("lag(v,5m)", "\"5m\" is not a number of records");
        row("mean(v,10) near k", "by, at or within is expected");
        row("mean(v,10) by", "something is missing behind \"by\"");
        row("mean(v,10) by a by b", "\"by\" is there twice");
        row("mean(v,10) at ts", "a window of records needs no time");
        row("hour(ts) by k", "looks at one record only");
        row("mean(v,10", "a comma or a closing parenthesis is missing");
        row("mean(v,100001)", "at most 100000 records");
        row("mean(v,10) within 5", "longer than the 5 offsets");
        row("mean(v,10) within 99999999", "takes a number of offsets up to 10000000");
        row("lag(v,99999999999999999999)", "is not a number of records");
    }
    void whatIsNoColumnIsRefused() {
        QFETCH(QString, text);
        QFETCH(QString, why);
        const auto parsed = features::parseOverTime(text.toStdString());
        QVERIFY(!parsed);
        QVERIFY2(QString::fromStdString(parsed.error().what).contains(why), parsed.error().what.c_str());
    }

    void fieldsHaveToSuit() {
        const auto refused = [&](const char* text) {
            const auto fine = column(text).check(*schema());
            return fine ? std::string("fine") : fine.error().what + " | " + fine.error().where;
        };
        QCOMPARE(refused("mean(v,3) by name"), std::string("fine"));
        QCOMPARE(refused("mean(x,3)"), std::string("the records have no such field | x"));
        QCOMPARE(refused("mean(name,3)"), std::string("a number is needed, and the field is text | name"));
        QCOMPARE(refused("lag(v,1) by x"), std::string("the records have no such field | x"));
        QCOMPARE(refused("mean(v,5m) at x"), std::string("the records have no such field | x"));
        QCOMPARE(refused("ratio(v,name)"), std::string("a number is needed, and the field is text | name"));
    }

    // A model must not see the label of the record that it predicts.
    void theLabelStaysHidden() {
        const auto check = [&](const char* text) {
            features::FeatureSpec spec;
            spec.overTime = columns({text});
            spec.inputs = {{spec.overTime.front().name()}};
            spec.labelKind = features::LabelKind::Number;
            spec.labelPath = "v";
            const auto fine = spec.check(features::withColumns(*schema(), spec.overTime));
            return fine ? std::string("fine") : fine.error().hint;
        };
        QCOMPARE(check("lag(v,1)"), std::string("fine"));
        QCOMPARE(check("mean(v,3,before)"), std::string("fine"));
        QCOMPARE(check("mean(w,3)"), std::string("fine"));
        QVERIFY(QString::fromStdString(check("mean(v,3)")).endsWith("mean(v,3,before)."));
        QVERIFY(QString::fromStdString(check("change(v,1)")).endsWith("change(v,1,before)."));
        QVERIFY(check("ratio(w,v)") != "fine");
        QVERIFY(check("difference(v,w)") != "fine");
    }

    void aSpecWithColumnsIsNewerAndOneWithoutStaysAsItWas() {
        features::FeatureSpec spec;
        spec.inputs = {{"w"}};
        QVERIFY(!nlohmann::json(spec).contains("version"));
        QVERIFY(!nlohmann::json(spec).contains("over_time"));
        spec.overTime = columns({"mean(v,3) by name", "hour(@timestamp)"});
        spec.inputs.push_back({"mean(v,3) by name"});
        spec.inputs.push_back({"hour(@timestamp)"});
        const nlohmann::json json = spec;
        QCOMPARE(json.at("version").get<int>(), 2);
        const auto read = features::featureSpecFromJson(json, "test");
        VERIFY_OK(read);
        QVERIFY(*read == spec);
        QCOMPARE(spec.reads(), (std::vector<std::string>{"v", "name", "@timestamp", "w"}));
        nlohmann::json wrong = json;
        wrong["over_time"][0]["records"] = 0;
        QVERIFY(!features::featureSpecFromJson(wrong, "test"));
    }

    // Numbers that are worked out by hand.
    void everyOperationHasACase_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value"); // in the last row
        const auto row = [](const char* text, double value) { QTest::newRow(text) << text << value; };
        // v: 4 1 missing 7 2, a second apart but for the last, which is 3 s later; w: 2 4 0 5 0
        row("lag(v,1)", 7.0);
        row("lag(v,2)", kNone);
        row("change(v,1)", -5.0);
        row("mean(v,3)", 4.5);
        row("std(v,5)", std::sqrt(21.0 / 3.0));
        row("min(v,4)", 1.0);
        row("max(v,3)", 7.0);
        row("median(v,5)", 3.0);
        row("median(w,3)", 0.0);
        row("slope(w,3)", 0.0);
        row("slope(w,4s)", -5.0 / 3.0);
        row("ema(w,2)", (0.0 * 1.0 + 5.0 * 0.25) / 1.25);
        row("count(v,4)", 3.0);
        row("count(v,4s)", 2.0);
        row("mean(w,4s,before)", 5.0);
        row("since()", 3.0);
        row("ratio(w,v)", 0.0);
        row("ratio(v,w)", kNone);
        row("difference(v,w)", 2.0);
        row("hour(@timestamp)", 22.0);
        row("weekday(@timestamp)", 1.0);
        row("month(@timestamp)", 11.0);
    }
    void everyOperationHasACase() {
        QFETCH(QString, text);
        QFETCH(double, value);
        const std::int64_t t = 1'700'000'000'000; // Tuesday 2023-11-14 22:13:20 UTC
        const std::vector<Row> rows{{0, 0, t, {}, 4, 2},
                                    {0, 1, t + 1000, {}, 1, 4},
                                    {0, 2, t + 2000, {}, kNone, 0},
                                    {0, 3, t + 3000, {}, 7, 5},
                                    {0, 4, t + 6000, {}, 2, 0}};
        auto over = OverTimeColumns::create({column(text.toUtf8().constData())}, *schema());
        VERIFY_OK(over);
        const auto values = valuesOf(*over, rows, 5, 1);
        const double found = values.at({0, 4}).front();
        QVERIFY2(std::isnan(value) ? std::isnan(found) : std::abs(found - value) < 1e-12,
                 qPrintable(QString::number(found)));
    }
    void everyOperationIsTried() {
        QStringList tried;
        for (const char* text : {"lag", "change", "mean", "std", "min", "max", "median", "slope", "ema",
                                 "count", "since", "ratio", "difference", "hour", "weekday", "month"})
            tried << text;
        QCOMPARE(static_cast<std::size_t>(tried.size()), features::overTimeKinds().size());
        for (const features::OverTimeKind& kind : features::overTimeKinds()) {
            QVERIFY(tried.contains(QString::fromUtf8(kind.name.data(), static_cast<int>(kind.name.size()))));
            QVERIFY(&features::kindOf(kind.operation) == &kind);
        }
    }

    // Against the rules without any state, and wherever batches are cut: bit by bit.
    void everyRowGetsWhatTheRulesSay_data() {
        QTest::addColumn<int>("partitions");
        QTest::addColumn<int>("keys");
        QTest::addColumn<int>("longest");
        QTest::newRow("one partition, a row at a time") << 1 << 7 << 1;
        QTest::newRow("one partition, all rows at once") << 1 << 7 << 100'000;
        QTest::newRow("four partitions") << 4 << 7 << 40;
        QTest::newRow("many keys") << 2 << 300 << 97;
    }
    void everyRowGetsWhatTheRulesSay() {
        QFETCH(int, partitions);
        QFETCH(int, keys);
        QFETCH(int, longest);
        const std::vector<Row> rows = manyRows(1500, partitions, keys, 5);
        auto over = OverTimeColumns::create(manyColumns(), *schema());
        VERIFY_OK(over);
        const auto values = valuesOf(*over, rows, static_cast<std::size_t>(longest), 3);
        std::vector<int> there(manyColumns().size());
        for (std::size_t at = 0; at < rows.size(); ++at)
            for (std::size_t i = 0; i < manyColumns().size(); ++i) {
                const double found = values.at({rows[at].partition, rows[at].offset})[i];
                const double wanted = expected(manyColumns()[i], rows, at);
                QVERIFY2(isSame(found, wanted),
                         qPrintable(QStringLiteral("%1, row %2: %3 instead of %4")
                                        .arg(QString::fromStdString(manyColumns()[i].name()))
                                        .arg(at)
                                        .arg(found, 0, 'g', 17)
                                        .arg(wanted, 0, 'g', 17)));
                there[i] += std::isnan(found) ? 0 : 1;
            }
        if (keys < 100)
            for (std::size_t i = 0; i < there.size(); ++i)
                QVERIFY2(there[i] > 300, manyColumns()[i].name().c_str());
    }

    // Only records within reach are remembered: a reader that begins later and reads those back continues
    // with the same bits.
    void whoReadsBackGetsTheSame() {
        const std::vector<OverTime> some =
            columns({"mean(v,5) by @key within 200", "std(v,20s) by @key within 200", "lag(v,2) within 90",
                     "count(w,30s) within 200", "since() by @key within 200"});
        const std::vector<Row> rows = manyRows(2000, 3, 11, 8);
        auto whole = OverTimeColumns::create(some, *schema());
        VERIFY_OK(whole);
        QCOMPARE(whole->within(), std::int64_t(200));
        const auto wanted = valuesOf(*whole, rows, 64, 1);
        for (const std::size_t start : {std::size_t(1), std::size_t(700), std::size_t(1999)}) {
            std::map<int, std::int64_t> starts; // the first offset of each partition that is not read back
            for (std::size_t i = rows.size(); i-- > start;)
                starts[rows[i].partition] = rows[i].offset;
            std::vector<Row> back;
            for (std::size_t i = 0; i < start; ++i)
                if (const auto at = starts.find(rows[i].partition);
                    at != starts.end() && rows[i].offset >= at->second - 200)
                    back.push_back(rows[i]);
            std::ranges::stable_sort(back, {}, &Row::partition); // partitions are read one after the other
            auto later = OverTimeColumns::create(some, *schema());
            VERIFY_OK(later);
            VERIFY_OK(later->remember(batchOf(back)));
            for (const auto& [place, values] : valuesOf(*later, std::span(rows).subspan(start), 17, 2))
                for (std::size_t i = 0; i < values.size(); ++i)
                    QVERIFY2(isSame(values[i], wanted.at(place)[i]), some[i].name().c_str());
        }
    }

    // The rows of a data set with a gap before validation are not in the order of their offsets.
    void withinOneBatchAnyOrderWillDo() {
        const std::vector<Row> rows = manyRows(400, 3, 5, 4);
        auto one = OverTimeColumns::create(manyColumns(), *schema());
        auto two = OverTimeColumns::create(manyColumns(), *schema());
        VERIFY_OK(one);
        VERIFY_OK(two);
        const auto wanted = valuesOf(*one, rows, 1000, 1);
        std::vector<Row> turned(rows.rbegin(), rows.rend());
        auto batch = two->add(batchOf(turned));
        VERIFY_OK(batch);
        for (std::size_t row = 0; row < batch->rows(); ++row)
            for (std::size_t i = 0; i < manyColumns().size(); ++i) {
                const auto& found = batch->column(schema()->fields.size() + i);
                QVERIFY(isSame(found.valid(row) ? found.floats()[row] : kNone,
                               wanted.at({batch->partitions()[row], batch->offsets()[row]})[i]));
            }
        QCOMPARE(batch->offsets()[0], turned[0].offset);
        QCOMPARE(batch->timestampsMs()[0], turned[0].timeMs);
        const auto again = two->add(batchOf(std::span(turned).first(1)));
        QVERIFY(!again);
        QVERIFY(again.error().code == ErrorCode::Mismatch);
    }

    void whatIsMissingIsCountedAndNamed() {
        const std::int64_t t = 1'700'000'000'000;
        const std::vector<Row> rows{{0, 0, t, "a", 1, 1},     {0, 1, t + 5, "b", 1, 1},
                                    {0, 2, t - 9, "a", 1, 1}, {0, 3, t, {}, 1, 1},
                                    {0, 4, -1, "b", 1, 1},    {0, 5, t + 9000, "a", 1, 1}};
        auto over = OverTimeColumns::create(columns({"lag(v,1) by @key", "mean(v,4s) by @key"}), *schema());
        VERIFY_OK(over);
        static_cast<void>(valuesOf(*over, rows, 2, 1));
        QStringList said;
        for (const auto& remark : over->remarks())
            said << QString::fromStdString(remark.column + ": " + remark.text);
        const QStringList wanted{
            "lag(v,1) by @key: no value in 2 of 6 rows: the window is not full, within 100000 offsets of the "
            "partition",
            "lag(v,1) by @key: no value in 1 of 6 rows: there is no @key",
            "mean(v,4s) by @key: no value in 3 of 6 rows: the window is not full, within 100000 offsets of "
            "the "
            "partition",
            "mean(v,4s) by @key: no value in 1 of 6 rows: there is no @key",
            "mean(v,4s) by @key: no value in 1 of 6 rows: there is no time",
            "mean(v,4s) by @key: the time is earlier than that of the record before, of the same @key, in 1 "
            "of "
            "6 "
            "rows: windows in time leave out what is later than their row"};
        QVERIFY2(said == wanted, qPrintable(said.join('\n')));
        over->forgetAll();
        QVERIFY(over->remarks().empty());
    }

    // Ranges of a data set that do not follow on each other.
    void aRangeBeginsAnew() {
        const std::vector<Row> rows{
            {0, 7, 1, {}, 1, 1}, {0, 8, 2, {}, 2, 1}, {0, 20, 3, {}, 3, 1}, {0, 21, 4, {}, 4, 1}};
        auto over = OverTimeColumns::create(columns({"lag(v,1)"}), *schema(),
                                            {{kFirstSource, PartitionId(0), Offset(19)}});
        VERIFY_OK(over);
        const auto values = valuesOf(*over, rows, 1, 1);
        QCOMPARE(values.at({0, 8}).front(), 1.0);
        QVERIFY(std::isnan(values.at({0, 20}).front()));
        QCOMPARE(values.at({0, 21}).front(), 3.0);
    }

    void memoryOfKeysIsBounded() {
        features::KeyWindows windows({.fields = 1, .depth = 3, .within = 1000, .mostKeys = 10});
        const double value = 1.0;
        std::int64_t offset = 0;
        const auto add = [&](const std::string& key) {
            return windows.add({kFirstSource, 0, offset++, 0, key, {&value, 1}}).size(windows.width());
        };
        for (int i = 0; i < 12; ++i)
            add("key" + std::to_string(i));
        QCOMPARE(windows.keys(), std::int64_t(10));
        QCOMPARE(windows.droppedKeys(), std::int64_t(2));
        QCOMPARE(add("key5"), std::size_t(2)); // still known
        QCOMPARE(add("key0"), std::size_t(1)); // forgotten, and key2 with it
        QCOMPARE(add("key5"), std::size_t(3));
        QCOMPARE(add("key5"), std::size_t(3)); // as deep as is needed
        QCOMPARE(windows.droppedKeys(), std::int64_t(3));
        offset += 2000; // out of reach
        add("new");
        QCOMPARE(windows.keys(), std::int64_t(1));
        QCOMPARE(windows.droppedKeys(), std::int64_t(3)); // nobody may look that far
    }
};

QTEST_APPLESS_MAIN(TestOverTime)
#include "test_over_time.moc"
