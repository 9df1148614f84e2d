#pragma once

#include "monitoring/promotion.h"
#include "session/monitor_session.h"
#include "tasks/background.h"

#include <QObject>
#include <memory>
#include <vector>

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

class MonitorBook;

/// Replaces models by promotion. If the old monitor ran in this window, the window starts its successor.
class Promotions : public QObject {
    Q_OBJECT

  public:
    Promotions(session::AppContext& app, MonitorBook& book);

    /// The job ends when the promotion is done.
    void ask(const monitoring::PromotionRequest& request);
    /// Starts the successor at the promotion's positions. `handedOver` holds the predecessor's locks if it
    /// has just ended.
    void goOnWith(const workspace::PromotionRow& promotion, const broker::ConnectionProfile& profile,
                  std::shared_ptr<monitoring::PlaceLocks> handedOver = {});

  Q_SIGNALS:
    void done(const driftwood::workspace::PromotionRow& promotion);
    void failed(const driftwood::Error& error);

  private:
    struct Promoted {
        workspace::PromotionRow promotion; ///< done or refused
        bool atOnce = false;               ///< no program ran it, so this window starts the successor
    };

    void take(const Promoted& outcome);

    session::AppContext& m_app;
    MonitorBook& m_book;
    std::vector<tasks::PendingQuery> m_asked;
};

} // namespace driftwood::ui
