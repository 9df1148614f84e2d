#pragma once

#include <QString>

class QTextDocument;

namespace driftwood::ui {

/// Lays out a model card's Markdown: paragraphs apart from each other, tables with room in their cells.
void setCard(QTextDocument& document, const QString& markdown);

} // namespace driftwood::ui
