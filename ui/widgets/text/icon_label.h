#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace driftwood::ui {

/// One of our icons as decoration, without accessible name and focus, because the text beside it says the
/// same.
class IconLabel : public QWidget {
    Q_OBJECT

  public:
    IconLabel(const QString& iconName, int size, Token tint, QWidget* parent = nullptr);

    void setIcon(const QString& iconName, Token tint);
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_iconName;
    int m_size;
    Token m_tint;
};

} // namespace driftwood::ui
