#include "ui/browse/records/point_dialog.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kWidth = 400;

} // namespace

PointDialog::PointDialog(Asks asks, const QString& title, const QTimeZone& zone, QWidget* parent)
    : QDialog(parent)
    , m_asks(asks)
    , m_zone(zone)
    , m_edit(new QLineEdit)
    , m_understood(new RichLine(expectation(), TextStyle::Small, Token::Ink3))
    , m_go(pushButton(tr("Go"), ButtonKind::Primary)) {
    setWindowTitle(title);
    setMinimumWidth(scaled(kWidth));
    setTextStyle(*m_edit, TextStyle::Value);
    m_edit->setAccessibleName(title);
    m_edit->setClearButtonEnabled(true);
    auto* cancel = pushButton(tr("Cancel"));
    m_go->setDefault(true);
    m_go->setEnabled(false);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kGap8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap16);
    column->setSpacing(metrics::kGap8);
    column->addWidget(textLabel(title, TextStyle::Title));
    column->addWidget(m_edit);
    column->addWidget(m_understood);
    column->addSpacing(metrics::kGap8);
    column->addLayout(buttons);

    connect(m_edit, &QLineEdit::textChanged, this, &PointDialog::understand);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &QDialog::accept);
}

QString PointDialog::expectation() const {
    const QString time = QDateTime::currentDateTimeUtc().toTimeZone(m_zone).toString("yyyy-MM-dd HH:mm");
    switch (m_asks) {
    case Asks::Offset:
        return tr("An offset, or a position: P2 @ 4,301,118");
    case Asks::Time:
        return tr("%1, 14:30 (today), or milliseconds since 1970").arg(time);
    case Asks::OffsetOrTime:
        return tr("An offset, a position (P2 @ 4,301,118), or a time (%1)").arg(time);
    }
    return {};
}

void PointDialog::understand(const QString& text) {
    m_choice = readPoint(text, m_zone);
    const auto kind = m_choice ? m_choice->point.kind : browsing::ReadPoint::Kind::Newest;
    const bool wrongKind = (m_asks == Asks::Offset && kind == browsing::ReadPoint::Kind::Time) ||
                           (m_asks == Asks::Time && kind == browsing::ReadPoint::Kind::Offset);
    if (wrongKind)
        m_choice.reset();
    const bool wrong = !m_choice && !text.trimmed().isEmpty();
    setFieldError(*m_edit, wrong);
    m_understood->setFormat(TextStyle::Small, wrong ? Token::Error : Token::Ink3);
    m_understood->setRichText(m_choice ? describePoint(*m_choice, m_zone) : expectation());
    m_go->setEnabled(m_choice.has_value());
}

} // namespace driftwood::ui
