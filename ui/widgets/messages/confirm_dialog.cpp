#include "ui/widgets/messages/confirm_dialog.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/tag.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {
constexpr int kDialogWidth = 420;
}

ConfirmDialog::ConfirmDialog(const Question& question, QWidget* parent)
    : QDialog(parent)
    , m_action(
          pushButton(question.action, question.destructive ? ButtonKind::Destructive : ButtonKind::Primary)) {
    setWindowTitle(question.title);
    setGround(*this, Token::Surface);
    auto* text = new RichLine(question.text, TextStyle::Body, Token::Ink2);
    text->setWrap(true);
    text->setObjectName(QStringLiteral("consequences"));
    m_action->setObjectName(QStringLiteral("confirm"));
    auto* title = new RichLine(question.title, TextStyle::Title);
    title->setWrap(true);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap12);
    column->setSpacing(metrics::kGap8);
    column->addWidget(title);
    if (!question.cluster.isEmpty())
        column->addLayout(clusterLine(question));
    column->addWidget(text);
    if (!question.typed.isEmpty())
        column->addWidget(typedField(question));

    auto* cancel = pushButton(tr("Cancel"));
    auto* foot = new Bar(metrics::kHeaderHeight, Token::Window);
    foot->setLine(Bar::Line::Above);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_action);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addLayout(column);
    outer->addWidget(foot);
    setFixedWidth(scaled(kDialogWidth));

    m_action->setEnabled(question.typed.isEmpty());
    if (m_typed == nullptr) // Enter presses the focused button; while a name is typed it submits the name
        for (QPushButton* button : {cancel, m_action})
            button->setAutoDefault(true);
    (m_typed != nullptr ? static_cast<QWidget*>(m_typed) : cancel)->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, &QDialog::accept);
}

QLayout* ConfirmDialog::clusterLine(const Question& question) {
    auto* tag = new Tag;
    tag->setCluster(question.cluster, question.clusterColor);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap8);
    row->addWidget(tag);
    row->addWidget(textLabel(question.where), 1);
    return row;
}

QWidget* ConfirmDialog::typedField(const Question& question) {
    m_typed = new QLineEdit;
    m_typed->setAccessibleName(tr("Type %1 to go on").arg(question.typed));
    setTextStyle(*m_typed, TextStyle::Value);
    connect(m_typed, &QLineEdit::textChanged, this,
            [this, typed = question.typed](const QString& text) { m_action->setEnabled(text == typed); });
    connect(m_typed, &QLineEdit::returnPressed, m_action, &QPushButton::click); // no effect if disabled
    return m_typed;
}

bool ConfirmDialog::ask(const Question& question, QWidget* parent) {
    ConfirmDialog dialog(question, parent);
    return dialog.exec() == QDialog::Accepted;
}

} // namespace driftwood::ui
