#include "app/tour/album.h"

#include "base/files.h"
#include "ui/page/preferences.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>
#include <QRegularExpression>
#include <QWidget>
#include <QtTest>

namespace driftwood::tour {
namespace {

constexpr int kSettleMs = 150; // charts repaint at intervals

/// The window together with any dialog or menu over it.
QPixmap pictureOf(QWidget& window) {
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    for (QWidget* other : QApplication::topLevelWidgets()) {
        if (other == &window || !other->isVisible() || !other->isWindow())
            continue;
        painter.drawPixmap(window.mapFromGlobal(other->mapToGlobal(QPoint(0, 0))), other->grab());
    }
    return picture;
}

Status save(const QPixmap& picture, const QString& path) {
    if (!picture.save(path))
        return fail(ErrorCode::Io, "a picture could not be written", path.toStdString(),
                    "Check that the folder can be written and the disk has room.");
    return {};
}

} // namespace

Status Album::prepare() {
    if (!m_folder.mkpath(QStringLiteral(".")))
        return fail(ErrorCode::Io, "the folder cannot be made", m_folder.path().toStdString());
    return {};
}

Status Album::take(const QString& title, const QString& caption, QWidget& window,
                   ui::Preferences& preferences) {
    QString slug = title.toLower();
    slug.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
    const QString number = QStringLiteral("%1").arg(m_pictures.size() + 1, 2, 10, QChar('0'));
    Picture picture{title, caption, QStringLiteral("%1-%2.png").arg(number, slug),
                    QStringLiteral("%1-%2-dark.png").arg(number, slug)};
    const QString theme = preferences.themeName();
    for (const bool dark : {false, true}) {
        preferences.setThemeName(dark ? QStringLiteral("dark") : QStringLiteral("light"));
        QTest::qWait(kSettleMs);
        if (auto saved = save(pictureOf(window), m_folder.filePath(dark ? picture.dark : picture.light));
            !saved)
            return saved;
    }
    preferences.setThemeName(theme);
    m_pictures.append(picture);
    return {};
}

Status Album::writePage(const QString& verdict) const {
    QString page =
        QStringLiteral("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                       "<title>Driftwood: the tour</title>\n<style>"
                       "body{font:15px/1.5 Inter,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;"
                       "color-scheme:light dark}"
                       "img{width:100%;border:1px solid #8884;border-radius:4px}"
                       "h2{margin:2rem 0 0}p{margin:.3rem 0 .8rem}</style></head><body>\n"
                       "<h1>Driftwood: the tour</h1>\n<p>%1</p>\n")
            .arg(verdict.toHtmlEscaped());
    int number = 0;
    for (const Picture& picture : m_pictures)
        page +=
            QStringLiteral("<h2>%1. %2</h2>\n<p>%3</p>\n<picture><source srcset=\"%4\" "
                           "media=\"(prefers-color-scheme: dark)\"><img src=\"%5\" alt=\"%2\"></picture>\n")
                .arg(QString::number(++number), picture.title.toHtmlEscaped(),
                     picture.caption.toHtmlEscaped(), picture.dark, picture.light);
    page += QStringLiteral("</body></html>\n");
    return writeFileAtomically(pagePath().toStdString(), page.toStdString());
}

} // namespace driftwood::tour
