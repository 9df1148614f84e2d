#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "widgets/gallery/gallery_cards.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QTimer>

// Every control and state in one picture: `driftwood_gallery`, or `driftwood_gallery --dark --grab
// sheet.png`.

using namespace driftwood::ui;

namespace {

QWidget* sheet() {
    auto* page = new QWidget;
    setGround(*page, Token::Window);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(24, 20, 24, 20);
    row->setSpacing(14);
    const QList<QList<QWidget*>> columns{
        {buttonsCard(), inputsCard(), connectionCard(), tabsCard()},
        {tableCard(), treeCard(), progressCard(), saidCard()},
        {toastCard(), menuCard(), listCard(), factsCard(), typeCard(), iconCard()}};
    for (const auto& cards : columns) {
        auto* column = new QVBoxLayout;
        column->setSpacing(14);
        for (QWidget* card : cards)
            column->addWidget(card);
        column->addStretch();
        row->addLayout(column, 1);
    }
    page->setFixedSize(1440, row->totalHeightForWidth(1440));
    return page;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QCommandLineParser options;
    options.addOption({"dark", "The dark theme."});
    options.addOption({"factor", "Text size in percent.", "percent", "100"});
    options.addOption({"grab", "Write the sheet to a picture and end.", "file"});
    options.process(app);
    setFontFactor(options.value("factor").toInt());
    applyTheme(app, options.isSet("dark") ? ThemeChoice::Dark : ThemeChoice::Light);
    QScrollArea area;
    area.setWidget(sheet());
    area.resize(1460, 1000);
    area.show();
    if (options.isSet("grab"))
        QTimer::singleShot(300, &area, [&] {
            const bool ok = area.widget()->grab().save(options.value("grab"));
            QApplication::exit(ok ? 0 : 1);
        });
    return QApplication::exec();
}
