#pragma once

#include "browsing/record_scan.h"
#include "tasks/background.h"
#include "ui/page/page.h"

#include <QObject>
#include <vector>

namespace driftwood::ui {

/// Exports records of the table: asks for file and format, then writes on a background thread.
class RecordExport : public QObject {
    Q_OBJECT

  public:
    RecordExport(tasks::Background& background, QWidget* parent);

    void ask(const TopicName& topic, std::vector<browsing::RecordRef> records);

  Q_SIGNALS:
    void noticed(const driftwood::ui::Notice& notice);

  private:
    void write(const QString& path, bool csv, const TopicName& topic,
               std::vector<browsing::RecordRef> records);

    tasks::Background& m_background;
    QWidget* m_parent;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::ui
