#include "ui/widgets/messages/error_card.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/lists/card_paint.h"
#include "ui/widgets/messages/error_sentences.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {

/// In the core's English, because copied text is for other people.
QString sentence(const std::string& text) {
    QString s = QString::fromStdString(text);
    if (!s.isEmpty())
        s[0] = s[0].toUpper();
    return s;
}

} // namespace

QString errorText(const Error& error) {
    QString text = whatHappened(error);
    if (!error.where.empty())
        text += QStringLiteral(" (%1)").arg(QString::fromStdString(error.where));
    if (!error.hint.empty())
        text += QStringLiteral(". ") + whatToDo(error);
    return text;
}

QString errorDetails(const Error& error) {
    QStringList lines{sentence(error.what)};
    if (!error.where.empty())
        lines << QString::fromStdString(error.where);
    if (!error.hint.empty())
        lines << sentence(error.hint);
    return lines.join(u'\n');
}

ErrorCard::ErrorCard(QWidget* parent)
    : QFrame(parent)
    , m_what(new RichLine)
    , m_where(new RichLine)
    , m_hint(new RichLine)
    , m_action(barButton(QString()))
    , m_copy(barButton(QStringLiteral("copy"), tr("Copy details"))) {
    m_what->setFormat(TextStyle::Strong, Token::Ink);
    m_where->setFormat(TextStyle::Value, Token::Ink2);
    m_hint->setFormat(TextStyle::Small, Token::Ink2);
    for (RichLine* line : {m_what, m_where, m_hint})
        line->setWrap(true);
    setButtonKind(*m_copy, ButtonKind::Flat);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kGap8);
    buttons->addWidget(m_action);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto* column = new QVBoxLayout;
    column->setSpacing(metrics::kGap4);
    column->addWidget(m_what);
    column->addWidget(m_where);
    column->addWidget(m_hint);
    column->addSpacing(metrics::kGap4);
    column->addLayout(buttons);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap8);
    row->setSpacing(metrics::kGap8);
    row->addWidget(new IconLabel(QStringLiteral("cross"), metrics::kIcon, Token::Error), 0, Qt::AlignTop);
    row->addLayout(column, 1);
    connect(m_action, &QPushButton::clicked, this, &ErrorCard::actionTriggered);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(errorDetails(m_error)); });
}

void ErrorCard::setError(const Error& error, const QString& action) {
    m_error = error;
    m_what->setRichText(whatHappened(error));
    m_where->setRichText(QString::fromStdString(error.where));
    m_where->setVisible(!error.where.empty());
    m_hint->setRichText(whatToDo(error));
    m_hint->setVisible(!error.hint.empty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(errorText(error));
    show();
}

void ErrorCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCard(painter, rect(), Token::Surface, Token::Error);
}

} // namespace driftwood::ui
