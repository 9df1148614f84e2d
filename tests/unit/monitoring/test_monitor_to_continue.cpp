#include "drift/drift_json.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/replacement.h"
#include "support/result_check.h"
#include "workspace/activity_lock.h"

#include <QTemporaryDir>
#include <QtTest>
#include <functional>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::monitoring;

class TestMonitorToContinue : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<workspace::Workspace> m_workspace;
    AttachRequest m_request;

    /// Adds a monitor from an earlier session of the same attachment.
    std::int64_t addEarlier(const std::string& group = "scorers") {
        workspace::MonitorRow row;
        row.modelId = m_request.modelId;
        row.sourceTopic = m_request.attachment.source.value;
        row.targetTopic = m_request.attachment.target.value;
        row.group = group;
        row.profileName = m_request.profileName;
        row.drift = m_request.drift;
        return *m_workspace->addMonitor(row);
    }
    std::int64_t found(const AttachRequest& request) {
        const auto monitor = monitorToContinue(*m_workspace, request);
        return monitor && *monitor ? (*monitor)->id : 0;
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = workspace::Workspace::open(m_folder->path().toStdString());
        VERIFY_OK(opened);
        m_workspace = std::move(*opened);
        m_request.modelId = "abcd1234";
        m_request.profileName = "plant";
        m_request.attachment.source = TopicName("plant.machines");
        m_request.attachment.target = TopicName("plant.predictions");
        m_request.attachment.group = "scorers";
    }

    void theFirstSittingIsNew() { QCOMPARE(found(m_request), std::int64_t{0}); }

    void theNewestOfTheSameKindIsGoneOnWith() {
        addEarlier();
        const auto second = addEarlier();
        addEarlier("others");
        QCOMPARE(found(m_request), second);
    }

    void whatDiffersIsAnotherMonitor() {
        QVERIFY(addEarlier() != 0);
        for (const auto& change : std::vector<std::function<void(AttachRequest&)>>{
                 [](AttachRequest& r) { r.modelId = "other"; },
                 [](AttachRequest& r) { r.profileName = "other"; },
                 [](AttachRequest& r) { r.attachment.source = TopicName("other"); },
                 [](AttachRequest& r) { r.attachment.target = TopicName("other"); },
                 [](AttachRequest& r) { r.attachment.target = TopicName(""); },
                 [](AttachRequest& r) { r.attachment.group = "other"; },
                 [](AttachRequest& r) { r.attachment.startAt = scoring::StartAt::Latest; },
                 [](AttachRequest& r) { r.drift.psiThreshold *= 2; }}) {
            AttachRequest changed = m_request;
            change(changed);
            QCOMPARE(found(changed), std::int64_t{0});
        }
    }

    // Attaching the old model again in the same place would undo the promotion without a word, whatever its
    // limits are and wherever it starts.
    void aModelThatWasReplacedIsRefusedInItsPlace() {
        const auto first = addEarlier();
        VERIFY_OK(checkNotReplaced(*m_workspace, m_request));
        AttachRequest challenger = m_request;
        challenger.modelId = "challenger";
        std::swap(m_request, challenger);
        const auto second = addEarlier();
        std::swap(m_request, challenger);
        const auto promote = [&](std::int64_t from, std::int64_t to, workspace::PromotionState state) {
            workspace::PromotionRow promotion;
            promotion.fromMonitorId = from;
            promotion.toMonitorId = to;
            promotion.state = state;
            promotion.doneAt = "2026-05-01T12:00:00Z";
            return m_workspace->addPromotion(promotion);
        };
        VERIFY_OK(promote(first, second, workspace::PromotionState::Refused));
        VERIFY_OK(checkNotReplaced(*m_workspace, m_request));
        VERIFY_OK(promote(first, second, workspace::PromotionState::Done));
        VERIFY_OK(checkNotReplaced(*m_workspace, challenger));
        for (const auto& change : std::vector<std::function<void(AttachRequest&)>>{
                 [](AttachRequest&) {}, [](AttachRequest& r) { r.drift.psiThreshold *= 2; },
                 [](AttachRequest& r) { r.attachment.startAt = scoring::StartAt::Earliest; }}) {
            AttachRequest again = m_request;
            change(again);
            const auto refused = checkNotReplaced(*m_workspace, again);
            VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
            const std::string back = "driftwood-cli promote " + std::to_string(second) + " --back";
            QVERIFY2(refused.error().hint.find(back) != std::string::npos, refused.error().text().c_str());
        }
        for (const auto& change : std::vector<std::function<void(AttachRequest&)>>{
                 [](AttachRequest& r) { r.attachment.group = "other"; },
                 [](AttachRequest& r) { r.attachment.target = TopicName("other"); },
                 [](AttachRequest& r) { r.attachment.target = TopicName(""); }}) {
            AttachRequest elsewhere = m_request;
            change(elsewhere);
            VERIFY_OK(checkNotReplaced(*m_workspace, elsewhere));
        }
        VERIFY_OK(promote(second, first, workspace::PromotionState::Done)); // back again
        VERIFY_OK(checkNotReplaced(*m_workspace, m_request));
        VERIFY_FAILS(checkNotReplaced(*m_workspace, challenger), ErrorCode::InvalidArgument);
    }

    void oneThatSomebodyIsAtIsLeftAlone() {
        const auto free = addEarlier();
        const auto taken = addEarlier();
        const auto lock =
            workspace::ActivityLock::take(m_workspace->folder(), workspace::Activity::Monitor, taken);
        VERIFY_OK(lock);
        QCOMPARE(found(m_request), free);
    }
};

QTEST_GUILESS_MAIN(TestMonitorToContinue)
#include "test_monitor_to_continue.moc"
