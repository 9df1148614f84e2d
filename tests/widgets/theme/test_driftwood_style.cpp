#include "ui/theme/appearance.h"
#include "ui/theme/driftwood_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QWheelEvent>
#include <QtTest>

using namespace driftwood::ui;

namespace {

/// How many pixels of the widget have exactly the token's colour.
int pixels(QWidget& widget, Token token) {
    const QImage image = widget.grab().toImage();
    const QRgb wanted = color(token).rgb();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) == wanted)
                ++count;
    return count;
}

/// The least number of pixels in a button's focus ring: its four edges.
int ring(const QWidget& widget) { return widget.width() + widget.height(); }

} // namespace

class TestDriftwoodStyle : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeChoice::Light); }

    void theApplicationHasTheStyleAndNoStylesheet() {
        QVERIFY(qobject_cast<DriftwoodStyle*>(QApplication::style()) != nullptr);
        QVERIFY(qApp->styleSheet().isEmpty());
    }

    void controlsHaveTheLooksHeights() {
        QPushButton button("Search");
        QLineEdit edit;
        QComboBox combo;
        QSpinBox spin;
        for (QWidget* control : {static_cast<QWidget*>(&button), static_cast<QWidget*>(&edit),
                                 static_cast<QWidget*>(&combo), static_cast<QWidget*>(&spin)}) {
            QCOMPARE(control->sizeHint().height(), metrics::kControlHeight);
            setCompact(*control);
            QCOMPARE(control->sizeHint().height(), metrics::kControlHeightBar);
        }
    }

    void theRingIsThereForTheKeyboardOnly() {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        auto* first = new QPushButton("First");
        auto* second = new QPushButton("Second");
        row->addWidget(first);
        row->addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::mouseClick(second, Qt::LeftButton);
        QVERIFY(second->hasFocus());
        QVERIFY(pixels(*second, Token::Accent) < ring(*second));
        QTest::keyClick(second, Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(first->hasFocus());
        QVERIFY(pixels(*first, Token::Accent) >= ring(*first));
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(pixels(*second, Token::Accent) >= ring(*second));
        QVERIFY(pixels(*first, Token::Accent) < ring(*first));
    }

    void anInputAlwaysShowsThatItHasTheKeyboard() {
        QLineEdit edit("text");
        edit.show();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        QTest::mouseClick(&edit, Qt::LeftButton);
        QVERIFY(edit.hasFocus());
        QVERIFY(pixels(edit, Token::Accent) >= ring(edit));
        setFieldError(edit, true);
        QVERIFY(pixels(edit, Token::Error) >= ring(edit));
    }

    void everyKindOfButtonHasItsColour() {
        QPushButton button("Create data set");
        button.resize(button.sizeHint());
        setButtonKind(button, ButtonKind::Primary);
        QVERIFY(pixels(button, Token::Accent) > button.width() * button.height() / 2);
        button.setEnabled(false);
        QCOMPARE(pixels(button, Token::Accent), 0);
        button.setEnabled(true);
        setButtonKind(button, ButtonKind::Destructive);
        QVERIFY(pixels(button, Token::Error) > 0);
        setButtonKind(button, ButtonKind::Default);
        QVERIFY(pixels(button, Token::Surface) > button.width() * button.height() / 2);
        button.setCheckable(true);
        button.setChecked(true);
        QVERIFY(pixels(button, Token::AccentSoft) > button.width() * button.height() / 2);
    }

    void theIconOfAButtonHasTheColourOfItsText() {
        QPushButton button(icon("play"), QString());
        setButtonKind(button, ButtonKind::Primary);
        button.resize(button.sizeHint());
        QVERIFY(pixels(button, Token::OnAccent) > 8);
    }

    void aScrollBarHasNoArrowsAndItsWholeLengthScrolls() {
        QScrollBar bar(Qt::Vertical);
        bar.setRange(0, 100);
        bar.setPageStep(10);
        bar.resize(metrics::kScrollBar, 200);
        bar.show();
        QCOMPARE(bar.sizeHint().width(), metrics::kScrollBar);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(5, 198));
        QCOMPARE(bar.value(), 10); // it scrolled by a page, not by a line
    }

    void theWheelScrollsAFormAndChangesNoField() {
        struct Form : QWidget {
            int turned = 0;
            void wheelEvent(QWheelEvent* event) override {
                ++turned;
                event->accept();
            }
        } form;
        auto* row = new QHBoxLayout(&form);
        auto* choice = new QComboBox;
        choice->addItems({"Adam", "SGD", "Momentum"});
        auto* number = new QSpinBox;
        row->addWidget(choice);
        row->addWidget(number);
        row->addWidget(new QPushButton);
        form.show();
        QVERIFY(QTest::qWaitForWindowActive(&form));
        form.findChild<QPushButton*>()->setFocus();
        const auto turn = [](QWidget& over) {
            QWheelEvent event(QPointF(5, 5), over.mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QSpontaneKeyEvent::setSpontaneous(&event); // only those from outside go on to the parent
            qApp->notify(&over, &event);
        };
        turn(*choice);
        turn(*number);
        QCOMPARE(choice->currentText(), QString("Adam"));
        QCOMPARE(number->value(), 0);
        QCOMPARE(form.turned, 2);
        QVERIFY(choice->focusPolicy() == Qt::StrongFocus && number->focusPolicy() == Qt::StrongFocus);
        choice->setFocus();
        turn(*choice);
        QCOMPARE(choice->currentText(), QString("SGD"));
    }

    void aTabsCountIsNotPartOfItsWords() {
        QTabBar tabs;
        tabs.addTab("Partitions");
        tabs.show();
        const int plain = tabs.tabRect(0).width();
        tabs.setTabText(0, "Partitions\t6");
        QVERIFY(tabs.tabRect(0).width() > plain);
        QVERIFY(tabs.tabRect(0).width() < plain + 40);
    }

    void bothThemesPaintEveryControl() {
        QWidget page;
        auto* row = new QHBoxLayout(&page);
        auto* box = new QCheckBox("Snap");
        box->setChecked(true);
        row->addWidget(box);
        page.resize(page.sizeHint());
        const int light = pixels(*box, Token::Accent);
        QVERIFY(light > 40);
        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(pixels(*box, Token::Accent) > 40);
    }
};

QTEST_MAIN(TestDriftwoodStyle)
#include "test_driftwood_style.moc"
