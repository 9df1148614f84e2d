#include "ui/widgets/lists/value_delegate.h"

#include "ui/theme/elide.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/delegate_paint.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/text/rich_text.h"

#include <QPainter>

namespace driftwood::ui {

namespace {
constexpr int kCross = 12;
constexpr int kLoadingBar = 8;
} // namespace

void ValueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const QString error = index.data(ErrorTextRole).toString();
    const bool loading = index.data(LoadingRole).toBool();
    if (error.isEmpty() && !loading)
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    paintRowGround(*painter, cell);
    const QRect room = cell.rect.adjusted(metrics::kCellPadding, 0, -metrics::kCellPadding, -1);
    if (loading) {
        painter->fillRect(
            QRect(room.left(), room.center().y() - kLoadingBar / 2, room.width() * 3 / 4, kLoadingBar),
            color(Token::Line));
        painter->restore();
        return;
    }
    paintIcon(*painter, QRectF(room.left(), room.center().y() - kCross / 2 + 1, kCross, kCross),
              QStringLiteral("cross"), color(Token::Error));
    paintRichText(*painter, room.adjusted(kCross + metrics::kGap4, 0, 0, 0), error,
                  {TextStyle::Small, Token::Error, true});
    painter->restore();
}

QString ValueDelegate::displayText(const QVariant& value, const QLocale& locale) const {
    return value.userType() == QMetaType::QString
               ? QStyledItemDelegate::displayText(cutText(value.toString()), locale)
               : QStyledItemDelegate::displayText(value, locale);
}

void ValueDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.data(Qt::FontRole).isValid())
        option->font = font(TextStyle::Value);
    option->fontMetrics = QFontMetrics(option->font);
    if (option->displayAlignment & Qt::AlignRight)
        option->textElideMode = Qt::ElideRight; // a figure cut in its middle would look like another figure
    const auto ink = [option](Token token) {
        option->palette.setColor(QPalette::Text, color(token));
        option->palette.setColor(QPalette::HighlightedText, color(token));
    };
    if (!index.data(Qt::DisplayRole).isValid()) {
        option->text = QStringLiteral(u"\u2013");
        option->features |= QStyleOptionViewItem::HasDisplay;
        ink(Token::Ink3);
    } else if (index.data(LinkRole).isValid()) {
        ink(Token::Accent);
    } else if (index.data(QuietRole).toBool()) {
        ink(Token::Ink3);
    } else if (const QVariant token = index.data(InkRole); token.isValid()) {
        ink(static_cast<Token>(token.toInt()));
    }
}

} // namespace driftwood::ui
