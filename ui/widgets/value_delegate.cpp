#include "ui/widgets/value_delegate.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/list_roles.h"

namespace driftwood::ui {

void ValueDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.data(Qt::FontRole).isValid())
        option->font = font(TextStyle::Value);
    option->fontMetrics = QFontMetrics(option->font);
    const auto ink = [option](Token token) {
        option->palette.setColor(QPalette::Text, color(token));
        option->palette.setColor(QPalette::HighlightedText, color(token));
    };
    if (const QString error = index.data(ErrorTextRole).toString(); !error.isEmpty()) {
        option->text = error;
        option->font = font(TextStyle::Small);
        option->fontMetrics = QFontMetrics(option->font);
        option->features |= QStyleOptionViewItem::HasDisplay | QStyleOptionViewItem::HasDecoration;
        option->icon = icon(QStringLiteral("cross"), Token::Error);
        option->displayAlignment = Qt::AlignLeft | Qt::AlignVCenter;
        ink(Token::Error);
        return;
    }
    if (!index.data(Qt::DisplayRole).isValid()) {
        option->text = QStringLiteral(u"\u2013");
        option->features |= QStyleOptionViewItem::HasDisplay;
        ink(Token::Ink3);
    } else if (index.data(LinkRole).isValid()) {
        ink(Token::Accent);
    }
}

} // namespace driftwood::ui
