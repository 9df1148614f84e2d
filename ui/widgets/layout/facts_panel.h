#pragma once

#include <QFrame>

class QScrollArea;
class QVBoxLayout;

namespace driftwood::ui {

class FactsSection;

/// The Facts column: scrolling sections with a line under each; a fixed foot.
class FactsPanel : public QFrame {
    Q_OBJECT

  public:
    explicit FactsPanel(QWidget* parent = nullptr);

    FactsSection* addSection(const QString& heading);
    /// Adds any widget as a section of its own and takes ownership; `stretch` gives it the remaining height.
    void addWidget(QWidget* widget, int stretch = 0);
    /// Above the sections, fixed: tabs, a title with buttons.
    void setHead(QWidget* widget);
    /// Below the sections, fixed.
    void setFoot(QWidget* widget);

  Q_SIGNALS:
    /// A link in one of its sections was opened.
    void linkActivated(const QString& target);

  private:
    QVBoxLayout* m_outer;
    QScrollArea* m_scroll;
    QVBoxLayout* m_sections;
    QWidget* m_head = nullptr;
    QWidget* m_foot = nullptr;
};

} // namespace driftwood::ui
