#pragma once

#include "ui/shell/page_entry.h"

#include <QHash>
#include <QStackedWidget>

namespace driftwood::ui {

/// The pages, each created when first opened, and the history for back and forward, as in a browser.
class PageStack : public QStackedWidget {
    Q_OBJECT

  public:
    PageStack(PageContext context, PageEntries entries, QWidget* parent = nullptr);

    /// Opens the link's page and has it show what the link names.
    void go(const Link& link);
    void back();
    void forward();
    /// Null before the first go().
    [[nodiscard]] const PageEntry* entry() const { return m_entry; }
    [[nodiscard]] Page* page() const;
    [[nodiscard]] const PageEntries& entries() const { return m_entries; }
    /// Whether what the link names is in front already.
    [[nodiscard]] bool shows(const Link& link) const;

  Q_SIGNALS:
    void entered(const driftwood::ui::PageEntry& entry, driftwood::ui::Page* page);
    void noticed(const driftwood::ui::Notice& notice);

  private:
    void enter(const Link& link);
    Page* pageOf(const PageEntry& entry);
    void forgetTopics();

    PageContext m_context;
    const PageEntries m_entries;
    QHash<QString, Page*> m_pages; ///< by PageEntry::id
    const PageEntry* m_entry = nullptr;
    QList<Link> m_behind;
    QList<Link> m_ahead;
    Link m_here;
};

} // namespace driftwood::ui
