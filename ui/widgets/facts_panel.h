#pragma once

#include <QFrame>

class QScrollArea;
class QVBoxLayout;

namespace driftwood::ui {

class FactsSection;

/// The Facts column: sections one below the other, a line under each, scrolling; a foot that stays.
class FactsPanel : public QFrame {
    Q_OBJECT

  public:
    explicit FactsPanel(QWidget* parent = nullptr);

    FactsSection* addSection(const QString& heading);
    /// Any widget as a section of its own. Takes it; `stretch` lets it take what height is left.
    void addWidget(QWidget* widget, int stretch = 0);
    /// Above the sections, not scrolling: tabs, a title with buttons.
    void setHead(QWidget* widget);
    /// Below the sections, not scrolling.
    void setFoot(QWidget* widget);

  Q_SIGNALS:
    /// A link in any of its sections.
    void linkActivated(const QString& target);

  private:
    QVBoxLayout* m_outer;
    QScrollArea* m_scroll;
    QVBoxLayout* m_sections;
    QWidget* m_head = nullptr;
    QWidget* m_foot = nullptr;
};

} // namespace driftwood::ui
