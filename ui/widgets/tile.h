#pragma once

#include "ui/widgets/rich_text.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace driftwood::ui {

class RichLine;

/// One figure: its name, the number with its unit, a note below.
class Tile : public QWidget {
    Q_OBJECT

  public:
    explicit Tile(const QString& label, QWidget* parent = nullptr);

    /// `figure` in the figure style, `unit` small behind it ("records/s", "of 13"). Ember where it is drift.
    void setFigure(const QString& figure, const QString& unit = {}, Token ink = Token::Ink);
    void setNote(const RichText& note);
    void setLabel(const QString& label);
    /// The cost bar's smaller figure.
    void setSmall(bool small);

  private:
    void say();

    QLabel* m_label;
    RichLine* m_figure;
    RichLine* m_note;
    QString m_value;
    QString m_unit;
    Token m_ink = Token::Ink;
    TextStyle m_style;
};

/// Tiles side by side, a line between each two, all as wide.
class TileRow : public QWidget {
    Q_OBJECT

  public:
    explicit TileRow(QWidget* parent = nullptr);
    Tile* addTile(const QString& label);

  private:
    QHBoxLayout* m_row;
};

} // namespace driftwood::ui
