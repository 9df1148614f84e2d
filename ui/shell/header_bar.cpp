#include "ui/shell/header_bar.h"

#include "session/monitor_session.h"
#include "ui/shell/connection_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/crumb_bar.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <algorithm>
#include <utility>

namespace driftwood::ui {

namespace {

/// Topics that monitors of this window publish to, whatever page is open: those over the window's connection,
/// and those over others, which a monitor that was resumed may have.
struct WrittenTopics {
    QStringList here;
    QStringList elsewhere;
    QString connectionElsewhere; ///< of the first
};

WrittenTopics writtenTopics(const session::AppContext& app) {
    WrittenTopics out;
    const broker::ConnectionProfile& window = app.connection.profile();
    const bool connected = app.connection.state() != session::ConnectionSession::State::None;
    for (const tasks::Job* job : app.jobs.jobs()) {
        const auto* monitor = qobject_cast<const session::MonitorSession*>(job);
        if (monitor == nullptr || monitor->over())
            continue;
        const broker::ConnectionProfile& its = monitor->profile();
        const bool here =
            connected && its.name == window.name && its.bootstrapServers == window.bootstrapServers;
        QStringList& topics = here ? out.here : out.elsewhere;
        const auto& attachment = monitor->request().attachment;
        for (const TopicName& topic : {attachment.target, attachment.deadLetter})
            if (const QString name = QString::fromStdString(topic.value);
                !attachment.target.value.empty() && !name.isEmpty() && !topics.contains(name)) {
                topics.append(name);
                if (!here && out.connectionElsewhere.isEmpty())
                    out.connectionElsewhere =
                        QString::fromStdString(its.name.empty() ? its.bootstrapServers : its.name);
            }
    }
    return out;
}

} // namespace

HeaderBar::HeaderBar(const session::AppContext& app, QWidget* parent)
    : Bar(metrics::kHeaderHeight, Token::Window, parent)
    , m_app(app)
    , m_connection(app.connection)
    , m_button(new ConnectionButton(app.connection, this))
    , m_lock(new QLabel(this))
    , m_note(new ElidedLabel(this))
    , m_crumbs(new CrumbBar(this)) {
    setTextStyle(*m_note, TextStyle::Small);
    // addWidget() is not used, because it would make the controls as low as those of a page's bar.
    row()->addWidget(m_button);
    row()->addWidget(m_lock);
    row()->addWidget(m_note);
    row()->addSpacing(metrics::kGap8);
    row()->addWidget(m_crumbs, 1);
    connect(m_button, &QAbstractButton::clicked, this, [this] {
        Q_EMIT connectionMenuRequested(m_button->mapToGlobal(QPoint(0, m_button->height() + metrics::kGap4)));
    });
    connect(m_crumbs, &CrumbBar::activated, this, [this](int step) {
        if (m_page == nullptr)
            return;
        const QList<Crumb> crumbs = m_page->crumbs();
        if (step < crumbs.size() && crumbs[step].link)
            Q_EMIT linkActivated(*crumbs[step].link);
    });
    connect(&app.connection, &session::ConnectionSession::stateChanged, this, &HeaderBar::showWriteNote);
    for (const auto signal : {&tasks::JobBoard::added, &tasks::JobBoard::ended})
        connect(&app.jobs, signal, this, &HeaderBar::showWriteNote);
    showWriteNote();
}

void HeaderBar::setPage(Page* page) {
    if (m_page != nullptr)
        disconnect(m_page, &Page::headerChanged, this, nullptr);
    m_page = page;
    connect(page, &Page::headerChanged, this, &HeaderBar::showPage);
    showPage();
}

void HeaderBar::showPage() {
    if (m_page == nullptr)
        return;
    QList<CrumbBar::Step> steps;
    for (const Crumb& crumb : m_page->crumbs())
        steps.append({crumb.text, crumb.mono, crumb.link.has_value()});
    m_crumbs->setSteps(steps);
    showWriteNote();
    showActions();
}

/// Shows what is written and where or, while the connection is in trouble, what the trouble is.
void HeaderBar::showWriteNote() {
    const QString trouble = m_button->trouble();
    const bool connected = m_connection.state() != session::ConnectionSession::State::None;
    const WrittenTopics topics = writtenTopics(m_app);
    const auto written = static_cast<int>(topics.here.size());
    const auto elsewhere = static_cast<int>(topics.elsewhere.size());
    QStringList notes;
    if (!trouble.isEmpty())
        notes << trouble;
    else if (connected)
        notes << (written == 0   ? tr("read-only")
                  : written == 1 ? tr("writes only %1").arg(topics.here.front())
                  : written == 2 ? tr("writes only %1 and %2").arg(topics.here.front(), topics.here.back())
                                 : tr("writes only %n topic(s)", nullptr, written));
    if (elsewhere == 1)
        notes << tr("writes %1 on %2").arg(topics.elsewhere.front(), topics.connectionElsewhere);
    else if (elsewhere > 1)
        notes << tr("writes %n topic(s) on other connections", nullptr, elsewhere);
    m_note->setText(notes.join(QStringLiteral(" · ")));
    m_note->setToolTip((topics.here + topics.elsewhere).join(QLatin1Char('\n')));
    const bool failing = m_connection.state() == session::ConnectionSession::State::Lost ||
                         m_connection.state() == session::ConnectionSession::State::Failed;
    setInk(*m_note, failing ? Token::Error : Token::Ink3);
    m_note->setVisible(!notes.isEmpty());
    m_lock->setVisible(connected && trouble.isEmpty());
    m_lock->setPixmap(icon(QStringLiteral("lock"), Token::Ink3).pixmap(metrics::kIcon - 2));
}

void HeaderBar::showActions() {
    const QList<QAction*> actions = m_page->headerActions();
    const auto shows = [](const ActionButton& shown, const QAction* action) {
        return shown.action.data() == action;
    };
    if (std::ranges::equal(m_actionButtons, actions, shows)) {
        showPrimary();
        return; // for the rest, the buttons update themselves from their actions
    }
    QList<ActionButton> before;
    before.swap(m_actionButtons);
    for (QAction* action : actions) {
        // A button is kept if its action stays, because it may have the focus or be pressed.
        const auto kept =
            std::ranges::find_if(before, [&](const ActionButton& shown) { return shows(shown, action); });
        const ActionButton shown =
            kept != before.end() ? *kept : ActionButton{action, buttonFor(action), false};
        if (kept != before.end())
            before.erase(kept);
        row()->addWidget(shown.button);
        m_actionButtons.append(shown);
    }
    for (const ActionButton& gone : std::as_const(before))
        gone.button->deleteLater();
    showPrimary();
    // Set the tab order to the reading order, including buttons that were added later.
    for (int i = 1; i < m_actionButtons.size(); ++i)
        setTabOrder(m_actionButtons[i - 1].button, m_actionButtons[i].button);
}

void HeaderBar::ActionButton::showAction() const {
    button->setText(iconOnly ? QString() : action->text());
    button->setIcon(action->icon());
    button->setEnabled(action->isEnabled());
    button->setVisible(action->isVisible());
    button->setToolTip(action->toolTip());
    button->setAccessibleName(action->text());
    button->setCheckable(action->isCheckable());
    button->setChecked(action->isChecked());
}

bool HeaderBar::ActionButton::mayLoseText() const {
    return action && !action->icon().isNull() && !isPrimary(action.data());
}

/// With its text.
int HeaderBar::ActionButton::wholeWidth() const {
    const int now = button->sizeHint().width();
    return iconOnly && action ? now + button->fontMetrics().horizontalAdvance(action->text()) + metrics::kGap8
                              : now;
}

/// Where the path has too little room, secondary actions with an icon are shown without their text, the first
/// of them first; their tool tips say it.
void HeaderBar::fit() {
    const QMargins around = row()->contentsMargins();
    int room = width() - around.left() - around.right() - m_button->sizeHint().width() -
               m_crumbs->sizeHint().width() - 3 * metrics::kGap8;
    for (const QLabel* label : {m_lock, m_note})
        if (!label->isHidden())
            room -= label->sizeHint().width() + metrics::kGap8;
    for (const ActionButton& shown : std::as_const(m_actionButtons))
        if (!shown.button->isHidden())
            room -= shown.wholeWidth() + metrics::kGap8;
    for (ActionButton& shown : m_actionButtons) {
        const bool iconOnly = room < 0 && shown.mayLoseText() && !shown.button->isHidden();
        if (iconOnly)
            room += shown.button->fontMetrics().horizontalAdvance(shown.action->text());
        if (std::exchange(shown.iconOnly, iconOnly) != iconOnly && shown.action)
            shown.showAction();
    }
}

void HeaderBar::resizeEvent(QResizeEvent* event) {
    Bar::resizeEvent(event);
    fit();
}

bool HeaderBar::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return Bar::event(event);
}

/// The next step may change while a button stays.
void HeaderBar::showPrimary() {
    for (const ActionButton& shown : std::as_const(m_actionButtons))
        setButtonKind(*shown.button,
                      isPrimary(shown.action.data()) ? ButtonKind::Primary : ButtonKind::Default);
}

QPushButton* HeaderBar::buttonFor(QAction* action) {
    // Created with a parent: shown without one it would be a window and take the focus.
    auto* button = pushButton(action->text(), ButtonKind::Default, this);
    ActionButton{action, button, false}.showAction();
    connect(action, &QAction::changed, button, [this, button] {
        for (const ActionButton& shown : std::as_const(m_actionButtons))
            if (shown.button == button)
                shown.showAction();
        fit();
    });
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace driftwood::ui
