#include "session/group_watch.h"

#include <QtTest>

using namespace driftwood;

namespace {

/// A group whose positions the test moves.
struct Group {
    std::vector<broker::GroupPosition> positions;
    bool away = false;
};

class Observer final : public broker::GroupObserver {
  public:
    explicit Observer(const Group& group)
        : m_group(group) {}
    [[nodiscard]] Result<std::vector<broker::GroupPosition>> positions() override {
        if (m_group.away)
            return fail(ErrorCode::Unreachable, "away");
        return m_group.positions;
    }

  private:
    const Group& m_group;
};

broker::GroupPosition at(int partition, std::int64_t offset, std::string committer = broker::committerId()) {
    return {{PartitionId(partition), Offset(offset)}, std::move(committer)};
}

} // namespace

class TestGroupWatch : public QObject {
    Q_OBJECT

  private:
    Group m_group;
    session::GroupWatch watch() { return session::GroupWatch(std::make_unique<Observer>(m_group)); }

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
    void aBrokerThatIsAwayTellsNothing() {
        auto group = watch();
        QVERIFY(!group.othersCommitted());
        m_group.away = true;
        QVERIFY(!group.othersCommitted());
    }
};

QTEST_GUILESS_MAIN(TestGroupWatch)
#include "test_group_watch.moc"
