#pragma once

#include <QString>

class QTextDocument;

namespace driftwood::ui {

/// Lays out a model card's Markdown, with space between paragraphs and in table cells.
void setCard(QTextDocument& document, const QString& markdown);

} // namespace driftwood::ui
