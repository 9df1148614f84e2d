#pragma once

#include "ui/widgets/text/kinds.h"
#include "ui/widgets/text/rich_text.h"

#include <QFrame>

class QPushButton;

namespace driftwood::ui {

class IconLabel;
class RichLine;

/// A message about the whole page ("Connection lost at …"), under the header and above the content. Hidden
/// until it has a message. A long message shows three lines, and the rest after "More".
class Banner : public QFrame {
    Q_OBJECT

  public:
    explicit Banner(QWidget* parent = nullptr);

    /// With an empty `iconName` the kind's own icon is used.
    void showMessage(MessageKind kind, const RichText& message, const QString& action = {},
                     const QString& iconName = {});
    void clear();

  Q_SIGNALS:
    void actionTriggered();
    void linkActivated(const QString& target);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void fit();

    MessageKind m_kind = MessageKind::Info;
    IconLabel* m_icon;
    RichLine* m_text;
    QPushButton* m_more;
    QPushButton* m_action;
    QString m_message;
};

} // namespace driftwood::ui
