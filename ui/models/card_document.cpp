#include "ui/models/card_document.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace driftwood::ui {
namespace {

void layOut(QTextTable& table) {
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(color(Token::Line2));
    format.setCellPadding(metrics::kGap4);
    format.setCellSpacing(0);
    format.setBottomMargin(metrics::kGap12);
    table.setFormat(format);
}

} // namespace

void setCard(QTextDocument& document, const QString& markdown) {
    document.setMarkdown(markdown);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        if (cursor.currentTable() != nullptr)
            continue;
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(format.headingLevel() > 0 ? metrics::kGap16 : 0);
        format.setBottomMargin(metrics::kGap8);
        cursor.setBlockFormat(format);
    }
    for (QTextFrame* frame : document.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame))
            layOut(*table);
}

} // namespace driftwood::ui
