#include "ui/widgets/layout/stage_progress.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>
#include <cmath>

namespace driftwood::ui {

namespace {
constexpr int kSteps = 1000;
constexpr int kSweepMs = 40;
} // namespace

StageProgress::StageProgress(QWidget* parent)
    : QWidget(parent)
    , m_title(textLabel({}, TextStyle::Strong))
    , m_figures(new RichLine)
    , m_left(new RichLine)
    , m_bar(new QProgressBar)
    , m_stop(barButton(QStringLiteral("stop"), tr("Stop"))) {
    m_figures->setFormat(TextStyle::Small, Token::Ink2);
    m_left->setFormat(TextStyle::Small, Token::Ink2);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, kSteps);
    m_bar->setFixedHeight(metrics::kProgress);
    auto* line = new QHBoxLayout;
    line->setSpacing(metrics::kGap8);
    line->addWidget(m_title);
    line->addWidget(m_figures, 1);
    line->addWidget(m_left);
    line->addWidget(m_stop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(line);
    column->addWidget(m_bar);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_sweep.setInterval(kSweepMs);
    connect(&m_sweep, &QTimer::timeout, m_bar, qOverload<>(&QWidget::update));
    connect(m_stop, &QPushButton::clicked, this, &StageProgress::stopRequested);
}

void StageProgress::setTitle(const QString& title) {
    m_title->setText(title);
    m_bar->setAccessibleName(title);
    m_stop->setAccessibleName(tr("Stop: %1").arg(title));
}

void StageProgress::setFigures(const RichText& figures) {
    m_figures->setRichText(figures);
    m_bar->setAccessibleDescription(figures.plainText());
}

void StageProgress::setLeft(const RichText& left) { m_left->setRichText(left); }

void StageProgress::setShare(double share) {
    const bool known = share >= 0; // false for NaN, too
    m_bar->setRange(0, known ? kSteps : 0);
    if (known)
        m_bar->setValue(static_cast<int>(std::lround(std::min(share, 1.0) * kSteps)));
    sweep();
}

void StageProgress::sweep() {
    if (m_bar->maximum() == 0 && isVisible())
        m_sweep.start();
    else
        m_sweep.stop();
}

void StageProgress::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    sweep();
}

void StageProgress::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    sweep();
}

void StageProgress::setStopping(bool stopping) {
    m_stop->setEnabled(!stopping);
    m_stop->setText(stopping ? tr("Stopping") : tr("Stop"));
}

} // namespace driftwood::ui
