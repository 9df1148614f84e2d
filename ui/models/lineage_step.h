#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QAbstractButton>

namespace driftwood::ui {

/// One step of a lineage: a card, which is a button if it leads to a page.
class LineageStep : public QAbstractButton {
    Q_OBJECT

  public:
    struct Content {
        QString icon;
        QString kind;
        Span name;
        QList<RichText> lines; ///< shortened to fit the card
        QStringList whole;     ///< the full text, for the tool tip and the clipboard
        bool isLast = false;   ///< true for the model itself
    };
    LineageStep(Content content, bool leads, QWidget* parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Content m_content;
};

} // namespace driftwood::ui
