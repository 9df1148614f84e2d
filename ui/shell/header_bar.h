#pragma once

#include "session/app_context.h"
#include "ui/page/page.h"
#include "ui/widgets/layout/bar.h"

#include <QAction>
#include <QList>
#include <QPointer>

class QLabel;
class QPushButton;

namespace driftwood::ui {

class ConnectionButton;
class CrumbBar;

/// The header of every page: the connection and what may be written to it, the path to what is shown, the
/// page's actions with the primary one rightmost.
class HeaderBar : public Bar {
    Q_OBJECT

  public:
    explicit HeaderBar(const session::AppContext& app, QWidget* parent = nullptr);

    /// Shows the page's crumbs and actions, and follows their changes.
    void setPage(Page* page);

  Q_SIGNALS:
    void connectionMenuRequested(const QPoint& at); ///< global position below the button
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct ActionButton {
        QPointer<QAction> action;
        QPushButton* button;
        bool iconOnly = false;

        void showAction() const;
        [[nodiscard]] bool mayLoseText() const;
        [[nodiscard]] int wholeWidth() const;
    };

    void showPage();
    void showWriteNote();
    void showActions();
    void showPrimary();
    void fit();
    [[nodiscard]] QPushButton* buttonFor(QAction* action);

    const session::AppContext& m_app;
    const session::ConnectionSession& m_connection;
    Page* m_page = nullptr;
    ConnectionButton* m_button;
    QLabel* m_lock;
    QLabel* m_note;
    CrumbBar* m_crumbs;
    QList<ActionButton> m_actionButtons;
};

} // namespace driftwood::ui
