#pragma once

#include "base/error.h"
#include "ui/page/link.h"
#include "ui/page/preferences.h"

#include <QList>
#include <QString>
#include <QWidget>
#include <functional>
#include <optional>

class QAction;

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// The objects that every page uses. They outlive the pages.
struct PageContext {
    session::AppContext& app;
    Preferences& preferences;
};

/// One step of the path to what is shown: "Topics / plant.machines". The last one is the current place.
struct Crumb {
    QString text;
    bool mono = false; ///< true for a name from Kafka
    std::optional<Link> link;
};

/// A message in a corner of the window. Errors stay until they are dismissed.
struct Notice {
    enum class Kind : unsigned char { Done, Info, Drift, Error };
    Kind kind = Kind::Info;
    QString title;
    QString text;
    std::optional<Link> link; ///< the target of its button
    QString linkText;
    std::optional<Error> error; ///< for Kind::Error, whose details can be copied
    /// Whether a state that the message tells of has ended, so that it need not stay; empty: never. Asked
    /// when the connection, a job or the workspace changes.
    std::function<bool()> isOver = {};
};

/// A page of the window. The shell shows its crumbs and actions in the header and its facts in the status
/// bar, and asks it to open links. Created when first opened, kept until the window closes.
class Page : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    /// Shows the link's target, or says that it does not exist. False: this page does not handle such links.
    virtual bool open(const Link& link) = 0;
    /// Whether this page shows the link's target at this moment, so that no message about it is needed.
    [[nodiscard]] virtual bool shows(const Link& /*link*/) const { return false; }
    [[nodiscard]] virtual QList<Crumb> crumbs() const = 0;
    /// Actions from left to right. At most one, the rightmost, has the property "primary" set to true: it is
    /// the next step of the work flow. An action's icon and tool tip (which also says why it is disabled) are
    /// shown.
    [[nodiscard]] virtual QList<QAction*> headerActions() const { return {}; }
    /// Facts about the page, at the right of the status bar, before the time zone.
    [[nodiscard]] virtual QStringList statusFacts() const { return {}; }
    /// Ctrl+F: focuses the page's filter or search field.
    /// Esc calls stopWhatRuns() first; it returns false if nothing was running.
    virtual void focusFilter() {}
    /// F5: reads again what this page has read itself; the window refreshes the catalogue and the workspace.
    virtual void refresh() {}
    virtual bool stopWhatRuns() { return false; }
    /// Height of the buttons at the lower right; messages in that corner are shown above them.
    [[nodiscard]] virtual int footHeight() const { return 0; }

  Q_SIGNALS:
    void headerChanged(); ///< the crumbs or actions have changed
    void statusChanged();
    void linkActivated(const driftwood::ui::Link& link);
    void noticed(const driftwood::ui::Notice& notice);
};

/// Marks the page's one primary action.
void makePrimary(QAction* action);
[[nodiscard]] bool isPrimary(const QAction* action);

} // namespace driftwood::ui
