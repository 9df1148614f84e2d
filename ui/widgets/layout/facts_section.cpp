#include "ui/widgets/layout/facts_section.h"

#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text/fact_value.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {

constexpr qsizetype kLongestKey = 60; ///< a key can be a value from a topic, with its count

} // namespace

FactsSection::FactsSection(const QString& heading, QWidget* parent)
    : QWidget(parent)
    , m_heading(textLabel(heading, TextStyle::Heading))
    , m_headingNote(new RichLine)
    , m_note(new RichLine)
    , m_top(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
    , m_grid(new QGridLayout) {
    m_headingNote->setFormat(TextStyle::Small, Token::Ink3);
    m_headingNote->hide();
    m_note->setFormat(TextStyle::Small, Token::Ink3);
    m_note->setWrap(true);
    m_note->hide();
    m_top->setSpacing(metrics::kGap8);
    m_top->addWidget(m_heading);
    m_top->addWidget(m_headingNote);
    m_top->addStretch();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::kGap12);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
    m_column->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap12);
    m_column->setSpacing(metrics::kGap8);
    m_column->addLayout(m_top);
    m_column->addLayout(m_grid);
    m_column->addWidget(m_note);
    m_heading->setVisible(!heading.isEmpty());
    setAccessibleName(heading);
    connect(m_note, &QLabel::linkActivated, this, &FactsSection::linkActivated);
}

void FactsSection::setHeading(const QString& heading) {
    m_heading->setText(cutText(heading, kLongestKey, Qt::ElideMiddle));
    m_heading->setVisible(!heading.isEmpty());
    setAccessibleName(heading);
}

void FactsSection::setHeadingMono(bool mono) {
    setTextStyle(*m_heading, mono ? TextStyle::ValueStrong : TextStyle::Heading);
}

void FactsSection::setHeadingNote(const RichText& note) {
    m_headingNote->setRichText(note);
    m_headingNote->setVisible(!note.isEmpty());
}

void FactsSection::setTrailing(QWidget* widget) {
    delete m_trailing;
    m_trailing = widget;
    setCompact(*widget);
    m_top->addWidget(widget);
}

void FactsSection::setFacts(const QList<Fact>& facts) {
    const int rows = static_cast<int>(facts.size());
    for (int row = static_cast<int>(m_facts.size()); row < rows; ++row)
        addRow(row);
    for (int row = rows; row < m_facts.size(); ++row) {
        for (int column : {0, 1})
            delete m_grid->itemAtPosition(row, column)->widget();
        m_grid->setRowMinimumHeight(row, 0); // the grid keeps the empty row
    }
    m_facts = facts;
    for (int row = 0; row < rows; ++row)
        fillRow(row, facts[row]);
}

void FactsSection::addRow(int row) {
    m_grid->setRowMinimumHeight(row, scaled(metrics::kFactsRow));
    m_grid->addWidget(textLabel({}, TextStyle::Small, Token::Ink3), row, 0);
    auto* value = new FactValue;
    connect(value, &FactValue::activated, this, &FactsSection::linkActivated);
    m_grid->addWidget(value, row, 1);
}

void FactsSection::fillRow(int row, const Fact& fact) {
    static_cast<QLabel*>(m_grid->itemAtPosition(row, 0)->widget())
        ->setText(cutText(fact.key, kLongestKey, Qt::ElideMiddle));
    static_cast<FactValue*>(m_grid->itemAtPosition(row, 1)->widget())->setFact(fact);
}

void FactsSection::addWidget(QWidget* widget) { m_column->insertWidget(m_column->indexOf(m_grid), widget); }

void FactsSection::setNote(const RichText& note) {
    m_note->setRichText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace driftwood::ui
