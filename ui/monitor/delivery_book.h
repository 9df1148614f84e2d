#pragma once

#include "scoring/attachment.h"
#include "session/store.h"

#include <QHash>
#include <QObject>
#include <vector>

namespace driftwood::ui {

/// The workspace's notes on a monitor's records and predictions, from whichever program ran it.
struct DeliveryNotes {
    std::vector<scoring::UnpublishedRecord> refused; ///< by the target topic, each once, as they came
    std::string deadLetter;                          ///< the topic that has them instead; empty: none
    std::vector<broker::OffsetRange> leftOut;        ///< dropped by the source topic before they were read
};

/// The delivery notes of all monitors, read again after a monitor has continued.
class DeliveryBook : public QObject {
    Q_OBJECT

  public:
    explicit DeliveryBook(session::Store& store, QObject* parent = nullptr);

    /// Empty until the notes are read.
    [[nodiscard]] const DeliveryNotes& of(qint64 monitorId) const;
    void readAgain(qint64 monitorId);

  Q_SIGNALS:
    void changed();

  private:
    struct Kept {
        DeliveryNotes notes;
        std::string readAt; ///< the monitor's state when the notes were read
        tasks::PendingQuery asked;
    };

    void follow();

    session::Store& m_store;
    std::map<qint64, Kept> m_kept;
};

} // namespace driftwood::ui
