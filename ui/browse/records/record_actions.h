#pragma once

#include "browsing/readable_record.h"

#include <QObject>
#include <QTimeZone>
#include <optional>

class QAction;
class QMenu;

namespace driftwood::ui {

/// Actions that copy the current record or parts of it, with their shortcuts. They work in `owner` and its
/// children.
class RecordActions : public QObject {
    Q_OBJECT

  public:
    explicit RecordActions(QWidget* owner);

    void setRecord(const TopicName& topic, const std::optional<browsing::RecordRef>& record);
    void setTimeZone(const QTimeZone& zone) { m_zone = zone; }
    void addTo(QMenu* menu) const;
    [[nodiscard]] QAction* copyValue() const { return m_value; }

  private:
    QAction* add(QWidget* owner, const QString& text, const QKeySequence& keys,
                 QString (RecordActions::*what)());
    [[nodiscard]] QString value();
    [[nodiscard]] QString key();
    [[nodiscard]] QString json();
    [[nodiscard]] QString position();
    [[nodiscard]] QString time();

    TopicName m_topic;
    std::optional<browsing::RecordRef> m_record;
    browsing::ReadableRecord m_readable;
    QTimeZone m_zone = QTimeZone::utc();
    QAction* m_value;
    QList<QAction*> m_all;
};

} // namespace driftwood::ui
