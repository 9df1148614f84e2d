#pragma once

#include "ui/shell/page_entry.h"

#include <QDialog>
#include <QMainWindow>
#include <QPointer>

namespace driftwood::ui {

class Banner;
class HeaderBar;
class Messages;
class NavigationColumn;
class PageStack;
class ToastArea;
class WorkBar;

/// The frame around the pages: navigation, header, banner, status bar, toasts, palette and keys. It knows the
/// pages only as Page.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(PageContext context, PageEntries entries);
    ~MainWindow() override;

    void go(const Link& link);
    [[nodiscard]] Page* page() const;
    [[nodiscard]] QString pageId() const; ///< empty before the first go()

  Q_SIGNALS:
    void firstFrameShown(); ///< emitted once: slow start-up work may begin now
    void connectRequested();
    void aboutRequested();

  protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

  private:
    void build();
    void fitIntoFrame();
    void addKeys();
    void addKey(const QKeySequence& keys, const std::function<void()>& act);
    void addPageKey(const QKeySequence& keys, const std::function<void(Page&)>& act);
    void enter(const PageEntry& entry, Page* page);
    void placeToasts();
    void followConnection();
    void followStore();
    void showConnectionMenu(const QPoint& at);
    void showApplicationMenu(const QPoint& at);
    void openPalette();
    static void triggerPrimary(Page& page);
    void showKeyList();
    void refresh();
    /// Running jobs that closing the window ends, against the user's wish perhaps.
    struct StoppedByClosing {
        int publishing = 0; ///< monitors that write predictions
        int training = 0;
        QStringList datasets; ///< being created
        [[nodiscard]] bool any() const { return publishing + training > 0 || !datasets.isEmpty(); }
    };
    [[nodiscard]] StoppedByClosing stoppedByClosing() const;
    void askToClose(const StoppedByClosing& stopped);

    PageContext m_context;
    NavigationColumn* m_navigation;
    HeaderBar* m_header;
    QWidget* m_productionLine;
    Banner* m_banner;
    PageStack* m_pages;
    WorkBar* m_workBar;
    ToastArea* m_toasts;
    Messages* m_messages;
    bool m_painted = false;
    QSize m_firstSize;           ///< the size fitted to the screen before the frame was known
    QPointer<QDialog> m_closing; ///< the closing question while it is open
    bool m_mayClose = false;     ///< the user has agreed
};

} // namespace driftwood::ui
