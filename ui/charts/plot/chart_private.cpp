#include "ui/charts/plot/chart_private.h"

#include "ui/charts/plot/brush_paint.h"
#include "ui/charts/plot/paint_layer.h"
#include "ui/theme/type.h"

#include <cmath>
#include <utility>

namespace driftwood::ui {

namespace {

constexpr int kBetween = 14;   ///< between two tracks
constexpr int kLeftStep = 8;   ///< the left margin grows in steps of this
constexpr int kLeastLeft = 40; ///< enough for "0.05" and "40 k"
constexpr int kLeastPlot = 16; ///< of a chart that is too small for its tracks

/// A QCustomPlot that does not replot at every resize: the chart itself lays out and draws, once.
class Plot : public QCustomPlot {
  public:
    using QCustomPlot::QCustomPlot;

  protected:
    void resizeEvent(QResizeEvent* /*event*/) override {}
};

} // namespace

ChartPrivate::ChartPrivate(Chart& chart)
    : q(chart)
    , plot(new Plot(&chart))
    , frame(*this)
    , crosshair(*this)
    , input(*this) {
    // The chart itself takes mouse and keys; the plot only draws.
    plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->setPlottingHints(QCP::phFastPolylines);
    plot->plotLayout()->clear();
    plot->plotLayout()->setMargins({});
    plot->plotLayout()->setRowSpacing(0);
    addLayers();
}

ChartPrivate::~ChartPrivate() {
    ChartClock::instance().forget(this);
    tracks.clear();
    delete plot; // deleted now, while the objects that its layers paint still exist
}

void ChartPrivate::addLayers() {
    const auto addLayer = [this](const char* name, const char* above, bool buffered) {
        plot->addLayer(name, plot->layer(above), QCustomPlot::limAbove);
        if (buffered)
            plot->layer(name)->setMode(QCPLayer::lmBuffered);
    };
    addLayer("ground", "grid", false);
    addLayer("marks", "axes", false);
    addLayer("brush", "marks", true);
    addLayer("hover", "brush", true);
    const auto paint = [this](const char* layer, const PaintLayer::Paint& how) {
        new PaintLayer(plot, QString::fromLatin1(layer), how); // the plot owns it
    };
    paint("ground", [this](QCPPainter& painter) {
        frame.paintGround(painter);
        if (!frame.hasFailed())
            for (const auto& track : tracks)
                track->paintGround(painter);
    });
    paint("marks", [this](QCPPainter& painter) {
        if (!frame.hasFailed())
            for (const auto& track : tracks)
                track->paintMarks(painter);
        frame.paintMarks(painter);
    });
    paint("brush", [this](QCPPainter& painter) { paintBrush(painter); });
    paint("hover", [this](QCPPainter& painter) {
        if (!frame.hasFailed())
            crosshair.paint(painter);
        frame.paintFocus(painter);
    });
}

void ChartPrivate::attach(Track& track) {
    plot->plotLayout()->addElement(plot->plotLayout()->rowCount(), 0, track.rect());
    new PaintLayer(plot, QStringLiteral("main"), [this, &track](QCPPainter& painter) {
        if (!frame.hasFailed())
            track.paintData(painter);
    });
    track.restyle();
    changed();
}

void ChartPrivate::restyle() {
    plot->setBackground(QBrush(color(Token::Surface)));
    for (const auto& track : tracks)
        track->restyle();
    m_left = 0;
    m_gutterWords = 0;
    changed();
}

QRectF ChartPrivate::stage() const {
    if (tracks.empty())
        return q.rect();
    return {tracks.front()->box().topLeft(), tracks.back()->box().bottomRight()};
}

double ChartPrivate::toX(double pixel) const {
    return tracks.empty() ? 0 : tracks.front()->xAxis()->pixelToCoord(pixel);
}

double ChartPrivate::toPixel(double x) const { return tracks.empty() ? 0 : tracks.front()->toPixelX(x); }

bool ChartPrivate::hasData() const {
    return std::ranges::any_of(tracks, [](const auto& track) { return track->extent().has_value(); });
}

Thinning ChartPrivate::thinning() const {
    Thinning most;
    for (const auto& track : tracks)
        if (const Thinning one = track->thinning(); one.points < one.total && one.total > most.total)
            most = one;
    return most;
}

QStringList ChartPrivate::brushLabel(const BrushRange& range) const {
    QStringList label{range.name, axis.text(range.span)};
    if (rangeDetail)
        label << rangeDetail(range.span);
    return label;
}

bool ChartPrivate::canBeLogarithmic() const {
    return std::ranges::any_of(tracks, [](const auto& track) { return track->canBeLogarithmic(); });
}

bool ChartPrivate::isLogarithmic() const {
    return std::ranges::any_of(tracks, [](const auto& track) { return track->isLogarithmic(); });
}

void ChartPrivate::setLogarithmic(bool logarithmic) {
    for (const auto& track : tracks)
        track->setLogarithmic(logarithmic);
    changed();
    Q_EMIT q.logToggled(logarithmic);
}

void ChartPrivate::announceVisible() {
    const Interval visible = axis.visible();
    if (m_announced == visible || !axis.isKnown())
        return;
    m_announced = visible;
    Q_EMIT q.visibleRangeChanged(visible.begin, visible.end);
}

void ChartPrivate::refresh() {
    if (m_refreshing || tracks.empty())
        return;
    m_refreshing = true;
    plot->setViewport(q.rect());
    std::optional<Interval> extent;
    for (const auto& track : tracks)
        if (const auto own = track->extent())
            extent = extent ? Interval{std::min(extent->begin, own->begin), std::max(extent->end, own->end)}
                            : *own;
    axis.setExtent(extent);
    fitGutter();
    const Interval visible = axis.visible();
    const double dots = plot->bufferDevicePixelRatio();
    const int columns = std::max(50, static_cast<int>((q.width() - m_left - gutter - 2 * kSide) * dots));
    for (const auto& track : tracks) {
        track->xAxis()->setScaleType(logarithmicX ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        track->xAxis()->setRange(visible.begin, visible.end);
        track->prepare(visible, columns);
    }
    layOut();
    if (std::exchange(m_leastHeight, leastHeight()) != m_leastHeight)
        q.updateGeometry();
    frame.placeButton();
    // Their layer must not be hidden: axes and grid are on it, too.
    for (int i = 0; i < plot->plottableCount(); ++i)
        plot->plottable(i)->setVisible(!frame.hasFailed());
    m_refreshing = false;
    announceVisible();
}

void ChartPrivate::setGutter(int least) {
    m_leastGutter = least;
    gutter = scaled(least);
}

/// Makes the gutter wide enough for its texts, up to a quarter of the chart. It only grows; otherwise a
/// changed name would move the plot.
void ChartPrivate::fitGutter() {
    if (m_leastGutter == 0)
        return;
    m_gutterWords = std::max(m_gutterWords, static_cast<int>(std::ceil(frame.gutterWords())));
    gutter = std::max(scaled(m_leastGutter), std::min(m_gutterWords, q.width() / 4));
}

int ChartPrivate::roomAbove(std::size_t track) const {
    const Track& one = *tracks[track];
    if (track > 0)
        return kBetween + one.topRoom();
    return frame.topRoom() + (frame.isUnitBesideBars(one) ? one.markRoom() : one.topRoom());
}

int ChartPrivate::leastHeight() const {
    int height = frame.bottomRoom() + static_cast<int>(tracks.size()) - 1; // the lines of the upper axes
    for (std::size_t i = 0; i < tracks.size(); ++i)
        height += roomAbove(i) + tracks[i]->leastHeight();
    return height;
}

/// Margins depend on labels, labels on ticks, ticks on heights. So this lays out with the current margins,
/// and a second time if labels turn out wider.
void ChartPrivate::layOut() {
    QCPLayoutGrid* grid = plot->plotLayout();
    for (int round = 0; round < 2; ++round) {
        const double left = gutter + m_left;
        double right = frame.rightRoom(q.width() - left);
        for (const auto& track : tracks)
            right = std::max(right, track->rightRoom(q.width() - left));
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            Track& track = *tracks[i];
            const bool last = i + 1 == tracks.size();
            const int bottom = last ? frame.bottomRoom() : 1;
            track.rect()->setMargins({static_cast<int>(std::ceil(left)), roomAbove(i),
                                      static_cast<int>(std::ceil(std::max<double>(right, kSide))), bottom});
            const int fixed = track.fixedHeight();
            // The layout shares out the height with margins, so that without this the tracks' would differ.
            const bool enough = tracks.size() > 1 && q.height() >= leastHeight();
            track.rect()->setMinimumSize(40, std::max(fixed, enough ? track.leastHeight() : kLeastPlot));
            track.rect()->setMaximumSize(QWIDGETSIZE_MAX, fixed > 0 ? fixed : QWIDGETSIZE_MAX);
            track.rect()->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
            grid->setRowStretchFactor(static_cast<int>(i), std::max(track.stretch, 0.01));
        }
        grid->setOuterRect(plot->viewport());
        grid->update(QCPLayoutElement::upMargins);
        grid->update(QCPLayoutElement::upLayout);
        double labels = 0;
        for (const auto& track : tracks) {
            frame.setTicker(*track->xAxis(), track->rect()->width());
            track->scaleVertical();
        }
        grid->update(QCPLayoutElement::upPreparation);
        for (const auto& track : tracks)
            labels = std::max(labels, track->labelWidth());
        const double wanted =
            std::max<double>(kLeastLeft, std::ceil((labels + kSide + 8) / kLeftStep) * kLeftStep);
        if (wanted <= m_left)
            return;
        m_left = wanted;
    }
}

void ChartPrivate::repaintChart() {
    refresh();
    plot->replot(QCustomPlot::rpQueuedRefresh);
}

void ChartPrivate::repaintBrush() {
    if (q.isVisible()) // otherwise it is painted when it is shown
        plot->layer(QStringLiteral("brush"))->replot();
}

void ChartPrivate::repaintHover() {
    if (q.isVisible())
        plot->layer(QStringLiteral("hover"))->replot();
}

void ChartPrivate::paintBrush(QCPPainter& painter) {
    if (frame.hasFailed() || tracks.empty())
        return;
    std::vector<QRectF> tinted;
    std::vector<QRectF> words;
    for (const auto& track : tracks)
        if (track->takesTint())
            tinted.push_back(track->box());
        else if (const QRectF head = track->headBox(); !head.isEmpty() && track != tracks.front())
            words.push_back(head);
    paintRanges(painter,
                BrushPicture{stage(), tinted, words, [this](double x) { return toPixel(x); },
                             [this](const BrushRange& range) { return brushLabel(range); }},
                brush, excluded);
}

} // namespace driftwood::ui
