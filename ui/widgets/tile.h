#pragma once

#include "ui/widgets/rich_text.h"

#include <QList>
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
    /// In the smaller style whatever was chosen: a row has no room for the other.
    void setTight(bool tight);
    /// That its figure needs in the style it has, or in the smaller one.
    [[nodiscard]] int figureWidth(bool tight) const;
    [[nodiscard]] int wholeWidth(bool tight) const; ///< with which the label is not cut either

  private:
    void say();
    [[nodiscard]] RichText figureText(TextStyle style) const;

    QLabel* m_label;
    RichLine* m_figure;
    RichLine* m_note;
    QString m_value;
    QString m_unit;
    Token m_ink = Token::Ink;
    TextStyle m_style;
    bool m_tight = false;
};

/// Tiles side by side, a line between each two, all as wide; where a figure or a label needs more, the
/// others give it, and where none can, all figures are smaller, and labels are cut.
class TileRow : public QWidget {
    Q_OBJECT

  public:
    explicit TileRow(QWidget* parent = nullptr);
    Tile* addTile(const QString& label);

  protected:
    bool event(QEvent* event) override;

  private:
    void arrange();

    QList<Tile*> m_tiles;
    QHBoxLayout* m_row;
};

} // namespace driftwood::ui
