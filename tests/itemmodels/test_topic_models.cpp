#include "ui/itemmodels/topics/consumer_group_item_model.h"
#include "ui/itemmodels/topics/setting_words.h"
#include "ui/itemmodels/topics/topic_setting_item_model.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

// Item models of a topic's properties besides its records.

namespace driftwood::ui {

using broker::ConsumerGroup;
using broker::TopicSetting;
using Mode = QAbstractItemModelTester::FailureReportingMode;
using Source = TopicSetting::Source;

namespace {

ConsumerGroup group(const std::string& name, const std::vector<std::int64_t>& committed,
                    std::int64_t end = 100) {
    ConsumerGroup made{name, broker::GroupState::Empty, std::vector<broker::GroupMember>(), {}};
    for (std::size_t p = 0; p < committed.size(); ++p)
        made.partitions.push_back(
            {PartitionId(static_cast<std::int32_t>(p)), Offset(committed[p]), Offset(end)});
    return made;
}

TopicSetting setting(const std::string& name, const std::string& value, Source source = Source::Default) {
    return {name, value, std::nullopt, source, false};
}

/// The display text with "_" for the narrow space before a unit.
QString words(const TopicSetting& of, const std::vector<TopicSetting>& all = {}) {
    return settingInWords(of, all).replace(QChar(0x202F), '_');
}

} // namespace

class TestTopicModels : public QObject {
    Q_OBJECT

    static QString text(const QAbstractItemModel& model, int column, const QModelIndex& row) {
        return model.index(row.row(), column, row.parent()).data().toString();
    }

  private Q_SLOTS:
    void aGroupSaysHowFarItIsBehindInSumAndByPartition() {
        ConsumerGroupItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        ConsumerGroup stable = group("b", {40, 100});
        stable.state = broker::GroupState::Stable;
        stable.members = std::vector{broker::GroupMember{"reader", "10.0.0.7", {PartitionId(1)}}};
        model.setGroups({group("a", {100}), stable});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex top = model.indexOf("b");
        QCOMPARE(text(model, ConsumerGroupItemModel::State, top), QStringLiteral("Stable"));
        QCOMPARE(text(model, ConsumerGroupItemModel::Members, top), QStringLiteral("1"));
        QCOMPARE(text(model, ConsumerGroupItemModel::Lag, top), QStringLiteral("60"));
        QCOMPARE(model.rowCount(top), 2);
        const QModelIndex first = model.indexOf("b", 0);
        QCOMPARE(text(model, ConsumerGroupItemModel::Committed, first), QStringLiteral("40"));
        QCOMPARE(text(model, ConsumerGroupItemModel::End, first), QStringLiteral("100"));
        QVERIFY(!model.index(0, ConsumerGroupItemModel::Members, top).data().isValid()); // P0 has no member
        QCOMPARE(text(model, ConsumerGroupItemModel::Members, model.indexOf("b", 1)),
                 QStringLiteral("reader @ 10.0.0.7"));
        QVERIFY(model.progressAt(top) == nullptr);
        QCOMPARE(model.progressAt(first)->committed, Offset(40));
    }

    void whatTheBrokerDoesNotTellIsNotSaidToBeNothing() {
        ConsumerGroupItemModel model;
        ConsumerGroup untold = group("a", {1});
        untold.members = std::nullopt;
        model.setGroups({untold});
        const QModelIndex members = model.index(0, ConsumerGroupItemModel::Members);
        QVERIFY(!members.data().isValid());
        QVERIFY(!members.data(Qt::ToolTipRole).toString().isEmpty());
    }

    void aGroupAheadOfTheEndHasNoLag() {
        ConsumerGroupItemModel model;
        model.setGroups({group("a", {120, 90})});
        QCOMPARE(text(model, ConsumerGroupItemModel::Lag, model.index(0, 0)), QStringLiteral("10"));
    }

    void newFiguresKeepTheRowsAndNewGroupsMakeThem() {
        ConsumerGroupItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setGroups({group("a", {1, 2}), group("b", {3})});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        const QPersistentModelIndex kept = model.indexOf("a", 1);
        model.setGroups({group("a", {1, 50}), group("b", {3})});
        QCOMPARE(resets.size(), 0);
        QVERIFY(changes.size() > 0);
        QCOMPARE(text(model, ConsumerGroupItemModel::Committed, kept), QStringLiteral("50"));
        model.setGroups({group("a", {1, 50}), group("b", {3, 4})});
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(model.indexOf("b")), 2);
        model.setGroups({});
        QCOMPARE(model.rowCount(), 0);
    }

    void settingsThatADataSetRestsOnComeFirstInTheirOwnOrder() {
        TopicSettingItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setSettings({setting("cleanup.policy", "delete"), setting("file.delete.delay.ms", "60000"),
                           setting("retention.ms", "604800000"),
                           setting("unclean.leader.election", "false")});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex first = model.index(0, 0);
        QCOMPARE(model.rowCount(first), 2);
        QCOMPARE(model.index(0, 0, first).data().toString(), QStringLiteral("cleanup.policy"));
        QCOMPARE(model.index(1, 0, first).data().toString(), QStringLiteral("retention.ms"));
        QCOMPARE(model.rowCount(model.index(1, 0)), 2);
        QVERIFY(!(first.flags() & Qt::ItemIsSelectable));
        QCOMPARE(model.shown(), 4);
    }

    void aFilterLooksAtNamesAndValues() {
        TopicSettingItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setSettings({setting("cleanup.policy", "compact"), setting("flush.ms", "1"),
                           setting("retention.ms", "1000", Source::Topic)});
        model.setFilter("RETENTION");
        QCOMPARE(model.shown(), 1);
        QVERIFY(model.indexOf("retention.ms").isValid());
        QVERIFY(!model.indexOf("flush.ms").isValid());
        model.setFilter("compact");
        QCOMPARE(model.shown(), 1);
        model.setFilter("no such");
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        model.setOnlyTopics(true);
        QCOMPARE(model.shown(), 1);
        QCOMPARE(model.total(), 3);
        QVERIFY(model.indexOf("retention.ms").isValid());
    }

    void whereASettingComesFromIsSaid() {
        TopicSettingItemModel model;
        TopicSetting set = setting("retention.ms", "1000", Source::Topic);
        set.otherwise = "604800000";
        TopicSetting secret{"some.secret", std::nullopt, std::nullopt, Source::Broker, true};
        model.setSettings({set, secret});
        const auto at = [&](const char* name, int column) {
            return text(model, column, model.indexOf(name));
        };
        QCOMPARE(at("retention.ms", TopicSettingItemModel::Source),
                 QStringLiteral("set on the topic, else 604800000"));
        QCOMPARE(at("some.secret", TopicSettingItemModel::Value), QStringLiteral("hidden"));
        QCOMPARE(at("some.secret", TopicSettingItemModel::Source), QStringLiteral("broker's configuration"));
        QVERIFY(model.settingAt(model.index(0, 0)) == nullptr);
    }

    void valuesAreSaidInWords_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* value, const char* said,
                            const char* policy = "delete") {
            QTest::addRow("%s=%s, %s", name, value, policy) << name << value << policy << said;
        };
        row("retention.ms", "604800000", "kept for 7_d");
        row("retention.ms", "86400000", "kept for 24_h");
        row("retention.ms", "-1", "no limit");
        row("retention.ms", "604800000", "nothing expires: the policy only compacts", "compact");
        row("retention.ms", "604800000", "kept for 7_d", "compact,delete");
        row("retention.bytes", "1073741824", "at most 1.0_GiB a partition");
        row("retention.bytes", "-1", "no limit");
        row("segment.ms", "90000", "90_s");
        row("segment.ms", "5400000", "90_min");
        row("max.message.bytes", "1048588", "1.0_MiB");
        row("cleanup.policy", "delete", "old records expire by age or size");
        row("cleanup.policy", "compact", "each key keeps only its newest record");
        row("cleanup.policy", "compact,delete", "old records expire; each key keeps its newest");
        row("compression.type", "producer", "as the producer sent it");
        row("compression.type", "zstd", "");
        row("message.timestamp.type", "CreateTime", "the time the producer gave");
        row("message.timestamp.type", "LogAppendTime", "the time the broker wrote it");
        row("flush.messages", "9223372036854775807", "no limit");
        row("local.retention.ms", "-2", "");
        row("preallocate", "false", "");
    }
    void valuesAreSaidInWords() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, policy);
        QTEST(words(setting(name.toStdString(), value.toStdString()),
                    {setting("cleanup.policy", policy.toStdString())}),
              "words");
    }

    void theRetentionOfATopicIsAFactOfOneWord() {
        const auto figure = [](std::vector<TopicSetting> settings) {
            return retentionFigure(settings).replace(QChar(0x202F), '_');
        };
        QCOMPARE(figure({setting("cleanup.policy", "delete"), setting("retention.ms", "86400000")}),
                 QStringLiteral("24_h"));
        QCOMPARE(figure({setting("cleanup.policy", "compact"), setting("retention.ms", "86400000")}),
                 QStringLiteral("no limit"));
        QCOMPARE(figure({setting("cleanup.policy", "delete"), setting("retention.ms", "-1")}),
                 QStringLiteral("no limit"));
        QCOMPARE(figure({}), QString());
    }
};

} // namespace driftwood::ui

QTEST_MAIN(driftwood::ui::TestTopicModels)
#include "test_topic_models.moc"
