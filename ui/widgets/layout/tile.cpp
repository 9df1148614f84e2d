#include "ui/widgets/layout/tile.h"

#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {

Tile::Tile(const QString& label, QWidget* parent)
    : QWidget(parent)
    , m_label(new ElidedLabel(label))
    , m_figure(new RichLine)
    , m_note(new RichLine)
    , m_style(TextStyle::Figure) {
    setTextStyle(*m_label, TextStyle::Small);
    setInk(*m_label, Token::Ink3);
    m_note->setFormat(TextStyle::Small, Token::Ink3);
    m_note->setWrap(true);
    m_note->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap12, 10, metrics::kGap12, 10);
    column->setSpacing(2);
    column->addWidget(m_label);
    column->addWidget(m_figure);
    column->addWidget(m_note);
    column->addStretch();
    setFigure(QStringLiteral(u"\u2013"));
}

void Tile::setFigure(const QString& figure, const QString& unit, Token ink) {
    m_value = figure;
    m_unit = unit;
    m_ink = ink;
    say();
}

void Tile::say() {
    const RichText text = figureText(m_tight ? TextStyle::FigureSmall : m_style);
    m_figure->setRichText(text);
    setAccessibleName(m_label->text() + QStringLiteral(": ") + text.plainText());
}

RichText Tile::figureText(TextStyle style) const {
    RichText text;
    text.add(Span{m_value, style, m_ink, {}});
    if (!m_unit.isEmpty())
        text.add(Span{QStringLiteral(u"\u2002") + m_unit, TextStyle::Small, Token::Ink2, {}});
    return text;
}

int Tile::figureWidth(bool tight) const {
    return richTextWidth(figureText(tight ? TextStyle::FigureSmall : m_style), {}) + 2 * metrics::kGap12;
}

int Tile::wholeWidth(bool tight) const {
    return std::max(figureWidth(tight),
                    lineAdvance(m_label->fontMetrics(), m_label->text()) + 2 * metrics::kGap12);
}

void Tile::setTight(bool tight) {
    if (tight == m_tight)
        return;
    m_tight = tight;
    say();
}

void Tile::setNote(const RichText& note) {
    m_note->setRichText(note);
    m_note->setVisible(!note.isEmpty());
}

void Tile::setLabel(const QString& label) {
    m_label->setText(label);
    say();
}

void Tile::setSmall(bool small) {
    m_style = small ? TextStyle::FigureSmall : TextStyle::Figure;
    say();
}

TileRow::TileRow(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    // The tiles must fit into the given width; they must not widen the page.
    m_row->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

Tile* TileRow::addTile(const QString& label) {
    if (m_row->count() > 0)
        m_row->addWidget(verticalLine());
    auto* tile = new Tile(label);
    // Equally wide, whatever the figures are.
    tile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_row->addWidget(tile, 1);
    m_tiles.append(tile);
    return tile;
}

bool TileRow::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        arrange();
    return QWidget::event(event);
}

void TileRow::arrange() {
    const auto wanted = [this](int (Tile::*least)(bool) const, bool tight) {
        int sum = 0;
        for (const Tile* tile : std::as_const(m_tiles))
            sum += tile->isHidden() ? 0 : (tile->*least)(tight) + 1; // including the line
        return sum;
    };
    const bool tight = wanted(&Tile::figureWidth, false) > width();
    const bool fit = !tight || wanted(&Tile::figureWidth, true) <= width();
    const bool labelsFit = wanted(&Tile::wholeWidth, tight) <= width();
    for (Tile* tile : std::as_const(m_tiles)) {
        tile->setTight(tight);
        tile->setMinimumWidth(labelsFit ? tile->wholeWidth(tight) : fit ? tile->figureWidth(tight) : 0);
    }
}

} // namespace driftwood::ui
