#include "ui/shell/page_stack.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kLongestWay = 100;

} // namespace

PageStack::PageStack(PageContext context, PageEntries entries, QWidget* parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_entries(std::move(entries)) {}

Page* PageStack::pageAt(Place place) {
    if (Page* made = m_pages.value(place))
        return made;
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [place](const PageEntry& e) { return e.place == place; });
    if (entry == m_entries.end())
        return nullptr;
    Page* page = entry->make(m_context, this);
    connect(page, &Page::linkActivated, this, &PageStack::go);
    connect(page, &Page::noticed, this, &PageStack::noticed);
    m_pages.insert(place, page);
    addWidget(page);
    return page;
}

bool PageStack::shows(const Link& link) const {
    const Page* front = page();
    return placeOf(link.to) == m_place && front != nullptr && front->shows(link);
}

void PageStack::go(const Link& link) {
    m_behind.append(m_here);
    if (m_behind.size() > kLongestWay)
        m_behind.removeFirst();
    m_ahead.clear();
    enter(link);
}

void PageStack::back() {
    if (m_behind.isEmpty())
        return;
    m_ahead.append(m_here);
    enter(m_behind.takeLast());
}

void PageStack::forward() {
    if (m_ahead.isEmpty())
        return;
    m_behind.append(m_here);
    enter(m_ahead.takeLast());
}

void PageStack::enter(const Link& link) {
    const Place place = placeOf(link.to);
    Page* page = pageAt(place);
    if (page == nullptr)
        return;
    m_here = link;
    m_place = place;
    setCurrentWidget(page);
    Q_EMIT entered(place, page);
    page->open(link);
}

} // namespace driftwood::ui
