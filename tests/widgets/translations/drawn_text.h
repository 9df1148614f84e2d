#pragma once

#include <QList>
#include <QRectF>
#include <QString>

class QWidget;

namespace driftwood::test {

/// A piece of text in one font, as a widget paints it.
struct DrawnText {
    QString text;
    QRectF place; ///< where it is painted, in the widget
    QRectF room;  ///< the part of the widget that is not clipped
};

/// The texts that the widget itself paints, without its children: also those of delegates, headers and
/// charts, which no property tells, and as they are shown, that is elided.
[[nodiscard]] QList<DrawnText> drawnTexts(QWidget& widget);

} // namespace driftwood::test
