#include "ui/monitor/promotions.h"

#include "monitoring/alarm_rows.h"
#include "session/app_context.h"
#include "ui/monitor/monitor_book.h"
#include "ui/page/job_link.h"
#include "ui/page/model_versions.h"

#include <algorithm>
#include <chrono>

namespace driftwood::ui {
namespace {

using session::MonitorSession;
using tasks::Job;

constexpr std::chrono::seconds kMostPromotionWait{30};

} // namespace

Promotions::Promotions(session::AppContext& app, MonitorBook& book)
    : m_app(app)
    , m_book(book) {}

void Promotions::ask(const monitoring::PromotionRequest& request) {
    using PromotionJob = tasks::ResultJob<Promoted>;
    const auto connection = m_app.connection.connection();
    if (connection == nullptr)
        return;
    auto* job = m_app.jobs.start(std::make_unique<PromotionJob>(
        tr("Promote %1").arg(versionedName(m_app.store.snapshot(), request.modelId)),
        [connection, folder = m_app.store.folder(),
         request](const ProgressSink& /*report*/, const std::stop_token& stop) -> Result<Promoted> {
            auto workspace = workspace::Workspace::open(folder);
            if (!workspace)
                return forward(workspace);
            auto asked = monitoring::promote(*connection, **workspace, request);
            if (!asked)
                return forward(asked);
            if (asked->state == workspace::PromotionState::Done)
                return Promoted{*asked, true};
            auto ended = monitoring::awaitPromotion(**workspace, asked->id, kMostPromotionWait, stop);
            if (!ended)
                return forward(ended);
            return Promoted{*ended, false};
        }));
    setJobLink(*job, Link::monitor(request.monitorId));
    connect(job, &Job::ended, this, [this, job] {
        if (job->state() == Job::State::Finished)
            take(*job->outcome());
        else if (job->error())
            Q_EMIT failed(*job->error());
    });
}

void Promotions::take(const Promoted& outcome) {
    const workspace::PromotionRow& promotion = outcome.promotion;
    m_app.store.refresh();
    if (promotion.state == workspace::PromotionState::Refused) {
        Q_EMIT failed(Error{ErrorCode::InvalidArgument,
                            promotion.reason,
                            "monitor " + std::to_string(promotion.fromMonitorId),
                            {}});
        return;
    }
    // The program that ran the old monitor also starts the successor. If it ran in this window, follow() does
    // that when the old one ends.
    const auto* here = m_book.session(promotion.fromMonitorId);
    if (here != nullptr && (!here->over() || (here->promotion() && here->promotion()->id == promotion.id)))
        return;
    Q_EMIT done(promotion);
    const auto* before = m_book.row(promotion.fromMonitorId);
    if (before == nullptr || !outcome.atOnce)
        return;
    if (const auto profile = m_book.profileOf(*before); profile && m_book.mayUse(*profile))
        goOnWith(promotion, *profile);
}

void Promotions::goOnWith(const workspace::PromotionRow& promotion, const broker::ConnectionProfile& profile,
                          std::shared_ptr<monitoring::PlaceLocks> handedOver) {
    using Answer = MonitorSession::Setup;
    m_asked.push_back(m_app.store.ask<Answer>(
        [promotion](workspace::Workspace& workspace) -> Result<Answer> {
            auto request = monitoring::successorOf(workspace, promotion);
            auto rows = workspace.alarms();
            auto monitors = workspace.monitors();
            if (!request || !rows || !monitors)
                return tl::unexpected(!request ? request.error() : !rows ? rows.error() : monitors.error());
            Answer setup;
            setup.request = std::move(*request);
            for (const workspace::MonitorRow& monitor : *monitors)
                if (monitor.id == promotion.toMonitorId)
                    setup.scoredBefore = monitor.scored;
            for (const workspace::AlarmRow& row : *rows)
                if (row.monitorId == promotion.toMonitorId)
                    if (auto alarm = monitoring::alarmFromRow(row))
                        setup.alarmsBefore.push_back(std::move(*alarm));
            std::ranges::reverse(setup.alarmsBefore);
            return setup;
        },
        [this, profile, id = promotion.toMonitorId,
         handedOver = std::move(handedOver)](Result<Answer> setup) mutable {
            auto locks = std::move(handedOver);
            if (!setup) {
                Q_EMIT failed(setup.error());
                return;
            }
            setup->profile = profile;
            setup->request.handedOver = std::move(locks);
            m_book.startAgain(id, std::move(*setup));
        }));
}

} // namespace driftwood::ui
