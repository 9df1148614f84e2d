#include "ui/shell/keys_dialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/scrolled_form.h"
#include "ui/widgets/text/text_label.h"

#include <QCoreApplication>
#include <QDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

struct KeysWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::KeysWords)
};

struct Group {
    QString title;
    QList<QPair<QString, QString>> keys; ///< each key with its function
};

QString native(const QString& keys) {
    QStringList parts;
    for (const QString& one : keys.split(QStringLiteral("  ")))
        parts << QKeySequence(one)
                     .toString(QKeySequence::NativeText)
                     .replace(QStringLiteral("Return"), KeysWords::tr("Return", "the key"));
    return parts.join(QStringLiteral("  "));
}

QList<Group> groups() {
    return {
        {KeysWords::tr("Everywhere"),
         {{native("Ctrl+1") + QStringLiteral(" – ") + native("Ctrl+5"),
           KeysWords::tr("Browse, Data sets, Training, Models, Monitor")},
          {native("Ctrl+K"), KeysWords::tr("go to anything by name")},
          {native("Ctrl+F"), KeysWords::tr("filter or search this page")},
          {native("Return"), KeysWords::tr("in a filter: go to the matches; in a list: open")},
          {native("Ctrl+Return"), KeysWords::tr("the page's main action")},
          {native("F6"), KeysWords::tr("next of List, Work, Facts")},
          {native("F9  Shift+F9"), KeysWords::tr("fold List, Facts")},
          {native("F5"), KeysWords::tr("refresh")},
          {native("Esc"), KeysWords::tr("stop what runs here, then clear")},
          {native("Alt+Left  Alt+Right"), KeysWords::tr("back, forward")},
          {native("Ctrl+,"), KeysWords::tr("settings")},
          {native("F1"), KeysWords::tr("these keys")},
          {native("Ctrl+Q"), KeysWords::tr("quit")}}},
        {KeysWords::tr("Records"),
         {{native("Ctrl+G"), KeysWords::tr("go to an offset or a time")},
          {native("Alt+Up  Alt+Down"), KeysWords::tr("previous, next record of the same key")},
          {native("[  ]"), KeysWords::tr("first, last row")},
          {native("Space"), KeysWords::tr("pause or follow the live tail")},
          {native("Ctrl+C"), KeysWords::tr("copy the value")},
          {native("Ctrl+Shift+C"), KeysWords::tr("copy the record as JSON")}}},
        {KeysWords::tr("Ranges"),
         {{native("[  ]"), KeysWords::tr("select the begin, end of a range to move it")},
          {native("Left  Right"), KeysWords::tr("move it; with Shift ten times as far")},
          {native("X"), KeysWords::tr("exclude the range from the others, or include it again")},
          {native("Return"), KeysWords::tr("type its offsets")},
          {native("Del"), KeysWords::tr("remove it")},
          {native("Ctrl+Z  Ctrl+Shift+Z  Ctrl+Y"), KeysWords::tr("undo, redo")}}},
        {KeysWords::tr("Charts"),
         {{native("Left  Right"), KeysWords::tr("move the crosshair; with Shift ten times as far")},
          {native("+  -  0"), KeysWords::tr("zoom in, out, all")},
          {native("L"), KeysWords::tr("linear or logarithmic")}}},
        {KeysWords::tr("Training and Monitor"),
         {{native("Space"), KeysWords::tr("pause the run, or the view of a monitor")},
          {native("F2"), KeysWords::tr("rename the run")},
          {native("Del"), KeysWords::tr("remove the run or data set")},
          {native("F11"), KeysWords::tr("wall display of the monitor")}}},
    };
}

QWidget* table() {
    auto* widget = new QWidget;
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, metrics::kGap12, 0);
    grid->setHorizontalSpacing(metrics::kGap24);
    grid->setVerticalSpacing(metrics::kGap4);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Group& group : groups()) {
        if (row > 0)
            grid->setRowMinimumHeight(row++, metrics::kGap8);
        grid->addWidget(textLabel(group.title, TextStyle::Heading), row++, 0, 1, 2);
        for (const auto& [keys, does] : group.keys) {
            grid->addWidget(textLabel(keys, TextStyle::Value, Token::Ink2), row, 0);
            auto* words = textLabel(does, TextStyle::Body);
            words->setWordWrap(true);
            grid->addWidget(words, row++, 1);
        }
    }
    return widget;
}

QString helpText(const QString& purpose) {
    const QString manual = KeysWords::tr("The manual: man driftwood, man driftwood-cli.");
    return purpose.isEmpty() ? manual : purpose + QLatin1Char('\n') + manual;
}

const QString kName = QStringLiteral("keys");
const QString kAboutName = QStringLiteral("about");

} // namespace

void showKeys(QWidget* window, const QString& purpose) {
    if (auto* open = window->findChild<QDialog*>(kName)) {
        open->findChild<QLabel*>(kAboutName)->setText(helpText(purpose)); // the page may be another one
        open->raise();
        open->activateWindow();
        return;
    }
    auto* dialog = new QDialog(window);
    dialog->setObjectName(kName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(KeysWords::tr("Keys"));
    auto* close = pushButton(KeysWords::tr("Close"));
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(close);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(metrics::kGap24, metrics::kGap16, metrics::kGap24, metrics::kGap16);
    column->setSpacing(metrics::kGap12);
    column->addWidget(textLabel(KeysWords::tr("Keys"), TextStyle::Title));
    auto* about = textLabel(helpText(purpose), TextStyle::Small, Token::Ink2);
    about->setObjectName(kAboutName);
    about->setWordWrap(true);
    column->addWidget(about);
    column->addWidget(new ScrolledForm(table()), 1);
    column->addLayout(foot);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    close->setFocus();
    dialog->show();
}

} // namespace driftwood::ui
