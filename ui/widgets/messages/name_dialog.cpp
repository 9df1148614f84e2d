#include "ui/widgets/messages/name_dialog.h"

#include "base/safe_name.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kFieldWidth = 320;
constexpr int kLongestName = 200;

} // namespace

NameDialog::NameDialog(const QString& title, const QString& name, QWidget* parent, const QString& whenEmpty)
    : QDialog(parent)
    , m_name(new QLineEdit(name, this)) {
    setWindowTitle(title);
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(whenEmpty);
    m_name->setMaxLength(kLongestName);
    m_name->setMinimumWidth(scaled(kFieldWidth));
    m_name->selectAll();
    auto* cancel = pushButton(tr("Cancel"), ButtonKind::Default, this);
    auto* rename = pushButton(tr("Rename"), ButtonKind::Primary, this);
    rename->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(rename);
    auto* heading = new ElidedLabel(title, this);
    heading->setElideMode(Qt::ElideMiddle);
    setTextStyle(*heading, TextStyle::Title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap24, metrics::kGap16, metrics::kGap24, metrics::kGap16);
    column->setSpacing(metrics::kGap12);
    column->addWidget(heading);
    column->addWidget(m_name);
    column->addLayout(buttons);
    connect(m_name, &QLineEdit::textChanged, this, [this, rename, whenEmpty] {
        const QString typed = this->name();
        rename->setEnabled(typed.isEmpty() ? !whenEmpty.isEmpty()
                                           : checkName("it", typed.toStdString()).has_value());
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(rename, &QPushButton::clicked, this, &QDialog::accept);
    m_name->setFocus();
}

QString NameDialog::name() const { return m_name->text().trimmed(); }

} // namespace driftwood::ui
