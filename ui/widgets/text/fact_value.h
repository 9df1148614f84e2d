#pragma once

#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/text/text_label.h"

namespace driftwood::ui {

/// The value in a row of a FactsSection: right-aligned, elided, copied with Ctrl+C or from its menu; a link
/// if the fact has one.
class FactValue : public ElidedLabel {
    Q_OBJECT

  public:
    explicit FactValue(QWidget* parent = nullptr);

    void setFact(const Fact& fact);

  Q_SIGNALS:
    void activated(const QString& target);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    void copy() const;
    [[nodiscard]] QString shown() const;

    Fact m_fact;
    bool m_keyboardFocus = false;
};

} // namespace driftwood::ui
