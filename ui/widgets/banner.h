#pragma once

#include "ui/widgets/kinds.h"
#include "ui/widgets/rich_text.h"

#include <QFrame>

class QPushButton;

namespace driftwood::ui {

class IconLabel;
class RichLine;

/// Something that holds for the whole page ("Connection lost at …"): stands under the header and pushes the
/// content down. Hidden until it has a message. A long one has three lines, and the rest where "More" is
/// asked for.
class Banner : public QFrame {
    Q_OBJECT

  public:
    explicit Banner(QWidget* parent = nullptr);

    /// `iconName` empty: the kind's own.
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
