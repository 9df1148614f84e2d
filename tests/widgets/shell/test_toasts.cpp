#include "session/app_context.h"
#include "ui/shell/main_window.h"
#include "ui/shell/messages.h"
#include "ui/widgets/messages/toast_area.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

/// A page that shows one monitor and reports about others.
class OneMonitor : public Page {
  public:
    using Page::Page;
    static constexpr qint64 kShown = 7;

    bool open(const Link& link) override { return link.to == Link::To::Page; }
    [[nodiscard]] bool shows(const Link& link) const override {
        return link.to == Link::To::Monitor && link.id == kShown;
    }
    [[nodiscard]] QList<Crumb> crumbs() const override { return {{QStringLiteral("west-line")}}; }
    [[nodiscard]] int footHeight() const override { return foot; }
    int foot = 0;
    void tell(qint64 monitor) {
        Notice notice;
        notice.kind = Notice::Kind::Drift;
        notice.title = QStringLiteral("Drift in vibration");
        notice.link = Link::monitor(monitor);
        Q_EMIT noticed(notice);
    }
    void tellOf(const bool& state) {
        Notice notice;
        notice.kind = Notice::Kind::Error;
        notice.title = QStringLiteral("Not connected");
        notice.isOver = [&state] { return !state; };
        Q_EMIT noticed(notice);
    }
};

class Elsewhere : public Page {
  public:
    using Page::Page;
    bool open(const Link& /*link*/) override { return true; }
    [[nodiscard]] QList<Crumb> crumbs() const override { return {{QStringLiteral("elsewhere")}}; }
};

} // namespace

/// Which messages appear in the corner of the window.
class TestToasts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        QStandardPaths::setTestModeEnabled(true);
        m_app = std::make_unique<session::AppContext>(m_folder.path().toStdString());
        PageEntries entries;
        const auto add = [&entries](const QString& id, const QString& keys, PageFactory make) {
            entries.push_back({id, id, id, keys, PageEntry::Button::Column, {}, std::move(make)});
        };
        add(kMonitorPage, "Ctrl+5", [this](const PageContext& /*context*/, QWidget* parent) {
            return m_page = new OneMonitor(parent);
        });
        add(kModelsPage, "Ctrl+4",
            [](const PageContext& /*context*/, QWidget* parent) { return new Elsewhere(parent); });
        m_window = std::make_unique<MainWindow>(PageContext{*m_app, m_preferences}, std::move(entries));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(m_window->pageId(), kMonitorPage);
    }
    void cleanup() {
        m_window.reset();
        m_app.reset();
    }

    void whatIsInFrontAlreadyIsOnlyNotedInTheList() {
        m_page->tell(OneMonitor::kShown);
        QCOMPARE(toasts(), 0);
        QCOMPARE(noted(), 1);
    }

    /// An error stays, but not longer than the state that it tells of.
    void aToastGoesWithItsState() {
        bool lost = true;
        const bool forEver = true;
        m_page->tellOf(lost);
        m_page->tellOf(forEver);
        m_app->store.refresh();
        QTRY_VERIFY(m_app->store.loaded());
        QCoreApplication::processEvents();
        QCOMPARE(toasts(), 2);
        lost = false;
        m_app->connection.connectTo({}); // to nothing, but its state changes
        QTRY_COMPARE(toasts(), 1);
        QCOMPARE(noted(), 2);
    }

    void whatThePageDoesNotShowIsSaidInACorner() {
        m_page->tell(OneMonitor::kShown + 1);
        QCOMPARE(toasts(), 1);
    }

    // If several fields drift at once, three toasts would cover the page's tables.
    void alarmsOfOneMonitorShareOneToast() {
        for (int i = 0; i < 3; ++i)
            m_page->tell(OneMonitor::kShown + 1);
        QCOMPARE(toasts(), 1);
        QCOMPARE(noted(), 3);
        m_page->tell(OneMonitor::kShown + 2);
        QCOMPARE(toasts(), 2);
    }

    void whoeverHasGoneElsewhereIsTold() {
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(m_window->pageId(), kModelsPage);
        m_page->tell(OneMonitor::kShown);
        QCOMPARE(toasts(), 1);
        QCOMPARE(noted(), 1);
    }

    void whatIsToBePressedBelowIsNotCovered() {
        const auto bottom = [this] {
            const auto* area = m_window->findChild<ToastArea*>();
            return area->geometry().bottom();
        };
        m_page->tell(OneMonitor::kShown + 1);
        const int without = bottom();
        m_page->foot = 90;
        Q_EMIT m_page->headerChanged(); // the page now has buttons at its foot
        QTRY_COMPARE(bottom(), without - 90);
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(bottom(), without);
    }

  private:
    int toasts() const { return m_window->findChild<ToastArea*>()->count(); }
    int noted() const { return static_cast<int>(m_window->findChild<Messages*>()->entries().size()); }

    QTemporaryDir m_folder;
    Preferences m_preferences;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<MainWindow> m_window;
    OneMonitor* m_page = nullptr;
};

QTEST_MAIN(TestToasts)
#include "test_toasts.moc"
