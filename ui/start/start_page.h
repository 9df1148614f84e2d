#pragma once

#include "broker/profile/connection_profile.h"
#include "ui/page/page.h"

#include <functional>

class QTableView;

namespace driftwood::ui {

class DemoCard;
class ProfilesItemModel;
class RecentList;

/// The first page: without a cluster it is one click from the demo, with one it is one click from recent
/// work.
class StartPage : public Page {
    Q_OBJECT

  public:
    /// Opens the dialog for a new connection, on request with the client.properties from the clipboard.
    using AskForConnection =
        std::function<void(const broker::ConnectionProfile& profile, bool fromClipboard)>;

    StartPage(const PageContext& context, AskForConnection askForConnection, QWidget* parent);

    bool open(const Link& link) override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override { return {m_paste, m_new}; }
    [[nodiscard]] QStringList statusFacts() const override;

  private:
    QWidget* buildLeft();
    QWidget* buildRight();
    QWidget* buildSteps();
    void followStore();
    void followConnection();
    void openDemo();
    void openProfile(int row);
    void showProfileMenu(const QPoint& at);

    PageContext m_context;
    AskForConnection m_askForConnection;
    QAction* m_paste;
    QAction* m_new;
    DemoCard* m_demo;
    QWidget* m_connections;
    ProfilesItemModel* m_profiles;
    QTableView* m_profilesView;
    RecentList* m_datasets;
    RecentList* m_models;
    RecentList* m_monitors;
    QWidget* m_right;
    bool m_openingDemo = false;
    bool m_opening = false;
};

} // namespace driftwood::ui
