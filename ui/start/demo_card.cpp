#include "ui/start/demo_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>
#include <cmath>

namespace driftwood::ui {
namespace {

/// A sketch of what the demo shows, not drawn from data: a sensor that is calm, then drifts.
class Sketch : public QWidget {
  public:
    explicit Sketch(QWidget* parent)
        : QWidget(parent) {
        setFixedHeight(110);
        setAccessibleName(DemoCard::tr("Sketch: a range to train on, then a sensor that drifts"));
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int bottom = height() - scaled(20);
        const QRectF range(width() * 0.14, 0, width() * 0.38, bottom);
        painter.fillRect(range, [] {
            QColor fill = color(Token::Accent);
            fill.setAlphaF(0.12F);
            return fill;
        }());
        painter.setPen(QPen(color(Token::Accent), 1.5));
        painter.drawLine(range.topLeft(), range.bottomLeft());
        painter.drawLine(range.topRight(), range.bottomRight());
        drawSensor(painter, bottom);
        painter.setPen(color(Token::Control));
        painter.drawLine(QPointF(0, bottom), QPointF(width(), bottom));

        painter.setFont(ui::font(TextStyle::Nav));
        painter.setPen(color(Token::Accent));
        painter.drawText(range.adjusted(metrics::kGap8, metrics::kGap4, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                         DemoCard::tr("train on this range"));
        const QRectF drift(width() * 0.62, metrics::kGap4, width() * 0.2, scaled(14));
        painter.setFont(ui::font(TextStyle::NavStrong));
        painter.setPen(color(Token::Ember));
        const QString word = DemoCard::tr("drift");
        painter.drawText(drift, Qt::AlignHCenter | Qt::AlignTop, word);
        drawTriangle(painter,
                     drift.center() + QPointF(painter.fontMetrics().horizontalAdvance(word) / 2.0 + 9, 3));
        painter.setFont(ui::font(TextStyle::Tick));
        painter.setPen(color(Token::Ink3));
        const char* const hours[] = {"06:00", "12:00", "18:00"};
        for (int i = 0; i < 3; ++i)
            painter.drawText(QRectF(width() * (0.05 + 0.25 * i), bottom + 4, width() * 0.1, scaled(14)),
                             Qt::AlignHCenter | Qt::AlignTop, QString::fromLatin1(hours[i]));
        painter.drawText(QRectF(0, bottom + 4, width(), scaled(14)), Qt::AlignRight | Qt::AlignTop,
                         QStringLiteral("bearing_temperature"));
    }

  private:
    /// The triangle that marks alarms in charts.
    static void drawTriangle(QPainter& painter, QPointF tip) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Ember));
        painter.drawPolygon(QPolygonF({tip + QPointF(-4, -6), tip + QPointF(4, -6), tip}));
    }

    void drawSensor(QPainter& painter, int bottom) const {
        constexpr int kPoints = 220;
        constexpr quint32 kSeed = 7;
        QRandomGenerator noise(kSeed);
        QPainterPath path;
        for (int i = 0; i < kPoints; ++i) {
            const double t = static_cast<double>(i) / (kPoints - 1);
            const double drifted = 1.0 / (1.0 + std::exp(-(t - 0.72) * 16.0));
            const double level =
                0.17 + 0.06 * std::sin(t * 9.0) + 0.5 * drifted + 0.05 * noise.generateDouble();
            const QPointF point(t * width(), bottom * (1.0 - level));
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        painter.setPen(QPen(color(Token::Actual), 1.1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
};

} // namespace

DemoCard::DemoCard(QWidget* parent)
    : QFrame(parent)
    , m_open(pushButton(QStringLiteral("play"), tr("Open the demo"), ButtonKind::Primary, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, metrics::kGap16, 20, metrics::kGap16);
    column->setSpacing(metrics::kGap8);
    column->addWidget(textLabel(tr("Try it without a cluster"), TextStyle::Title, Token::Ink, this));
    auto* about =
        new RichLine(tr("The demo runs a small broker inside this window: four topics, a day of history, "
                        "and a sensor that begins to drift. Nothing leaves this computer."),
                     TextStyle::Body, Token::Ink2, this);
    about->setWrap(true);
    column->addWidget(about);
    column->addWidget(new Sketch(this));
    auto* foot = new QHBoxLayout;
    foot->setSpacing(metrics::kGap12);
    foot->addWidget(m_open);
    auto* topics =
        new RichLine(RichText(tr("%1, 40 machines  ·  %2, taxi trips  ·  %3, a shop’s orders in Avro"),
                              {mono(QStringLiteral("plant.machines")), mono(QStringLiteral("city.trips")),
                               mono(QStringLiteral("shop.orders"))}),
                     TextStyle::Small, Token::Ink2, this);
    topics->setWrap(true);
    foot->addWidget(topics, 1, Qt::AlignVCenter);
    column->addLayout(foot);
    connect(m_open, &QPushButton::clicked, this, &DemoCard::openRequested);
}

void DemoCard::setOpening(bool opening) {
    m_open->setEnabled(!opening);
    m_open->setText(opening ? tr("Writing a day of history…") : tr("Open the demo"));
}

void DemoCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::Line));
    painter.setBrush(color(Token::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                            metrics::kRadius);
}

} // namespace driftwood::ui
