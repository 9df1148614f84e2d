#pragma once

#include "ui/widgets/text/rich_text.h"

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

    /// `figure` in the figure style, `unit` small after it ("records/s", "of 13"). Ember for drift.
    void setFigure(const QString& figure, const QString& unit = {}, Token ink = Token::Ink);
    void setNote(const RichText& note);
    void setLabel(const QString& label);
    /// Uses the smaller figure of the cost bar.
    void setSmall(bool small);
    /// Uses the smaller style, whatever setSmall() chose, because the row has no room for the larger one.
    void setTight(bool tight);
    /// The width that its figure needs in its own style, or in the smaller one.
    [[nodiscard]] int figureWidth(bool tight) const;
    [[nodiscard]] int wholeWidth(bool tight) const; ///< the width at which the label is not cut either

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

/// Equally wide tiles side by side, with lines between. If a figure or label needs more width, the others
/// give it up; if none can, all figures become smaller and labels are cut.
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
