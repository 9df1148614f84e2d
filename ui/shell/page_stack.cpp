#include "ui/shell/page_stack.h"

#include "session/app_context.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kLongestWay = 100;

bool leadsToTopic(const Link& link) {
    return link.to == Link::To::Topic || link.to == Link::To::Position || link.to == Link::To::Select;
}

} // namespace

PageStack::PageStack(PageContext context, PageEntries entries, QWidget* parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_entries(std::move(entries)) {
    connect(&context.app.connection, &session::ConnectionSession::clusterChanged, this,
            &PageStack::forgetTopics);
}

Page* PageStack::page() const { return m_entry == nullptr ? nullptr : m_pages.value(m_entry->id); }

Page* PageStack::pageOf(const PageEntry& entry) {
    if (Page* made = m_pages.value(entry.id))
        return made;
    Page* page = entry.make(m_context, this);
    connect(page, &Page::linkActivated, this, &PageStack::go);
    connect(page, &Page::noticed, this, &PageStack::noticed);
    m_pages.insert(entry.id, page);
    addWidget(page);
    return page;
}

bool PageStack::shows(const Link& link) const {
    const Page* front = page();
    return front != nullptr && link.page == m_entry->id && front->shows(link);
}

void PageStack::go(const Link& link) {
    if (m_entry != nullptr) // from the first page there is no way back
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

/// The way back leads to no topic of a cluster that the window has left.
void PageStack::forgetTopics() {
    const auto forget = [](Link& link) {
        if (leadsToTopic(link))
            link = Link::toPage(link.page);
    };
    std::ranges::for_each(m_behind, forget);
    std::ranges::for_each(m_ahead, forget);
    forget(m_here);
}

void PageStack::enter(const Link& link) {
    const auto entry = std::ranges::find(m_entries, link.page, &PageEntry::id);
    if (entry == m_entries.end())
        return;
    Page* page = pageOf(*entry);
    m_here = link;
    m_entry = &*entry;
    setCurrentWidget(page);
    Q_EMIT entered(*entry, page);
    page->open(link);
}

} // namespace driftwood::ui
