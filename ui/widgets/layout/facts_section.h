#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace driftwood::ui {

/// A key and its value: one row of Facts.
struct Fact {
    QString key;
    QString value;
    QString link = {};                  ///< makes the value a link, unless empty
    TextStyle style = TextStyle::Value; ///< Body for Driftwood's own texts
    Token ink = Token::Ink;
    QString toolTip = {}; ///< for example the whole of a shortened digest
    QString end = {};     ///< follows the value and is never shortened: "v3" after a long name
};

/// A section of the Facts column: a heading, any widgets, rows of key and value, a note. A value can be
/// copied from its context menu or, while it has the focus, with Ctrl+C.
class FactsSection : public QWidget {
    Q_OBJECT

  public:
    explicit FactsSection(const QString& heading, QWidget* parent = nullptr);

    void setHeading(const QString& heading);
    /// For a heading that is a name from Kafka.
    void setHeadingMono(bool mono);
    /// Quiet text after the heading: "16 inputs from 14 fields".
    void setHeadingNote(const RichText& note);
    /// A link or small button at the right end of the heading's line. The section owns it.
    void setTrailing(QWidget* widget);
    /// Replaces all rows. Rows with an unchanged key keep their widgets, so that a live value does not
    /// flicker.
    void setFacts(const QList<Fact>& facts);
    [[nodiscard]] const QList<Fact>& facts() const { return m_facts; }
    /// Adds a widget above the rows. The section owns it.
    void addWidget(QWidget* widget);
    /// A quiet sentence below the rows.
    void setNote(const RichText& note);

  Q_SIGNALS:
    void linkActivated(const QString& target);

  private:
    void addRow(int row);
    void fillRow(int row, const Fact& fact);

    QLabel* m_heading;
    class RichLine* m_headingNote;
    class RichLine* m_note;
    QHBoxLayout* m_top;
    QVBoxLayout* m_column;
    QGridLayout* m_grid;
    QWidget* m_trailing = nullptr;
    QList<Fact> m_facts;
};

} // namespace driftwood::ui
