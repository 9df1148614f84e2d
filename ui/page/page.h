#pragma once

#include "base/error.h"
#include "ui/page/link.h"
#include "ui/page/preferences.h"

#include <QList>
#include <QString>
#include <QWidget>
#include <optional>

class QAction;

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// What every page is given. Outlives the pages.
struct PageContext {
    session::AppContext& app;
    Preferences& preferences;
};

/// One step of the way to what is shown: "Topics / plant.machines". The last one is the thing itself.
struct Crumb {
    QString text;
    bool mono = false; ///< a name Kafka holds
    std::optional<Link> link;
};

/// Something said in passing, in a corner of the window. Errors stay until they are dismissed.
struct Notice {
    enum class Kind : unsigned char { Done, Info, Drift, Error };
    Kind kind = Kind::Info;
    QString title;
    QString text;
    std::optional<Link> link; ///< where its one button leads
    QString linkText;
    std::optional<Error> error; ///< Error: with details to copy
};

/// A page of the window. The shell shows its crumbs and actions in the header, its facts in the status bar,
/// and asks it to show what a link names. Made when first opened, kept until the window closes.
class Page : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    /// What the link names is shown, or said not to be there. False: not a link of this page's.
    virtual bool open(const Link& link) = 0;
    /// Whether this page shows just now what the link names: nobody needs to be told of it in a corner.
    [[nodiscard]] virtual bool shows(const Link& /*link*/) const { return false; }
    [[nodiscard]] virtual QList<Crumb> crumbs() const = 0;
    /// Left to right; at most one has the property "primary" set to true: the rightmost, the next step along
    /// the river. An action's icon and tool tip (also: why it is disabled) are shown.
    [[nodiscard]] virtual QList<QAction*> headerActions() const { return {}; }
    /// At the right of the status bar, before the time zone: facts that hold for the page.
    [[nodiscard]] virtual QStringList statusFacts() const { return {}; }
    /// Ctrl+F: the keyboard goes to what filters or searches this page. Esc first stops what runs here;
    /// false: nothing did.
    virtual void focusFilter() {}
    /// F5: what this page read by itself is read again; the catalogue and the workspace are the window's.
    virtual void refresh() {}
    virtual bool stopWhatRuns() { return false; }
    /// Height of what stands at the lower right and is to be pressed: what is said in that corner stands
    /// above it.
    [[nodiscard]] virtual int footHeight() const { return 0; }

  Q_SIGNALS:
    void headerChanged(); ///< crumbs or actions
    void statusChanged();
    void linkActivated(const driftwood::ui::Link& link);
    void noticed(const driftwood::ui::Notice& notice);
};

/// Marks the page's one primary action.
void makePrimary(QAction* action);
[[nodiscard]] bool isPrimary(const QAction* action);

} // namespace driftwood::ui
