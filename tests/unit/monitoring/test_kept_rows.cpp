#include "monitoring/left_out_rows.h"
#include "monitoring/undecodable_rows.h"
#include "monitoring/unpublished_rows.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::monitoring;
using broker::OffsetRange;

/// The records that a monitor did not score or publish, as the workspace stores them.
class TestKeptRows : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::int64_t m_monitor = 0;

    static OffsetRange range(int partition, std::int64_t begin, std::int64_t end) {
        return {PartitionId(partition), Offset(begin), Offset(end)};
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = workspace::Workspace::open(m_folder->path().toStdString());
        VERIFY_OK(opened);
        m_workspace = std::move(*opened);
        const auto added = m_workspace->addMonitor({});
        VERIFY_OK(added);
        m_monitor = *added;
    }

    void whatRetentionTookIsKeptAndMerged() {
        QVERIFY(LeftOutRows(*m_workspace, m_monitor).load()->empty());
        {
            LeftOutRows first(*m_workspace, m_monitor);
            VERIFY_OK(first.add({range(1, 5, 9), range(0, 0, 10)}));
            VERIFY_OK(first.add({range(0, 10, 20)}));
        }
        LeftOutRows second(*m_workspace, m_monitor); // another session; it may report them again
        VERIFY_OK(second.add({range(0, 15, 20), range(0, 30, 31)}));
        VERIFY_OK(second.add({}));
        const auto kept = second.load();
        VERIFY_OK(kept);
        QVERIFY((*kept == std::vector{range(0, 0, 20), range(0, 30, 31), range(1, 5, 9)}));
    }

    void aDamagedRowIsNamed() {
        // The file's text of a range, as a damaged one would be.
        const workspace::HistoryKind<std::string> raw{
            "left_out", [](const std::string& text) { return text; },
            [](const std::string& text, const std::string&) { return Result<std::string>(text); }};
        VERIFY_OK(LeftOutRows(*m_workspace, m_monitor).add({range(2, 5, 9)}));
        QCOMPARE(m_workspace->history(m_monitor, raw)->front().value,
                 std::string(R"({"begin":5,"end":9,"partition":2})"));
        for (const char* damaged : {"7", "{", R"({"partition":"two","begin":5,"end":9})"}) {
            VERIFY_OK(m_workspace->replaceHistory(m_monitor, raw, {{3, std::string(damaged)}}));
            const auto read = LeftOutRows(*m_workspace, m_monitor).load();
            VERIFY_FAILS(read, ErrorCode::CorruptData);
            QCOMPARE(read.error().where, "monitor " + std::to_string(m_monitor) + ", left_out of 3");
        }
    }

    void undecodableRecordsAreCountedByReason() {
        const auto failure = [](int partition, std::int64_t offset, const std::string& reason) {
            return decoder::DecodeFailure{{PartitionId(partition), Offset(offset)}, reason};
        };
        QVERIFY(UndecodableRows(*m_workspace, m_monitor).load()->empty());
        {
            UndecodableRows first(*m_workspace, m_monitor);
            VERIFY_OK(first.add({failure(1, 5, "cut"), failure(0, 3, "cut"), failure(0, 4, "not JSON")}));
            VERIFY_OK(first.add({}));
            VERIFY_OK(first.add({failure(0, 9, "cut")}));
        }
        UndecodableRows second(*m_workspace, m_monitor); // after it was killed, the last ones come again
        VERIFY_OK(second.add({failure(0, 4, "not JSON"), failure(0, 9, "cut"), failure(0, 10, "cut")}));
        const auto kept = second.load();
        VERIFY_OK(kept);
        const std::vector<UndecodableRecords> expected{{PartitionId(0), "cut", 3, Offset(3), Offset(10)},
                                                       {PartitionId(0), "not JSON", 1, Offset(4), Offset(4)},
                                                       {PartitionId(1), "cut", 1, Offset(5), Offset(5)}};
        QVERIFY(*kept == expected);
    }

    /// However many reasons there are, the list stays short and its counts are whole.
    void furtherReasonsAreCountedTogether() {
        UndecodableRows rows(*m_workspace, m_monitor);
        std::vector<decoder::DecodeFailure> failures;
        const auto all = static_cast<std::int64_t>(UndecodableRows::kMostKept) + 100;
        for (std::int64_t i = 0; i < all; ++i)
            failures.push_back({{PartitionId(0), Offset(i)}, "at byte " + std::to_string(i)});
        VERIFY_OK(rows.add(failures));
        const auto kept = rows.load();
        VERIFY_OK(kept);
        QCOMPARE(kept->size(), UndecodableRows::kMostKept + 1);
        QCOMPARE(kept->back().reason, std::string("other reasons"));
        QCOMPARE(kept->back().count, std::int64_t(100));
        QCOMPARE(kept->back().last.value, all - 1);
    }

    void bothKindsStandBesideEachOther() {
        const std::vector<scoring::UnpublishedRecord> refused{
            {{PartitionId(0), Offset(7)}, "too large", false}, {{PartitionId(0), Offset(8)}, "a time", true}};
        VERIFY_OK(UnpublishedRows(*m_workspace, m_monitor).add(refused));
        VERIFY_OK(LeftOutRows(*m_workspace, m_monitor).add({range(0, 0, 7)}));
        const auto unpublished = UnpublishedRows(*m_workspace, m_monitor).load();
        VERIFY_OK(unpublished);
        QVERIFY(*unpublished == refused);
        QCOMPARE(LeftOutRows(*m_workspace, m_monitor).load()->size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestKeptRows)
#include "test_kept_rows.moc"
