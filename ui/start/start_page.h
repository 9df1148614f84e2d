#pragma once

#include "broker/connection_profile.h"
#include "ui/page/page.h"

#include <functional>

class QTableView;

namespace driftwood::ui {

class DemoCard;
class ProfilesItemModel;
class RecentList;

/// The first thing a person sees: with no cluster one click from drift, with one, one click from yesterday's
/// work.
class StartPage : public Page {
    Q_OBJECT

  public:
    /// Opens the dialog of a new connection, with the clipboard's client.properties where asked for.
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
