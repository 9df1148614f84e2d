#include "monitoring/group_watch.h"

#include <QtTest>

#include <functional>

using namespace driftwood;
using namespace std::chrono_literals;

namespace {

/// A group whose positions the test changes.
struct Group {
    std::vector<broker::GroupPosition> positions;
    std::vector<broker::GroupMember> members;
    bool away = false;
    int looks = 0;
    std::function<void(int)> beforeLook; ///< changes the group as time passes
};

class Observer final : public broker::GroupObserver {
  public:
    explicit Observer(Group& group)
        : m_group(group) {}
    [[nodiscard]] Result<std::vector<broker::GroupPosition>> positions(std::chrono::milliseconds,
                                                                       const std::stop_token&) override {
        if (m_group.away)
            return fail(ErrorCode::Unreachable, "away");
        if (m_group.beforeLook)
            m_group.beforeLook(m_group.looks++);
        return m_group.positions;
    }
    [[nodiscard]] std::vector<broker::GroupMember> members() override {
        return m_group.away ? std::vector<broker::GroupMember>() : m_group.members;
    }

  private:
    Group& m_group;
};

broker::GroupPosition at(int partition, std::int64_t offset, std::string committer = broker::committerId()) {
    return {{PartitionId(partition), Offset(offset)}, std::move(committer), {}};
}

} // namespace

class TestGroupWatch : public QObject {
    Q_OBJECT

  private:
    Group m_group;
    monitoring::GroupWatch watch() { return monitoring::GroupWatch(std::make_unique<Observer>(m_group)); }

  private Q_SLOTS:
    void init() { m_group = {}; }

    void whatWasThereBeforeIsNobodysDoing() {
        m_group.positions = {at(0, 500, "another")};
        auto group = watch();
        QVERIFY(!group.othersCommitted());
        QVERIFY(!group.othersCommitted());
    }
    void ourOwnCommitsAreOurs() {
        auto group = watch();
        QVERIFY(!group.othersCommitted());
        m_group.positions = {at(0, 10), at(1, 20)};
        QVERIFY(!group.othersCommitted());
        m_group.positions = {at(0, 11), at(1, 20)};
        QVERIFY(!group.othersCommitted());
    }
    void whatAnotherProcessCommitsIsNoticedOnceEach() {
        m_group.positions = {at(0, 10), at(1, 20)};
        auto group = watch();
        QVERIFY(!group.othersCommitted());
        m_group.positions[1] = at(1, 25, "another");
        QVERIFY(group.othersCommitted());
        QVERIFY2(!group.othersCommitted(), "nobody has committed again");
        m_group.positions[0] = at(0, 10, ""); // the same place, by a program without an id
        QVERIFY(group.othersCommitted());
    }
    // Before the first record: there is no wait if no other process can be in the group.
    void aGroupThatNobodyIsAtIsFreeAtOnce() {
        for (const auto& position :
             {at(0, 10), broker::GroupPosition{{PartitionId(0), Offset(10)}, "driftwood-1-a", "ended"}}) {
            m_group = {};
            m_group.positions = {position};
            const auto use = watch().useBefore(10min, {});
            QVERIFY(!use.committed && use.members.empty());
        }
    }
    void anAttachmentElsewhereIsNoticedBeforeTheFirstRecord() {
        m_group.positions = {{{PartitionId(0), Offset(10)}, "driftwood-1-a", "1000"}};
        m_group.beforeLook = [this](int look) {
            if (look == 3) // an idle process: commits the same position again
                m_group.positions[0].note = "2000";
        };
        const auto use = watch().useBefore(10min, {});
        QVERIFY(use.committed);
        QCOMPARE(m_group.looks, 4);
    }
    void oneThatWasKilledIsWaitedForOnlySoLong() {
        m_group.positions = {{{PartitionId(0), Offset(10)}, "driftwood-1-a", "1000"}};
        m_group.beforeLook = [](int) {}; // the checks are counted
        const auto use = watch().useBefore(300ms, {});
        QVERIFY(!use.committed);
        QVERIFY(m_group.looks >= 2);
    }
    void membersAreTold() {
        m_group.members = {{"consumer-1", "/10.0.0.1", {}}};
        const auto use = watch().useBefore(10min, {});
        QCOMPARE(use.members.size(), std::size_t(1));
    }
    void whatACommitSaysIsTakenApart() {
        const Position place{PartitionId(2), Offset(7)};
        const auto working = broker::groupPosition(place, broker::commitMetadata(broker::Presence::Working));
        QCOMPARE(working.committer, broker::committerId());
        QVERIFY(!working.note.empty() && !working.ended());
        const auto ended = broker::groupPosition(place, broker::commitMetadata(broker::Presence::Ended));
        QCOMPARE(ended.committer, broker::committerId());
        QVERIFY(ended.ended());
        const auto foreign = broker::groupPosition(place, "kept by somebody ended");
        QCOMPARE(foreign.committer, std::string("kept by somebody ended"));
        QVERIFY(!foreign.ended());
    }

    void aBrokerThatIsAwayTellsNothing() {
        auto group = watch();
        QVERIFY(!group.othersCommitted());
        m_group.away = true;
        QVERIFY(!group.othersCommitted());
    }
};

QTEST_GUILESS_MAIN(TestGroupWatch)
#include "test_group_watch.moc"
