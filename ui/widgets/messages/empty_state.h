#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace driftwood::ui {

class IconLabel;
class RichLine;

/// Shown in place of missing contents: an icon, what is missing, how to get it, one button.
class EmptyState : public QWidget {
    Q_OBJECT

  public:
    EmptyState(const QString& iconName, const QString& title, const RichText& sentence,
               QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSentence(const RichText& sentence);
    /// An empty text removes the button.
    void setAction(const QString& text, const QString& iconName = {});
    [[nodiscard]] QPushButton* actionButton() const { return m_action; }

  Q_SIGNALS:
    void actionTriggered();
    void linkActivated(const QString& target);

  private:
    IconLabel* m_icon;
    QLabel* m_title;
    RichLine* m_sentence;
    QPushButton* m_action;
};

} // namespace driftwood::ui
