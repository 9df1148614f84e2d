// The list of alarms under the pointer.
#include "ui/monitor/alarms/alarms_panel.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

drift::Alarm alarmOf(const std::string& path) {
    drift::Alarm alarm;
    alarm.id = "field-drift:" + path;
    alarm.path = path;
    alarm.raisedAt = TimestampMs(1'770'000'000'000);
    return alarm;
}

} // namespace

class TestAlarmsPanel : public QObject {
    Q_OBJECT

    std::unique_ptr<QWidget> m_window;
    AlarmsPanel* m_panel = nullptr;

    /// The paths of the alarms from top to bottom.
    QStringList shown() const {
        std::vector<std::pair<int, QString>> cards;
        for (const auto* card : m_panel->findChildren<AlarmCard*>())
            cards.emplace_back(card->y(), QString::fromStdString(card->alarm().path));
        std::ranges::sort(cards);
        QStringList paths;
        for (const auto& [y, path] : cards)
            paths << path;
        return paths;
    }
    void setAlarms(const std::vector<drift::Alarm>& alarms, qint64 monitor = 1) {
        m_panel->setAlarms(alarms, QTimeZone::utc(), {}, monitor);
        QTest::qWait(0); // lays the cards out
    }
    void point(bool atPanel) {
        const QPoint at = atPanel ? QPoint(20, 20) : QPoint(20, m_window->height() - 5);
        QTest::mouseMove(m_window->windowHandle(), QPoint(20, 700)); // where it is already it would not move
        QTest::mouseMove(m_window->windowHandle(), at);
        QTRY_COMPARE(m_panel->underMouse(), atPanel);
    }

  private Q_SLOTS:
    void init() {
        applyTheme(*qApp, ThemeChoice::Light);
        m_window = std::make_unique<QWidget>();
        m_panel = new AlarmsPanel(m_window.get());
        m_panel->setGeometry(0, 0, 320, 600);
        m_window->resize(320, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        point(false);
        setAlarms({alarmOf("a"), alarmOf("b")});
        QTRY_COMPARE(shown(), (QStringList{"b", "a"})); // newest first
    }

    void thoseOfAMonitorThatWasReplacedAskForNothing() {
        const auto isOffered = [this](const QString& name) {
            const auto buttons = m_panel->findChildren<QPushButton*>(name);
            return !buttons.isEmpty() && std::ranges::none_of(buttons, &QWidget::isHidden);
        };
        for (const char* name : {"acknowledge", "mute", "trainOnAlarm"})
            QVERIFY2(isOffered(name), name);
        m_panel->setAlarms(
            {alarmOf("a"), alarmOf("b")}, QTimeZone::utc(),
            [](const drift::Alarm&) { return AlarmsPanel::Said{.history = true}; }, 1);
        for (const char* name : {"acknowledge", "mute"})
            QVERIFY2(!isOffered(name), name);
        QVERIFY(isOffered("trainOnAlarm"));
    }

    void noCardMovesUnderThePointer() {
        point(true);
        drift::Alarm grown = alarmOf("a");
        grown.windows = 7;
        setAlarms({grown, alarmOf("b"), alarmOf("c")});
        QTRY_COMPARE(shown(), (QStringList{"b", "a"}));
        for (const auto* card : m_panel->findChildren<AlarmCard*>())
            if (card->alarm().path == "a")
                QCOMPARE(card->alarm().windows, 7); // its figures go on
        point(false);
        QTRY_COMPARE(shown(), (QStringList{"c", "b", "a"}));
    }

    void oneThatIsClearedStaysWhereItIsUntilThePointerLeft() {
        point(true);
        drift::Alarm cleared = alarmOf("b");
        cleared.clearedAt = TimestampMs(1'770'000'100'000);
        setAlarms({alarmOf("a"), cleared});
        QTRY_COMPARE(shown(), (QStringList{"b", "a"}));
        point(false);
        QTRY_COMPARE(shown(), (QStringList{"a", "b"})); // below "Earlier"
    }

    void anotherMonitorsAlarmsDoNotWait() {
        point(true);
        setAlarms({alarmOf("x")}, 2);
        QTRY_COMPARE(shown(), (QStringList{"x"}));
    }
};

QTEST_MAIN(TestAlarmsPanel)
#include "test_alarms_panel.moc"
