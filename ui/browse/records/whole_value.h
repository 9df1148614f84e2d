#pragma once

#include "browsing/record_scan.h"
#include "session/connection_session.h"
#include "ui/page/page.h"

namespace driftwood::ui {

/// Reads the whole value of a record from the log on a background thread, to show it or write it into a file.
/// The inspector has only the beginning of a long value.
class WholeValue : public QObject {
    Q_OBJECT

  public:
    WholeValue(tasks::Background& background, session::ConnectionSession& connection, QWidget* parent);

    void show(const TopicName& topic, const browsing::RecordRef& record);
    void closeDialogs();
    void askWhereToSave(const TopicName& topic, const browsing::RecordRef& record);
    /// Writes the bytes as they are in the log; the file is replaced as a whole or not at all.
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
