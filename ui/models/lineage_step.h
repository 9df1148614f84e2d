#pragma once

#include "ui/widgets/rich_text.h"

#include <QAbstractButton>

namespace driftwood::ui {

/// One step of a lineage: a card that is a button where it leads somewhere.
class LineageStep : public QAbstractButton {
    Q_OBJECT

  public:
    struct Content {
        QString icon;
        QString kind;
        Span name;
        QList<RichText> lines; ///< shortened where a card needs it
        QStringList whole;     ///< the same at length, for a tool tip and a clipboard
        bool isLast = false;   ///< the model itself
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
