#include "drawn_text.h"

#include "ui/charts/plot/qcp.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QWidget>

namespace driftwood::test {
namespace {

/// Paints nothing and remembers the texts.
class Listener : public QPaintEngine {
  public:
    explicit Listener(const QRectF& room)
        : QPaintEngine(AllFeatures)
        , m_room(room) {}

    QList<DrawnText> texts;

    bool begin(QPaintDevice* /*device*/) override { return true; }
    bool end() override { return true; }
    [[nodiscard]] Type type() const override { return User; }
    void updateState(const QPaintEngineState& now) override {
        if (now.state() & DirtyTransform)
            m_transform = now.transform();
        if (now.state() & (DirtyClipRegion | DirtyClipPath | DirtyClipEnabled))
            m_clip = now.painter()->hasClipping() ? now.painter()->clipBoundingRect() : QRectF();
    }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
    void drawTiledPixmap(const QRectF&, const QPixmap&, const QPointF&) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        const QRectF place(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        const QRectF clip = m_clip.isNull() ? m_room : m_transform.mapRect(m_clip) & m_room;
        texts.append({item.text(), m_transform.mapRect(place), clip});
    }

  private:
    QRectF m_room;
    QTransform m_transform;
    QRectF m_clip; ///< in the painter's coordinates; null: none
};

class Screen : public QPaintDevice {
  public:
    explicit Screen(const QWidget& widget)
        : m_widget(widget)
        , m_engine(widget.rect()) {}

    [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_engine; }
    [[nodiscard]] const QList<DrawnText>& texts() const { return m_engine.texts; }

  protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
        case PdmWidth:
            return m_widget.width();
        case PdmHeight:
            return m_widget.height();
        case PdmWidthMM:
            return m_widget.widthMM();
        case PdmHeightMM:
            return m_widget.heightMM();
        case PdmDepth:
            return m_widget.depth();
        case PdmNumColors:
            return m_widget.colorCount();
        case PdmDpiX:
        case PdmPhysicalDpiX:
            return m_widget.logicalDpiX();
        case PdmDpiY:
        case PdmPhysicalDpiY:
            return m_widget.logicalDpiY();
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

  private:
    const QWidget& m_widget;
    mutable Listener m_engine;
};

} // namespace

QList<DrawnText> drawnTexts(QWidget& widget) {
    Screen screen(widget);
    if (auto* plot = qobject_cast<QCustomPlot*>(&widget)) { // otherwise it paints a picture that it keeps
        QCPPainter painter(&screen);
        plot->toPainter(&painter, plot->width(), plot->height());
    } else {
        QPainter painter(&screen);
        widget.render(&painter, QPoint(), QRegion(), QWidget::RenderFlags());
    }
    return screen.texts();
}

} // namespace driftwood::test
