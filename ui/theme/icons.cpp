#include "ui/theme/icons.h"

#include "ui/theme/theme.h"
#include "ui/theme/theme_data.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <optional>

namespace driftwood::ui {

namespace {

const QString kFolder = QStringLiteral(":/driftwood/icons/");

/// The icon's SVG text; empty for an unknown name.
QByteArray source(const QString& name) {
    static QHash<QString, QByteArray> cache;
    if (const auto it = cache.constFind(name); it != cache.constEnd())
        return *it;
    (void)themeData(false); // registers the icons' resources, too
    QFile file(kFolder + name + QStringLiteral(".svg"));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    if (text.isEmpty())
        qWarning("no icon is called \"%s\"", qPrintable(name));
    cache.insert(name, text);
    return text;
}

void render(QPainter& painter, const QRectF& rect, const QString& name, const QColor& tint) {
    QByteArray svg = source(name);
    if (svg.isEmpty())
        return;
    // QSvgRenderer draws currentColor in black, whatever the painter's pen is.
    QSvgRenderer(svg.replace("currentColor", tint.name().toLatin1())).render(&painter, rect);
}

QPixmap rendered(const QString& name, const QSize& devicePixels, const QColor& tint) {
    const QString key = QStringLiteral("driftwood-icon %1 %2x%3 %4")
                            .arg(name)
                            .arg(devicePixels.width())
                            .arg(devicePixels.height())
                            .arg(tint.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(devicePixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = std::min(devicePixels.width(), devicePixels.height());
    render(painter,
           QRectF((devicePixels.width() - side) / 2.0, (devicePixels.height() - side) / 2.0, side, side),
           name, tint);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemeIconEngine : public QIconEngine {
  public:
    ThemeIconEngine(QString name, std::optional<Token> tint)
        : m_name(std::move(name))
        , m_tint(tint) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        paintIcon(*painter, rect, m_name, tint(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return rendered(m_name, size, tint(mode, state));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        QPixmap pixmap = rendered(m_name, size * scale, tint(mode, state)); // the size is logical
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
#else
        Q_UNUSED(scale); // the size is in device pixels and QIcon sets the ratio
        return rendered(m_name, size, tint(mode, state));
#endif
    }

    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    /// Empty for an icon with a fixed colour: the style tints the icons that have a name like the text beside
    /// them.
    QString iconName() override { return m_tint ? QString() : m_name; }
    bool isNull() override { return source(m_name).isEmpty(); }
    [[nodiscard]] QString key() const override { return QStringLiteral("driftwood"); }
    [[nodiscard]] QIconEngine* clone() const override { return new ThemeIconEngine(m_name, m_tint); }

  private:
    [[nodiscard]] QColor tint(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return color(Token::Ink3);
        if (m_tint)
            return color(*m_tint);
        return color(state == QIcon::On ? Token::Accent : Token::Ink);
    }

    QString m_name;
    std::optional<Token> m_tint;
};

} // namespace

QIcon icon(const QString& name) { return QIcon(new ThemeIconEngine(name, std::nullopt)); }
QIcon icon(const QString& name, Token tint) { return QIcon(new ThemeIconEngine(name, tint)); }

QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& tint) {
    const int side = qRound(size * devicePixelRatio);
    QPixmap pixmap = rendered(name, QSize(side, side), tint);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& tint) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    render(painter, rect, name, tint);
    painter.restore();
}

QStringList iconNames() {
    static const QStringList kNames = [] {
        (void)themeData(false);
        QStringList names = QDir(kFolder).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
        for (QString& name : names)
            name.chop(4);
        return names;
    }();
    return kNames;
}

} // namespace driftwood::ui
