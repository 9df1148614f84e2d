#pragma once

#include "ui/shell/place.h"

#include <QHash>
#include <QStackedWidget>

namespace driftwood::ui {

/// The pages, each created when first opened, and the history for back and forward, as in a browser.
class PageStack : public QStackedWidget {
    Q_OBJECT

  public:
    PageStack(PageContext context, PageEntries entries, QWidget* parent = nullptr);

    /// Opens the link's page and has it show the link's target.
    void go(const Link& link);
    void back();
    void forward();
    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] Page* page() const { return m_pages.value(m_place); }
    /// Whether the link's target is already shown.
    [[nodiscard]] bool shows(const Link& link) const;

  Q_SIGNALS:
    void entered(driftwood::ui::Place place, driftwood::ui::Page* page);
    void noticed(const driftwood::ui::Notice& notice);

  private:
    void enter(const Link& link);
    Page* pageAt(Place place);

    PageContext m_context;
    PageEntries m_entries;
    QHash<Place, Page*> m_pages;
    Place m_place = Place::Start;
    QList<Link> m_behind;
    QList<Link> m_ahead;
    Link m_here;
};

} // namespace driftwood::ui
