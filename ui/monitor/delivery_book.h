#pragma once

#include "scoring/attachment.h"
#include "session/store.h"

#include <QHash>
#include <QObject>
#include <vector>

namespace driftwood::ui {

/// What the workspace keeps of how a monitor's predictions were delivered, whichever program did it.
struct DeliveryNotes {
    std::vector<scoring::UnpublishedRecord> refused; ///< by the target topic, each once, as they came
    std::string deadLetter;                          ///< the topic that has them instead; empty: none
};

/// The delivery notes of all monitors, read again when a monitor has gone on.
class DeliveryBook : public QObject {
    Q_OBJECT

  public:
    explicit DeliveryBook(session::Store& store, QObject* parent = nullptr);

    /// Empty until they are read.
    [[nodiscard]] const DeliveryNotes& of(qint64 monitorId) const;
    void readAgain(qint64 monitorId);

  Q_SIGNALS:
    void changed();

  private:
    struct Kept {
        DeliveryNotes notes;
        std::string readAt; ///< how the monitor stood then
        tasks::PendingQuery asked;
    };

    void follow();

    session::Store& m_store;
    std::map<qint64, Kept> m_kept;
};

} // namespace driftwood::ui
