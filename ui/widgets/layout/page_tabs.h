#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QFrame>

class QTabBar;

namespace driftwood::ui {

class RichLine;

/// The views of one thing, 36 high: tabs with counts ("Partitions 6") at the left, facts about it at the
/// right.
class PageTabs : public QFrame {
    Q_OBJECT

  public:
    /// `name` is the accessible name of the tabs.
    explicit PageTabs(const QString& name, QWidget* parent = nullptr);

    /// Returns the tab's index. A negative count is not shown.
    int addTab(const QString& text, qint64 count = -1);
    void setCount(int index, qint64 count);
    void setTabVisible(int index, bool visible);
    [[nodiscard]] int currentIndex() const;
    void setCurrentIndex(int index);
    void setFacts(const RichText& facts);
    [[nodiscard]] QTabBar* tabBar() const { return m_tabs; }

  Q_SIGNALS:
    void currentChanged(int index);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QTabBar* m_tabs;
    RichLine* m_facts;
};

} // namespace driftwood::ui
