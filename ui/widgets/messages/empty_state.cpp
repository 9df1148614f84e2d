#include "ui/widgets/messages/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {
constexpr int kIconSize = 24;
constexpr int kSentenceWidth = 420;
} // namespace

EmptyState::EmptyState(const QString& iconName, const QString& title, const RichText& sentence,
                       QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(iconName, kIconSize, Token::Ink2))
    , m_title(textLabel(title, TextStyle::Strong))
    , m_sentence(new RichLine(sentence, TextStyle::Body, Token::Ink2))
    , m_action(pushButton(QString())) {
    m_sentence->setWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    setScaled(*m_sentence, Extent::MaximumWidth, kSentenceWidth);
    m_action->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap24, metrics::kGap24, metrics::kGap24, metrics::kGap24);
    column->setSpacing(metrics::kGap4);
    column->addStretch();
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::kGap8);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    auto* middle = new QHBoxLayout; // as wide as allowed and centred
    middle->addStretch(1);
    middle->addWidget(m_sentence, kSentenceWidth);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(metrics::kGap8);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    connect(m_sentence, &QLabel::linkActivated, this, &EmptyState::linkActivated);
}

void EmptyState::setTitle(const QString& title) { m_title->setText(title); }
void EmptyState::setSentence(const RichText& sentence) { m_sentence->setRichText(sentence); }

void EmptyState::setAction(const QString& text, const QString& iconName) {
    m_action->setText(text);
    m_action->setIcon(iconName.isEmpty() ? QIcon() : icon(iconName));
    m_action->setVisible(!text.isEmpty());
}

} // namespace driftwood::ui
