// driftwood_chart_gallery [--dark] [--pages] [--width W] [--height H] [--png FILE]
// Shows every kind of chart beside its rule, for visual checks. With --png it draws once and exits.

#include "ui/charts/gallery/gallery.h"
#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QGridLayout>
#include <QLabel>
#include <QTimer>

namespace {

using namespace driftwood::ui;

QLabel* label(const QString& text, TextStyle style, Token ink) {
    auto* out = new QLabel(text);
    setTextStyle(*out, style);
    setInk(*out, ink);
    out->setWordWrap(true);
    return out;
}

QWidget* card(const Exhibit& exhibit) {
    auto* out = new QWidget;
    setGround(*out, Token::Surface);
    auto* layout = new QVBoxLayout(out);
    layout->setContentsMargins(0, 8, 0, 8);
    const auto indented = [&](QLabel* text) {
        text->setContentsMargins(12, 0, 12, 0);
        layout->addWidget(text);
    };
    indented(label(exhibit.title, TextStyle::Heading, Token::Ink));
    exhibit.chart->setAccessibleName(exhibit.title);
    layout->addWidget(exhibit.chart, 1);
    if (!exhibit.caption.isEmpty())
        indented(label(exhibit.caption, TextStyle::Small, Token::Ink2));
    return out;
}

QWidget* wall(bool wide) {
    auto* out = new QWidget;
    setGround(*out, Token::Window);
    auto* grid = new QGridLayout(out);
    grid->setSpacing(14);
    grid->setContentsMargins(24, 20, 24, 20);
    const std::vector<Exhibit> exhibits = wide ? pages() : rules();
    const int columns = wide ? 1 : 4;
    for (int i = 0; i < static_cast<int>(exhibits.size()); ++i) {
        grid->addWidget(card(exhibits[static_cast<std::size_t>(i)]), i / columns, i % columns);
        if (wide)
            grid->setRowStretch(i, i == 0 ? 0 : i == 4 ? 4 : 2);
    }
    return out;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOptions(
        {{QStringLiteral("dark"), QStringLiteral("Dark theme.")},
         {QStringLiteral("pages"), QStringLiteral("Charts as pages have them.")},
         {QStringLiteral("width"), QStringLiteral("Of the window."), QStringLiteral("pixels"),
          QStringLiteral("1440")},
         {QStringLiteral("height"), QStringLiteral("Of the window."), QStringLiteral("pixels"),
          QStringLiteral("1130")},
         {QStringLiteral("png"), QStringLiteral("Draw into a file and end."), QStringLiteral("file")}});
    arguments.process(app);
    applyTheme(app, arguments.isSet(QStringLiteral("dark")) ? ThemeChoice::Dark : ThemeChoice::Light);
    const std::unique_ptr<QWidget> window(wall(arguments.isSet(QStringLiteral("pages"))));
    window->resize(arguments.value(QStringLiteral("width")).toInt(),
                   arguments.value(QStringLiteral("height")).toInt());
    window->show();
    const QString png = arguments.value(QStringLiteral("png"));
    if (png.isEmpty())
        return QApplication::exec();
    // Enough for two rounds of the charts' clock: the second one uses the label widths that the first one
    // measured.
    QTimer::singleShot(200, &app, [&] { QApplication::exit(window->grab().save(png) ? 0 : 1); });
    return QApplication::exec();
}
