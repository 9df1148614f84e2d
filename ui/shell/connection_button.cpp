#include "ui/shell/connection_button.h"

#include "ui/page/cluster_label.h"
#include "ui/theme/elide.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QDateTime>
#include <QPainter>
#include <algorithm>

namespace driftwood::ui {
namespace {

using ConnectionState = session::ConnectionSession::State;

constexpr int kStateDot = 8;
constexpr int kWidest = 300;
constexpr int kChevron = 14;
constexpr int kLabelPadding = 6;
constexpr int kLabelHeight = 16;

} // namespace

ConnectionButton::ConnectionButton(const session::ConnectionSession& connection, QWidget* parent)
    : QAbstractButton(parent)
    , m_connection(connection) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setToolTip(tr("Choose a connection"));
    connect(&connection, &session::ConnectionSession::stateChanged, this, &ConnectionButton::follow);
    follow();
}

QString ConnectionButton::name() const {
    if (m_connection.state() == ConnectionState::None)
        return tr("Not connected");
    if (m_connection.isDemo())
        return tr("Demo broker");
    const auto& profile = m_connection.profile();
    return QString::fromStdString(profile.name.empty() ? profile.bootstrapServers : profile.name);
}

QString ConnectionButton::label() const { return clusterLabel(m_connection.profile()).text.toUpper(); }

QString ConnectionButton::trouble() const {
    switch (m_connection.state()) {
    case ConnectionState::Connecting:
        return tr("connecting");
    case ConnectionState::Lost:
    case ConnectionState::Failed: {
        const auto since = std::chrono::system_clock::to_time_t(m_connection.since());
        return tr("unreachable since %1").arg(QDateTime::fromSecsSinceEpoch(since).toString("HH:mm:ss"));
    }
    case ConnectionState::None:
    case ConnectionState::Connected:
        break;
    }
    return {};
}

void ConnectionButton::follow() {
    const QString state = trouble();
    setText(name());
    setAccessibleName(state.isEmpty() ? tr("Connection: %1").arg(name())
                                      : tr("Connection: %1, %2").arg(name(), state));
    updateGeometry();
    update();
}

QColor ConnectionButton::dotColor() const {
    switch (m_connection.state()) {
    case ConnectionState::Connected:
        return color(Token::Ok);
    case ConnectionState::Lost:
    case ConnectionState::Failed:
        return color(Token::Error);
    case ConnectionState::None:
    case ConnectionState::Connecting:
        break;
    }
    return color(Token::Control);
}

QSize ConnectionButton::sizeHint() const {
    int wide = metrics::kGap8 + kStateDot + metrics::kGap8 +
               QFontMetrics(ui::font(TextStyle::Body)).horizontalAdvance(name()) + metrics::kGap12 +
               kChevron + metrics::kGap8;
    if (!label().isEmpty())
        wide += QFontMetrics(ui::font(TextStyle::LabelCaps)).horizontalAdvance(label()) + 2 * kLabelPadding +
                metrics::kGap8;
    return {std::min(wide, kWidest), scaled(metrics::kControlHeight)};
}

QSize ConnectionButton::minimumSizeHint() const { return {120, scaled(metrics::kControlHeight)}; }

void ConnectionButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const ClusterLabel cluster = clusterLabel(m_connection.profile());
    painter.setPen(hasFocus()           ? QPen(color(Token::Accent), 2)
                   : cluster.production ? QPen(clusterColor(cluster.colour))
                                        : QPen(color(Token::Line2)));
    painter.setBrush(color(isDown() ? Token::Line : underMouse() ? Token::Hover : Token::Surface));
    painter.drawRoundedRect(frame, metrics::kRadius, metrics::kRadius);

    const bool hollow =
        m_connection.state() == ConnectionState::None || m_connection.state() == ConnectionState::Connecting;
    QRectF dot(metrics::kGap8, (height() - kStateDot) / 2.0, kStateDot, kStateDot);
    painter.setPen(hollow ? QPen(dotColor(), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? QBrush() : QBrush(dotColor()));
    painter.drawEllipse(dot);

    const QRectF chevron(width() - metrics::kGap8 - kChevron, (height() - kChevron) / 2.0, kChevron,
                         kChevron);
    paintIcon(painter, chevron, QStringLiteral("chevron-down"), color(Token::Ink3));

    qreal right = chevron.left() - metrics::kGap8;
    if (!label().isEmpty()) {
        painter.setFont(ui::font(TextStyle::LabelCaps));
        const int wide = painter.fontMetrics().horizontalAdvance(label()) + 2 * kLabelPadding;
        const QRectF ground(right - wide, (height() - kLabelHeight) / 2.0, wide, kLabelHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(clusterColor(cluster.colour));
        painter.drawRoundedRect(ground, metrics::kRadiusSmall, metrics::kRadiusSmall);
        painter.setPen(color(Token::OnCluster));
        painter.drawText(ground, Qt::AlignCenter, label());
        right = ground.left() - metrics::kGap8;
    }
    painter.setFont(ui::font(TextStyle::Body));
    painter.setPen(color(Token::Ink));
    const QRectF text(dot.right() + metrics::kGap8, 0, right - dot.right() - metrics::kGap8, height());
    painter.drawText(
        text, Qt::AlignVCenter | Qt::AlignLeft,
        elidedText(painter.fontMetrics(), name(), Qt::ElideMiddle, static_cast<int>(text.width())));
}

} // namespace driftwood::ui
