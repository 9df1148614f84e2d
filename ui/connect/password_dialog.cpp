#include "ui/connect/password_dialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kPasswordWidth = 320;

} // namespace

PasswordDialog::PasswordDialog(const Question& question, QWidget* parent)
    : QDialog(parent)
    , m_password(new QLineEdit(this)) {
    setWindowTitle(question.title);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMinimumWidth(scaled(kPasswordWidth));
    m_password->setAccessibleName(windowTitle());
    auto* user = new ElidedLabel(question.user, this);
    auto* note = textLabel(tr("It is kept until Driftwood closes, and never stored."), TextStyle::Small,
                           Token::Ink3, this);
    note->setWordWrap(true);
    auto* cancel = pushButton(tr("Cancel"), ButtonKind::Default, this);
    auto* connectButton = pushButton(tr("Connect"), ButtonKind::Primary, this);
    connectButton->setDefault(true);
    connectButton->setEnabled(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(connectButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap24, metrics::kGap16, metrics::kGap24, metrics::kGap16);
    column->setSpacing(metrics::kGap12);
    auto* title = new ElidedLabel(windowTitle(), this);
    title->setElideMode(Qt::ElideMiddle);
    setTextStyle(*title, TextStyle::Title);
    column->addWidget(title);
    column->addWidget(user);
    column->addWidget(m_password);
    column->addWidget(note);
    column->addLayout(buttons);
    connect(m_password, &QLineEdit::textChanged, this,
            [connectButton](const QString& text) { connectButton->setEnabled(!text.isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(connectButton, &QPushButton::clicked, this, &QDialog::accept);
    m_password->setFocus();
}

QString PasswordDialog::password() const { return m_password->text(); }

} // namespace driftwood::ui
