#include "../translations/drawn_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/layout/tile.h"
#include "ui/widgets/lists/choice_delegate.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/messages/banner.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/toast_area.h"
#include "ui/widgets/messages/toast_card.h"
#include "ui/widgets/text/fact_value.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/tag.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QToolTip>
#include <QVBoxLayout>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

/// Collects every control of the page that can have the focus but has no accessible name.
void collectUnnamed(QAccessibleInterface* node, QStringList& unnamed) {
    if (node == nullptr || node->state().invisible)
        return;
    if (node->state().focusable && node->text(QAccessible::Name).isEmpty())
        unnamed << QString::fromLatin1(node->object() != nullptr ? node->object()->metaObject()->className()
                                                                 : "?");
    for (int i = 0; i < node->childCount(); ++i)
        collectUnnamed(node->child(i), unnamed);
}

} // namespace

class TestWidgets : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeChoice::Light); }

    void aSentenceKeepsItsPiecesWhereTheTranslatorPutsThem() {
        const RichText text("of %2, %1 were read: 100 %", {mono("3"), strong("7")});
        QCOMPARE(text.plainText(), QString("of 7, 3 were read: 100 %"));
        QCOMPARE(text.spans().size(), qsizetype(5));
        QCOMPARE(*text.spans()[1].style, TextStyle::Strong);
        QCOMPARE(*text.spans()[3].style, TextStyle::Value);
        QCOMPARE(RichText("%9 stays", {mono("a")}).plainText(), QString("%9 stays"));
    }

    void aLineThatDoesNotFitEndsInDots() {
        const RichText text("scanned %1 of %2", {monoStrong("1,306,482"), mono("3,458,293")});
        const int width = richTextWidth(text, {});
        QVERIFY(!RichLayout(text, {}, width, false).isElided());
        const RichLayout narrow(text, {}, width / 2, false);
        QVERIFY(narrow.isElided());
        QVERIFY(narrow.size().width() <= width / 2);
        QVERIFY(RichLayout(text, {}, width / 2, true).size().height() > narrow.size().height());
    }

    void aLinkAnswersToMouseAndKeyboard() {
        RichLine line(RichText("open %1 or %2", {ui::link("this", "a"), ui::link("that", "b")}));
        line.resize(line.sizeHint());
        line.show();
        QVERIFY(QTest::qWaitForWindowActive(&line));
        QSignalSpy opened(&line, &QLabel::linkActivated);
        const RichLayout layout(line.richText(), {}, line.width(), false);
        const QPoint that = layout.linkRects(1).constFirst().center().toPoint();
        QTest::mouseClick(&line, Qt::LeftButton, {}, that);
        QCOMPARE(opened.takeFirst().constFirst().toString(), QString("b"));
        QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(2, that.y()));
        QVERIFY(opened.isEmpty());
        line.setFocus(Qt::TabFocusReason);
        QTest::keyClick(&line, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().constFirst().toString(), QString("a"));
        QTest::keyClick(&line, Qt::Key_Right);
        QTest::keyClick(&line, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().constFirst().toString(), QString("b"));
    }

    void oneOfAFewIsChosenByMouseAndArrows() {
        SegmentedControl span("Span", {"1 h", "6 h", "24 h"});
        span.setItemEnabled(1, false, "no records");
        span.show();
        QVERIFY(QTest::qWaitForWindowActive(&span));
        QCOMPARE(span.currentIndex(), 0);
        QSignalSpy chosen(&span, &SegmentedControl::currentIndexChanged);
        const auto buttons = span.findChildren<QAbstractButton*>();
        QTest::mouseClick(buttons[2], Qt::LeftButton);
        QCOMPARE(chosen.takeFirst().constFirst().toInt(), 2);
        QTest::keyClick(buttons[2], Qt::Key_Left); // skips the disabled choice
        QCOMPARE(chosen.takeFirst().constFirst().toInt(), 0);
        QVERIFY(buttons[0]->hasFocus());
    }

    // "1 h" is shown as pressed only while an hour is shown.
    void aChoiceThatDoesNotHoldIsLiftedAndCanBePressedAgain() {
        SegmentedControl span("Span", {"1 h", "6 h"});
        span.show();
        QVERIFY(QTest::qWaitForWindowActive(&span));
        const auto buttons = span.findChildren<QAbstractButton*>();
        QSignalSpy chosen(&span, &SegmentedControl::currentIndexChanged);
        span.setHolds(false);
        QVERIFY(!buttons[0]->isChecked() && !buttons[1]->isChecked());
        QCOMPARE(span.currentIndex(), 0);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(buttons[0]->focusPolicy(), Qt::StrongFocus); // Tab still reaches it
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(chosen.takeFirst().constFirst().toInt(), 0);
        QVERIFY(buttons[0]->isChecked());
        span.setHolds(false);
        buttons[0]->setFocus();
        QTest::keyClick(buttons[0], Qt::Key_Right);
        QCOMPARE(chosen.takeFirst().constFirst().toInt(), 1);
        QVERIFY(buttons[1]->isChecked() && !buttons[0]->isChecked());
        QCOMPARE(buttons[0]->focusPolicy(), Qt::ClickFocus);
    }

    void aFilterSettlesAndEscClearsIt() {
        FilterField field("Filter topics");
        field.show();
        QVERIFY(QTest::qWaitForWindowActive(&field));
        QSignalSpy settled(&field, &FilterField::filterChanged);
        QTest::keyClicks(&field, "plant");
        QTRY_COMPARE(settled.size(), 1); // once, not five times
        QCOMPARE(settled.takeFirst().constFirst().toString(), QString("plant"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QTRY_COMPARE(settled.size(), 1);
    }

    void aDangerousButtonWaitsForTheName() {
        ConfirmDialog dialog({"Reset offsets", RichText("Moves them back."), "Reset", "scorer", "production",
                              "production", "west"});
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto* field = dialog.findChild<QLineEdit*>();
        QPushButton* reset = nullptr;
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text() == "Reset")
                reset = button;
        QVERIFY(field != nullptr && reset != nullptr);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, "score");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!reset->isEnabled());
        QVERIFY(dialog.isVisible());
        QTest::keyClicks(field, "r");
        QVERIFY(reset->isEnabled());
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void escapeLeavesAQuestionUnanswered() {
        ConfirmDialog dialog({"Delete run 3", RichText("Its checkpoints go too."), "Delete"});
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
    }

    void aFactIsCopiedWholeAndItsLinkOpens() {
        FactsSection section("Identity");
        section.setFacts({{"SHA-256", "9f2c … 7e05", {}, TextStyle::Value, Token::Ink, "9f2c41ab7e05"},
                          {"Model", "v3", "model:3"}});
        section.show();
        QVERIFY(QTest::qWaitForWindowActive(&section));
        QSignalSpy opened(&section, &FactsSection::linkActivated);
        QList<QLabel*> values;
        for (auto* label : section.findChildren<QLabel*>())
            if (label->focusPolicy() & Qt::TabFocus)
                values << label;
        QCOMPARE(values.size(), qsizetype(2));
        values[0]->setFocus(Qt::TabFocusReason);
        QTest::keyClick(values[0], Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("9f2c41ab7e05"));
        QTest::mouseClick(values[1], Qt::LeftButton);
        QTest::keyClick(values[1], Qt::Key_Return);
        QCOMPARE(opened.size(), 2);
        QLabel* kept = values[0];
        section.setFacts({{"SHA-256", "aaaa"}});
        QCOMPARE(kept->text(), QString("aaaa")); // the row was kept, and its value changed
    }

    /// The version of a schema stood behind the dots.
    void theEndOfAFactIsNeverShortened() {
        FactsSection section("Position");
        section.setFacts({{.key = "Value schema",
                           .value = "com.example.plant.west.machines.readings-value",
                           .end = " v13, id 107"}});
        section.resize(260, 80);
        section.show();
        QVERIFY(QTest::qWaitForWindowActive(&section));
        auto* value = section.findChild<FactValue*>();
        QVERIFY(value != nullptr);
        QString painted;
        for (const test::DrawnText& drawn : test::drawnTexts(*value)) {
            painted += drawn.text;
            QVERIFY(drawn.room.contains(drawn.place));
        }
        QVERIFY2(painted.startsWith("com.") && painted.contains(QChar(0x2026)) &&
                     painted.endsWith("e v13, id 107"),
                 qPrintable(painted));
        value->setFocus(Qt::TabFocusReason);
        QTest::keyClick(value, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().endsWith("readings-value v13, id 107"));
    }

    void aSectionWithFewerFactsIsLowerAgain() {
        FactsSection section("Quality");
        section.setFacts({{"MAE", "1"}});
        const int one = section.sizeHint().height();
        section.setFacts({{"Accuracy", "1"}, {"Precision", "2"}, {"Recall", "3"}, {"F1", "4"}});
        QVERIFY(section.sizeHint().height() > one);
        section.setFacts({{"MAE", "1"}});
        QCOMPARE(section.sizeHint().height(), one);
    }

    void anErrorSaysWhatWhereAndWhatToDo() {
        ErrorCard card;
        card.setError(
            {ErrorCode::RangeGone, "the range is no longer whole", "plant.machines, P2", "use what is left"},
            "Use it");
        card.show();
        QCOMPARE(card.accessibleName(),
                 QString("The range is no longer whole (plant.machines, P2). Use what is left"));
        QSignalSpy acted(&card, &ErrorCard::actionTriggered);
        QTest::mouseClick(card.actionButton(), Qt::LeftButton);
        QCOMPARE(acted.size(), 1);
        for (auto* button : card.findChildren<QPushButton*>())
            if (button != card.actionButton())
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString("The range is no longer whole\nplant.machines, P2\nUse what is left"));
    }

    void atMostThreeToastsAndErrorsStay() {
        QWidget window;
        window.resize(800, 600);
        ToastArea area(&window);
        window.show();
        const int error =
            area.showToast({MessageKind::Error, "Export stopped", RichText("disk full"), "Retry"});
        for (const char* title : {"one", "two", "three"})
            area.showToast({MessageKind::Info, title, {}, {}});
        QCOMPARE(area.count(), 3);
        QSignalSpy acted(&area, &ToastArea::actionTriggered);
        QSignalSpy closed(&area, &ToastArea::toastClosed);
        QVERIFY(area.geometry().right() < window.width() && area.geometry().bottom() < window.height());
        ToastCard* first = area.findChildren<ToastCard*>().constFirst();
        QCOMPARE(first->id(), error); // the oldest, but errors stay
        QTest::mouseClick(first->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(acted.takeFirst().constFirst().toInt(), error);
        QCOMPARE(closed.takeFirst().constFirst().toInt(), error);
        QCOMPARE(area.count(), 2);
        area.showToast({MessageKind::Error, "again", {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(area.count(), 1, 15000); // six seconds for the others; the error stays
    }

    /// The advice is at the end of a sentence, so it must not be cut.
    void aBannerShowsAllThatItSays() {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins({});
        auto* banner = new Banner;
        column->addWidget(banner);
        column->addStretch();
        window.resize(700, 400);
        const auto button = [banner](const QString& text) -> QPushButton* {
            for (auto* candidate : banner->findChildren<QPushButton*>())
                if (candidate->isVisible() && candidate->text() == text)
                    return candidate;
            return nullptr;
        };
        banner->showMessage(MessageKind::Error, QString("No connection."), "Try now");
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(banner->height() > 0);
        const int low = banner->height();
        auto* text = banner->findChild<RichLine*>();
        const QString sentence("The broker refused the login as the user of the plant. ");
        banner->showMessage(MessageKind::Error, sentence.repeated(3) + "Give another password.", "Try now");
        QTRY_VERIFY(banner->height() > low);
        QTRY_COMPARE(text->height(), text->heightForWidth(text->width()));
        QVERIFY(button("More") == nullptr);
        QVERIFY(button("Try now") != nullptr);
        banner->showMessage(MessageKind::Error, sentence.repeated(12) + "Give another password.", "Try now");
        QTRY_VERIFY(button("More") != nullptr);
        QVERIFY(text->height() < text->heightForWidth(text->width()));
        QVERIFY(text->toolTip().contains("Give another"));
        QTest::mouseClick(button("More"), Qt::LeftButton);
        QTRY_COMPARE(text->height(), text->heightForWidth(text->width()));
        QVERIFY(button("Less") != nullptr);
        banner->showMessage(MessageKind::Error, QString("No connection."), "Try now");
        QTRY_COMPARE(banner->height(), low);
    }

    void stopIsAskedOnceAndSaysSo() {
        StageProgress stage;
        stage.setTitle("Reading range A");
        stage.setShare(0.25);
        stage.show();
        QCOMPARE(stage.findChild<QProgressBar*>()->value(), 250);
        QSignalSpy stop(&stage, &StageProgress::stopRequested);
        QTest::mouseClick(stage.stopButton(), Qt::LeftButton);
        stage.setStopping(true);
        QTest::mouseClick(stage.stopButton(), Qt::LeftButton);
        QCOMPARE(stop.size(), 1);
        stage.setShare(-1);
        QCOMPARE(stage.findChild<QProgressBar*>()->maximum(), 0);
    }

    void tabsSayTheirCountsAndAnswerToArrows() {
        PageTabs tabs("Views");
        tabs.addTab("Records");
        tabs.addTab("Partitions", 6);
        tabs.setCount(1, 12345);
        tabs.show();
        QVERIFY(QTest::qWaitForWindowActive(&tabs));
        QVERIFY(tabs.tabBar()->tabText(1).endsWith("12,345"));
        QSignalSpy changed(&tabs, &PageTabs::currentChanged);
        QTest::mouseClick(tabs.tabBar(), Qt::LeftButton, {}, tabs.tabBar()->tabRect(1).center());
        QCOMPARE(changed.size(), 1);
        QTest::keyClick(tabs.tabBar(), Qt::Key_Left);
        QCOMPARE(tabs.currentIndex(), 0);
    }

    void everyControlHasANameAndEveryFigureIsSaid() {
        QWidget page;
        auto* column = new QVBoxLayout(&page);
        column->addWidget(new FilterField("Filter topics"));
        column->addWidget(new SegmentedControl("Span", {"1 h", "6 h"}));
        column->addWidget(new LabelledCombo("Start"));
        column->addWidget(iconButton("zoom-in", "Zoom in", QKeySequence("+")));
        auto* tabs = new PageTabs("Views");
        tabs->addTab("Records");
        column->addWidget(tabs);
        auto* section = new FactsSection("Identity");
        section->setFacts({{"Topic", "plant.machines"}});
        column->addWidget(section);
        column->addWidget(new RichLine(RichText("see %1", {ui::link("the topic", "t")})));
        auto* stage = new StageProgress;
        stage->setTitle("Reading");
        column->addWidget(stage);
        auto* tile = new Tile("Lag");
        tile->setFigure("3", "records");
        column->addWidget(tile);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QStringList unnamed;
        collectUnnamed(QAccessible::queryAccessibleInterface(&page), unnamed);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(", ")));
        QVERIFY(tile->accessibleName().startsWith("Lag: 3"));
    }

    /// The table scrolls before names are elided to "t…".
    void namesInATableAreReadable() {
        QStandardItemModel items(1, 3);
        items.setItem(0, 0, new QStandardItem("temperature"));
        QTableView table;
        table.setModel(&items);
        table.horizontalHeader()->resizeSection(1, 150);
        table.horizontalHeader()->resizeSection(2, 150);
        keepNamesReadable(table, 0);
        const int needed = static_cast<QAbstractItemView&>(table).sizeHintForColumn(0);
        table.resize(340, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QTRY_VERIFY(table.columnWidth(0) >= needed);
        QVERIFY(table.columnWidth(0) < needed + 60);
        table.resize(700, 200);
        QTRY_VERIFY(table.columnWidth(0) > 300); // and it takes the remaining width
    }

    // A title was elided to "Gena…keit" although the next column was empty.
    void headsAreNotCutWhereThereIsRoom() {
        QStandardItemModel items(1, 3);
        items.setHorizontalHeaderLabels({"Name", "best baseline", "Genauigkeit"});
        items.setItem(0, 0, new QStandardItem("temperature"));
        QTableView table;
        table.setModel(&items);
        const QHeaderView* header = table.horizontalHeader();
        for (const int column : {1, 2})
            table.setColumnWidth(column, header->sectionSizeHint(column) - 20);
        keepNamesReadable(table, 0);
        const int needed = static_cast<QAbstractItemView&>(table).sizeHintForColumn(0);
        table.resize(needed + table.columnWidth(1) + table.columnWidth(2) + 4, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QTRY_VERIFY(table.columnWidth(0) >= needed);
        QVERIFY(table.columnWidth(2) < header->sectionSizeHint(2)); // names first
        const QPoint at(header->sectionViewportPosition(2) + 4, 6);
        QHelpEvent help(QEvent::ToolTip, at, header->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(header->viewport(), &help);
        QTRY_COMPARE(QToolTip::text(), QString("Genauigkeit"));
        QToolTip::hideText();
        table.resize(700, 200);
        for (const int column : {1, 2})
            QTRY_COMPARE(table.columnWidth(column), header->sectionSizeHint(column));
        QVERIFY(table.columnWidth(0) > 300);
    }

    void aCellThatCanBeChosenHasAChevronAndAListThatOpensAtOnce() {
        QStandardItemModel items(2, 1);
        items.setHorizontalHeaderLabels({"Transform"});
        for (int row = 0; row < 2; ++row) {
            auto* item = new QStandardItem("one-hot");
            item->setData(QStringList{"one-hot", "as it is"}, ChoicesRole);
            item->setEditable(row == 0);
            items.setItem(row, 0, item);
        }
        QTableView table;
        table.setModel(&items);
        table.setItemDelegate(new ChoiceDelegate(&table));
        table.setFocusPolicy(Qt::StrongFocus);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto right = [&](int row) { // where the chevron is drawn, and no text
            const QRect cell = table.visualRect(items.index(row, 0));
            return table.viewport()->grab(QRect(cell.right() - 24, cell.top() + 4, 20, cell.height() - 8));
        };
        table.clearSelection();
        table.setCurrentIndex({});
        QVERIFY(right(0).toImage() != right(1).toImage());

        table.setCurrentIndex(items.index(1, 0));
        QTest::keyClick(&table, Qt::Key_F2);
        QVERIFY(table.findChild<QComboBox*>() == nullptr);
        table.setCurrentIndex(items.index(0, 0));
        QTest::keyClick(&table, Qt::Key_F2);
        auto* list = table.findChild<QComboBox*>();
        QVERIFY(list != nullptr);
        QCOMPARE(list->accessibleName(), QString("Transform"));
        QCOMPARE(list->currentText(), QString("one-hot"));
        QTRY_VERIFY(list->view()->isVisible());
        QTest::keyClick(list->view(), Qt::Key_Down);
        QTest::keyClick(list->view(), Qt::Key_Return);
        QTRY_COMPARE(items.index(0, 0).data().toString(), QString("as it is"));
    }

    void aThemeChangeReachesWhatIsPaintedByHand() {
        Tag tag("complete", TagKind::Ok);
        tag.resize(tag.sizeHint());
        const QRgb light = tag.grab().toImage().pixel(4, 9);
        QCOMPARE(light, color(Token::OkSoft, false).rgb());
        applyTheme(*qApp, ThemeChoice::Dark);
        QCOMPARE(tag.grab().toImage().pixel(4, 9), color(Token::OkSoft, true).rgb());
    }

    /// A column of figures takes room that the names do not need; a cut figure ends in "…", never in its own
    /// last digits.
    void figuresAreWholeWhereThereIsRoom() {
        QStandardItemModel model(1, 2);
        model.setData(model.index(0, 0), QStringLiteral("name"));
        model.setData(model.index(0, 1), QStringLiteral("19,717,284"));
        model.setData(model.index(0, 1), QVariant::fromValue(Qt::Alignment(Qt::AlignRight)),
                      Qt::TextAlignmentRole);
        QTableView table;
        table.setModel(&model);
        auto* delegate = new ValueDelegate(&table);
        table.setItemDelegate(delegate);
        table.setTextElideMode(Qt::ElideMiddle);
        table.setColumnWidth(1, 40);
        table.resize(500, 200);
        keepNamesReadable(table, 0);
        table.show();
        const int needed = static_cast<QAbstractItemView&>(table).sizeHintForColumn(1);
        QTRY_VERIFY(table.columnWidth(1) >= needed);
        model.setData(model.index(0, 1), QStringLiteral("1,019,717,284.25")); // its figures come later
        QTRY_VERIFY(table.columnWidth(1) > needed);
        QCOMPARE(table.columnViewportPosition(1) + table.columnWidth(1), table.viewport()->width());
        table.resize(120, 200); // without room for both the table scrolls
        model.setData(model.index(0, 1), QStringLiteral("12,111,019,717,284.25"));
        const auto figures = [&table] { return static_cast<QAbstractItemView&>(table).sizeHintForColumn(1); };
        QTRY_VERIFY(table.columnWidth(1) >= figures());
        QVERIFY(table.horizontalScrollBar()->maximum() > 0);
    }

    /// Columns that the text size changed, by a slider that is being dragged, are not columns that the user
    /// made so narrow.
    void theMouseElsewhereChoosesNoWidth() {
        QStandardItemModel items(1, 2);
        items.setHorizontalHeaderLabels({"Name", "Genauigkeit"});
        items.setItem(0, 0, new QStandardItem("temperature"));
        QWidget page;
        auto* column = new QVBoxLayout(&page);
        auto* slider = new QSlider(Qt::Horizontal);
        auto* table = new QTableView;
        column->addWidget(slider);
        column->addWidget(table);
        table->setModel(&items);
        const QHeaderView* header = table->horizontalHeader();
        table->setColumnWidth(1, 30);
        keepNamesReadable(*table, 0);
        page.resize(500, 200);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTRY_VERIFY(table->columnWidth(1) >= header->sectionSizeHint(1));
        QTest::mousePress(slider, Qt::LeftButton);
        setFontFactor(90);
        setFontFactor(150);
        table->setColumnWidth(1, 30);
        QTest::mouseRelease(slider, Qt::LeftButton);
        page.resize(501, 200);
        QTRY_VERIFY(table->columnWidth(1) >= header->sectionSizeHint(1));
        setFontFactor(100);
    }
};

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
