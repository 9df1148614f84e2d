#include "app/cli/attach_end.h"
#include "app/cli/attach_lines.h"
#include "app/cli/dataset_report.h"
#include "app/cli/drift_options.h"
#include "app/cli/feature_options.h"
#include "app/cli/field_remarks.h"
#include "app/cli/json_printer.h"
#include "app/cli/json_text.h"
#include "app/cli/range_options.h"
#include "app/cli/table.h"
#include "app/cli/text_chart.h"
#include "app/cli/text_layout.h"
#include "app/cli/topic_summary.h"
#include "base/quoted_names.h"
#include "support/fake_connection.h"
#include "support/json_topic.h"
#include "support/result_check.h"
#include "ui/format/nearest_word.h"

#include <clocale>
#include <cmath>

using namespace driftwood;
using namespace driftwood::cli;

namespace {

/// A cluster that shows its topics but denies access to "secret".
class GuardedCluster final : public test::FakeConnection {
  public:
    explicit GuardedCluster(ErrorCode refusal)
        : m_refusal(refusal) {}
    [[nodiscard]] Result<std::vector<broker::Watermarks>> watermarks(const TopicName& topic,
                                                                     broker::Isolation isolation) override {
        ++asked;
        if (topic.value == "secret")
            return fail(m_refusal, "no", topic.value);
        return FakeConnection::watermarks(topic, isolation);
    }
    int asked = 0;

  private:
    ErrorCode m_refusal;
};

std::vector<broker::TopicInfo> namedTopics(const std::vector<std::string>& names) {
    std::vector<broker::TopicInfo> topics;
    for (const auto& name : names)
        topics.push_back({.name = TopicName(name), .partitions = {PartitionId(0)}});
    return topics;
}

} // namespace

class TestCliParts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void jsonPrintedInPiecesIsTheWholeObject() {
        using Json = nlohmann::ordered_json;
        const Json whole = Json::parse(R"({"a": 1, "b": {"c": ["d\n", {"e": {}}]}, "none": [], "many":
            [{"f": 2, "inner": [[1, 2], null], "empty": [], "g": {"h": 3}}, {}, {"f": "\u009b"}], "last": true})");
        QStringList lines;
        JsonPrinter out([&](const QString& text) { lines << text; });
        out.beginObject();
        out.fields({{"a", whole["a"]}, {"b", whole["b"]}});
        out.beginList("none");
        out.end();
        out.beginList("many");
        out.beginObject();
        out.fields({{"f", 2}});
        out.beginList("inner");
        for (const Json& value : whole["many"][0]["inner"])
            out.element(value);
        out.end();
        out.beginList("empty");
        out.end();
        out.fields({{"g", whole["many"][0]["g"]}});
        out.end();
        out.beginObject();
        out.end();
        out.element(whole["many"][2]);
        QVERIFY(lines.size() > 5); // not kept until the end
        out.end();
        out.fields({{"last", true}});
        out.end();
        QCOMPARE(lines.join('\n'), jsonLine(whole, kJsonIndent));
    }

    void everyFieldCanBeNamedAsAFeature() {
        const records::Schema schema{{{"plain", records::FieldType::Float64},
                                      {"with space", records::FieldType::Int64},
                                      {"q\"uote", records::FieldType::Int64},
                                      {"a:b", records::FieldType::Int64},
                                      {"c,d", records::FieldType::Text},
                                      {"x?", records::FieldType::Int64},
                                      {"tick`", records::FieldType::Int64},
                                      {"größe", records::FieldType::Int64}}};
        using features::Transform;
        const auto inputsOf = [&](const std::string& list) {
            FeatureOptions options;
            options.features = splitNames(list);
            options.label = "`a:b`";
            const auto spec = options.resolve(training::Task::Regression, schema);
            return spec ? spec->inputs : std::vector<features::FeatureInput>();
        };
        const std::vector<features::FeatureInput> plain{{"plain"}, {"with space", Transform::MinMax, true}};
        QVERIFY(inputsOf("plain,with space:min-max?") == plain);
        const std::vector<features::FeatureInput> odd{
            {"q\"uote"}, {"a:b"}, {"a:b", Transform::OneHot}, {"x?"}, {"x?", Transform::Standardize, true},
            {"größe"}};
        QVERIFY(inputsOf("q\"uote,a:b,a:b:one-hot,x?,x??,größe") == odd);
        const std::vector<features::FeatureInput> quoted{{"c,d", Transform::OneHot},
                                                         {"a:b", Transform::Passthrough, true},
                                                         {"x?"},
                                                         {"tick`", Transform::MinMax}};
        QVERIFY(inputsOf("`c,d`,`a:b`:passthrough?,`x?`,`tick\\``:min-max") == quoted);
        FeatureOptions options;
        options.label = "`a:b`";
        options.features = {"plain"};
        QCOMPARE(options.resolve(training::Task::Regression, schema)->labelPath, std::string("a:b"));
        options.features = {"plain:wide"};
        VERIFY_FAILS(options.resolve(training::Task::Regression, schema), ErrorCode::InvalidArgument);
    }

    void partitionListsAreKcats() {
        const auto parsed = parsePartitions("20-21,24, 3");
        VERIFY_OK(parsed);
        QCOMPARE(*parsed, (std::vector{PartitionId(3), PartitionId(20), PartitionId(21), PartitionId(24)}));
        for (const char* wrong : {"", "a", "3-1", "1-2-3", "-1", "0-2147483647"})
            VERIFY_FAILS(parsePartitions(wrong), ErrorCode::InvalidArgument);
    }

    void timesInEveryNotation_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("now") << "now" << qint64(1'000'000'000'000);
        QTest::newRow("epoch ms") << "1777645800123" << qint64(1777645800123);
        QTest::newRow("ISO with zone") << "2026-05-01T16:30:00.123+02:00" << qint64(1777645800123);
        QTest::newRow("ISO without zone is UTC") << "2026-05-01T14:30:00" << qint64(1777645800000);
        QTest::newRow("two hours ago") << "-2h" << qint64(1'000'000'000'000 - 7200000);
        QTest::newRow("a day ago") << "-1d" << qint64(1'000'000'000'000 - 86400000);
    }
    void timesInEveryNotation() {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto time = parseTime(text.toStdString(), TimestampMs(1'000'000'000'000));
        VERIFY_OK(time);
        QCOMPARE(time->value, ms);
    }
    void whatIsNoTimeIsRefused() {
        for (const char* wrong : {"", "yesterday", "-2x", "12:30", "-h"})
            VERIFY_FAILS(parseTime(wrong, TimestampMs(0)), ErrorCode::InvalidArgument);
        // Before 1970, and beyond the range of the type.
        for (const char* wrong : {"-300000h", "-99999999999999999h", "-9223372036854775807d"})
            VERIFY_FAILS(parseTime(wrong, TimestampMs(1'000'000'000'000)), ErrorCode::InvalidArgument);
    }

    void barsReachFromZeroToTheHighest() {
        const auto rows = barChart({0, 1, 8, 16}, 2);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0], QString("   █"));
        QCOMPARE(rows[1], QString(" ▁██"));
    }

    void linesAreDrawnBetweenTheirExtremes() {
        const auto rows = lineChart({{{0, 1, 2}, {3, 2, 1}, '*'}}, 40, 3);
        QCOMPARE(rows.size(), 5);
        QVERIFY(rows[0].contains("3 ┤*"));
        QVERIFY(rows[2].endsWith('*'));
        QVERIFY(lineChart({{{0.0}, {std::nan("")}, '*'}}, 40, 3).isEmpty());
        QVERIFY(lineChart({{{0, 1}, {100, 1}, '*'}}, 40, 3).last().contains("(log)"));
    }

    void widthsIgnoreColourAndCountWideScripts() {
        QCOMPARE(displayWidth("\x1b[31mabc\x1b[0m"), 3);
        QCOMPARE(displayWidth("≈ 12"), 4);
        QCOMPARE(displayWidth("温度"), 4);
    }

    void textFromOutsideCannotSteerTheTerminal() {
        QCOMPARE(shown("plain, 温度 and 👩\u200d🔧"), QString("plain, 温度 and 👩\u200d🔧"));
        QCOMPARE(shown("\x1b[2Ja\tb\nc\r\x07"), QString("\\x1b[2Ja\\tb\\nc\\r\\x07"));
        QCOMPARE(shown("\u009b1m\u202egnp"), QString("\\x9b1m\\u202egnp"));
        QVERIFY(!shown(std::string_view("\0\xff", 2)).contains(QChar(0)));
    }

    void aTopicThatTellsNothingDoesNotHideTheOthers() {
        GuardedCluster cluster(ErrorCode::NotAuthorized);
        const auto topics = summariseTopics(cluster, namedTopics({"a", "secret", "z"}));
        QCOMPARE(topics.size(), std::size_t(3));
        QCOMPARE(topics[2].records, std::optional<std::int64_t>(0));
        QVERIFY(!topics[1].records && topics[1].problem && !topics[1].unreachable());
        QVERIFY(toJson(topics[1])["records_estimate"].is_null());
        QVERIFY(toJson(topics[1])["problem"].get<std::string>().find("secret") != std::string::npos);
    }
    void aBrokerThatIsGoneIsWaitedForOnce() {
        GuardedCluster cluster(ErrorCode::Unreachable);
        const auto topics = summariseTopics(cluster, namedTopics({"secret", "a", "z"}));
        QCOMPARE(cluster.asked, 1);
        QVERIFY(topics[2].unreachable());
    }

    void tablesFitWhereLinesAreLimited() {
        Table table({{"NAME", false, Table::Fit::Cut}, {"N", true}, {"EXTRA", false, Table::Fit::LeaveOut}});
        table.add({"a name that is much too long", "12", "something"});
        QCOMPARE(table.lines({})[1], QString("a name that is much too long  12  something"));
        QCOMPARE(table.lines(32)[1], QString("a name that is much too long  12"));
        QCOMPARE(table.lines(20), (QStringList{"NAME               N", "a name that is …  12"}));
    }
    void aColumnThatIsCutFirstLeavesTheOthersTheirRoom() {
        Table table(
            {{"N", true}, {"MEAN", true, Table::Fit::LeaveOut}, {"VALUES", false, Table::Fit::CutFirst}});
        table.add({"12", "0.5", QString(100, 'x')});
        QCOMPARE(table.lines(60)[1], "12   0.5  " + QString(49, 'x') + "…");
        QCOMPARE(table.lines(30)[1], "12   0.5  " + QString(19, 'x') + "…");
        QCOMPARE(table.lines(24)[1], "12  " + QString(19, 'x') + "…"); // not shortened further to keep it
        QCOMPARE(table.lines(20)[1], "12  " + QString(15, 'x') + "…");
    }
    void aReversedRangeIsSaidToBeOne() {
        GuardedCluster cluster(ErrorCode::Unreachable);
        const auto refusal = [&](const RangeOptions& options) {
            const auto ranges = options.resolve(cluster, TopicName("t"), broker::Isolation::ReadCommitted);
            return ranges ? std::string() : ranges.error().what;
        };
        RangeOptions times;
        times.from = "2026-05-02T00:00Z";
        times.to = "2026-05-01T00:00Z";
        QCOMPARE(refusal(times),
                 std::string("the range is reversed: it begins at 2026-05-02T00:00Z and ends at "
                             "2026-05-01T00:00Z"));
        RangeOptions marked;
        marked.begin = "s@-1h";
        marked.to = "-2h";
        QVERIFY(refusal(marked).starts_with("the range is reversed"));
        RangeOptions offsets;
        offsets.begin = "20";
        offsets.end = "10";
        QVERIFY(refusal(offsets).starts_with("the range is reversed: it begins at 20"));
        QCOMPARE(cluster.asked, 0); // this requires no query
        offsets.begin = "-20";
        QVERIFY(!refusal(offsets).starts_with("the range is reversed"));
    }
    void aRangeThatHoldsLessThanAskedForSaysWhy() {
        const auto topics = test::JsonTopic::start();
        VERIFY_OK(topics);
        const TopicName timeless("timeless");
        VERIFY_OK(topics->broker->createTopic(timeless, 1));
        VERIFY_OK(topics->write(timeless, {{.time = -1, .value = "{}"}, {.time = -1, .value = "{}"}}));
        const TopicName few("few");
        VERIFY_OK(topics->makeNumbered(few, 1, 5));
        const auto resolve = [&](const RangeOptions& options, const TopicName& topic) {
            return options.resolve(*topics->connection, topic, broker::Isolation::ReadCommitted);
        };
        RangeOptions byTime;
        byTime.from = "2026-05-01T12:00Z";
        const auto none = resolve(byTime, timeless);
        VERIFY_FAILS(none, ErrorCode::NotFound);
        QCOMPARE(none.error().what,
                 std::string("the topic's records carry no time, so that none lies in the span"));
        QVERIFY(none.error().hint.find("--offset") != std::string::npos);
        byTime.from = "2030-05-01T12:00Z";
        const auto later = resolve(byTime, few);
        VERIFY_FAILS(later, ErrorCode::NotFound);
        QVERIFY(later.error().hint.find("driftwood-cli timeline") != std::string::npos);
        RangeOptions beyond;
        beyond.end = "50";
        const auto refused = resolve(beyond, few);
        VERIFY_FAILS(refused, ErrorCode::NotFound);
        QCOMPARE(refused.error().what, std::string("the log ends at 5, before offset 50"));
        QVERIFY(refused.error().hint.find("--end-offset end") != std::string::npos);
        RangeOptions last;
        last.begin = "-50";
        const auto all = resolve(last, few);
        VERIFY_OK(all);
        QCOMPARE(all->span(), 5);
    }

    void textIsCutAndBrokenByColumns() {
        QCOMPARE(elided("温度と湿度", 7), QString("温度と…"));
        QCOMPARE(elided("\x1b[31mabcdef\x1b[0m", 4), QString("\x1b[31mabc…\x1b[0m"));
        QCOMPARE(wrapped("one two three", 7), (QStringList{"one two", "three"}));
        QCOMPARE(wrapped("one   two", 5), (QStringList{"one", "two"}));
        QCOMPARE(wrapped("  x   y", 20), (QStringList{"  x   y"}));
        QCOMPARE(wrapped("aVeryLongWord b", 5), (QStringList{"aVeryLongWord", "b"}));
        QCOMPARE(shownPosition({PartitionId(2), Offset(4301118)}), QString("P2 @ 4301118"));
        QCOMPARE(counted(1, "record"), QString("1 record"));
        QCOMPARE(counted(1200, "record"), QString("1,200 records"));
    }
    void aFrequentValueIsNotAsLongAsItsRecord() {
        const auto schema = std::make_shared<const records::Schema>(
            records::Schema{{{"note", records::FieldType::Text}, {"n", records::FieldType::Int64}}});
        dataset::LoadedDataset data{dataset::Manifest(), records::RecordBatch(schema)};
        for (int i = 0; i < 3; ++i) {
            data.rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(1777636800000 + i), nullptr);
            data.rows.column(0).appendText(std::string(100'000, 'w'));
            data.rows.column(1).appendInt(i);
        }
        data.manifest.decoder.schema = *schema;
        data.trainRows = data.validationBegin = 3;
        const auto json = datasetJson(data);
        const auto value = json.at("fields").at(0).at("top_values").at(0);
        QCOMPARE(value.at("value").get<std::string>(), std::string(200, 'w') + "…");
        QCOMPARE(value.at("count").get<int>(), 3);
        QVERIFY(json.dump().size() < 10'000);
    }

    void whatAnAttachmentCountsOnlyGrows() {
        AttachLines lines(false);
        QVERIFY(!lines.hasBegun());
        monitoring::AttachUpdate update;
        update.monitorId = 3;
        update.scored = 10;
        update.anomalous = 1;
        update.undecodable = 2;
        update.notFitting = 4;
        update.unpublished = {{{PartitionId(0), Offset(7)}, "too large"}};
        QCOMPARE(lines.of({update, update}).back().at("undecodable").get<int>(), 4);
        monitoring::AttachUpdate idle;
        idle.monitorId = 3;
        idle.scored = 20;
        const auto later = lines.of({idle}).back();
        QCOMPARE(later.at("event").get<std::string>(), std::string("update"));
        QCOMPARE(later.at("scored").get<int>(), 20);
        QCOMPARE(later.at("anomalous").get<int>(), 2);
        QCOMPARE(later.at("undecodable").get<int>(), 4);
        QCOMPARE(later.at("not_fitting").get<int>(), 8);
        QCOMPARE(later.at("unpublished").get<int>(), 2);
        QVERIFY(lines.hasBegun());
        const auto end = lines.end(Error{ErrorCode::NoSpace, "the disk is full", "here", {}});
        QCOMPARE(end.at("event").get<std::string>(), std::string("end"));
        QCOMPARE(end.at("scored").get<int>(), 20);
        QCOMPARE(end.at("monitor").get<int>(), 3);
        QCOMPARE(end.at("error").at("code").get<std::string>(), std::string("no-space"));
        QVERIFY(end.at("committed").is_null());
    }

    void whatADeadLettersTopicHasIsSummedUp() {
        monitoring::AttachOutcome outcome;
        outcome.monitorId = 7;
        outcome.unpublished = 3;
        const auto said = [&](std::int64_t neither, const char* letters) {
            outcome.reachedNeither = neither;
            return unpublishedText(outcome, "out", letters);
        };
        const QString begin =
            "3 records: out refused their predictions; monitors 7 lists them with the reasons";
        QCOMPARE(said(0, "dead"), begin + ", and dead has all of them");
        QCOMPARE(said(1, "dead"), begin + ", and dead has 2 of them");
        QCOMPARE(said(3, "dead"), begin + ", and dead has none of them");
        QVERIFY(said(3, "").startsWith(begin + ". They are not scored again"));
    }

    // Without the mark two different keys would look equal.
    void aByteOrderMarkIsShown() {
        QCOMPARE(shown("\xEF\xBB\xBFk"), QString("\\ufeffk"));
        QCOMPARE(shown("k"), QString("k"));
        QCOMPARE(jsonLine({{"key", "\xEF\xBB\xBFk"}}), QString("{\"key\":\"\\ufeffk\"}"));
    }

    void anAttachmentsExitCodeIsItsWorstNews() {
        monitoring::AttachOutcome outcome;
        outcome.end = monitoring::AttachEnd::TimeLimit;
        QCOMPARE(exitCode(outcome, {}), kOk);
        QCOMPARE(exitCode(outcome, {.known = 1}), kKnownDrift);
        QCOMPARE(exitCode(outcome, {.raised = 1, .known = 1}), kFoundDrift);
        outcome.unpublished = 2; // the dead-letter topic has them
        QCOMPARE(exitCode(outcome, {}), kOk);
        outcome.reachedNeither = 1;
        QCOMPARE(exitCode(outcome, {.raised = 1}), kUnpublished);
        outcome.end = monitoring::AttachEnd::StoppedByUser;
        QCOMPARE(exitCode(outcome, {.raised = 1}), kStopped);
    }

    void whatAnErrorRepeatsIsCut() {
        const std::string typed(40'000, 'x');
        const auto json = errorJson(Error{ErrorCode::InvalidArgument, typed, typed, typed});
        QVERIFY(json.dump().size() < 7000);
    }

    void anAlarmIsNewsWhenItOpensGetsWorseAndIsCleared() {
        AttachLines lines(false);
        monitoring::AttachUpdate first;
        first.monitorId = 1;
        first.openBefore = {"old"};
        static_cast<void>(lines.of({first}));
        const auto states = [&](const char* id, double value, bool cleared = false, int monitor = 1) {
            monitoring::AttachUpdate update;
            update.monitorId = monitor;
            drift::Alarm alarm;
            alarm.id = id;
            alarm.value = value;
            if (cleared)
                alarm.clearedAt = TimestampMs(5);
            update.alarms = {alarm};
            std::vector<std::string> told;
            for (const auto& line : lines.of({update}))
                if (line.at("event") == "alarm")
                    told.push_back(line.at("state").get<std::string>());
            return told;
        };
        using Told = std::vector<std::string>;
        QVERIFY(states("new", 0.3) == Told{"opened"});
        QVERIFY(states("new", 0.3) == Told{}); // another window with the same value
        QVERIFY(states("new", 0.4) == Told{"changed"});
        QVERIFY(states("new", 0.4, true) == Told{"cleared"});
        QVERIFY(states("old", 0.3) == Told{"changed"});
        QVERIFY(states("old", 0.3) == Told{});
        QVERIFY(states("old", 0.3, false, 2) == Told{"opened"}); // of the monitor that was promoted
    }

    // After a promotion each alarm names its monitor, and those of the monitor before are listed too.
    void theAlarmsOfEachMonitorAreListedAtTheEnd() {
        monitoring::AttachOutcome outcome;
        outcome.monitorId = 2;
        drift::Alarm alarm;
        alarm.id = "same";
        outcome.monitors = {{1, {}, {alarm}}, {2, {"same"}, {alarm}}};
        const auto end = AttachLines(false).end(outcome);
        QCOMPARE(end.at("alarms").size(), std::size_t(2));
        for (const int i : {0, 1}) {
            QCOMPARE(end.at("alarms").at(i).at("monitor").get<int>(), i + 1);
            QCOMPARE(end.at("alarms").at(i).at("open_before").get<bool>(), i == 1);
        }
    }

    void onlyWhatIsNotTheDefaultIsSaidOfADriftConfig() {
        QVERIFY(DriftOptions::wordsFor({}).empty());
        drift::DriftConfig config;
        config.windowRecords = 500;
        config.minimumRecords = 100; // a fifth, as without the option
        config.pValueThreshold = 0.0001;
        config.raiseAfter = 4;
        QVERIFY((DriftOptions::wordsFor(config) ==
                 std::vector<std::string>{"--window", "500", "--p-value", "0.0001", "--raise-after", "4"}));
        config.minimumRecords = 99;
        QCOMPARE(DriftOptions::wordsFor(config).at(3), std::string("99"));
    }

    void theNearestWordIsFoundOrNone() {
        QCOMPARE(ui::nearestWord("modles", {"models", "runs"}), std::optional<std::string>("models"));
        QCOMPARE(ui::nearestWord("run", {"models", "runs"}), std::optional<std::string>("runs"));
        QVERIFY(!ui::nearestWord("zzz", {"models", "runs"}));
    }

    void progressBarsAreHonest() {
        QVERIFY(progressBar(0, 10, 10).startsWith("░"));
        QVERIFY(progressBar(10, 10, 10).contains("100 %"));
        QVERIFY(progressBar(999, 1000, 10).contains("99 %"));
        QVERIFY(progressBar(5, 0, 10).isEmpty());
    }

    void fieldsOfWhichTheSameIsToBeSaidAreOneLine() {
        std::vector<model::LeftOutField> fields;
        for (int i = 0; i < 3004; ++i)
            fields.push_back({"f" + std::to_string(i), "it has one value only"});
        fields.insert(fields.begin() + 2, {"id", "it only grows"});
        QCOMPARE(remarkLines(remarksOf(fields)),
                 (QStringList{"3,004 fields: it has one value only: f0, f1, f2, f3, f4 and 2,999 more",
                              "id: it only grows"}));
        fields.resize(4); // f0, f1, id, f2
        QCOMPARE(remarkLines(remarksOf(fields)),
                 (QStringList{"f0: it has one value only", "f1: it has one value only", "id: it only grows",
                              "f2: it has one value only"}));
    }
};

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    QCoreApplication application(argc, argv);
    TestCliParts test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_cli_parts.moc"
