#pragma once

#include "browsing/record_scan.h"
#include "session/connection_session.h"
#include "ui/page/page.h"

namespace driftwood::ui {

/// The value of a record as a whole, of which the inspector shows the beginning: read from the log again on a
/// background thread, then shown or written into a file.
class WholeValue : public QObject {
    Q_OBJECT

  public:
    WholeValue(tasks::Background& background, session::ConnectionSession& connection, QWidget* parent);

    void show(const TopicName& topic, const browsing::RecordRef& record);
    void askWhereToSave(const TopicName& topic, const browsing::RecordRef& record);
    /// The bytes as they lie in the log; the file is replaced as a whole or not at all.
    void save(const QString& path, const TopicName& topic, const browsing::RecordRef& record);

  Q_SIGNALS:
    void noticed(const driftwood::ui::Notice& notice);

  private:
    tasks::Background& m_background;
    session::ConnectionSession& m_connection;
    QWidget* m_parent;
    tasks::PendingQuery m_saving;
};

} // namespace driftwood::ui
