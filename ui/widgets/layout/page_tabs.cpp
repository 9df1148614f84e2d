#include "ui/widgets/layout/page_tabs.h"

#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text/rich_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTabBar>

namespace driftwood::ui {

namespace {

/// The style draws the text after a tabulator as the count, small and quiet.
constexpr QChar kCountMark = u'\t';

} // namespace

PageTabs::PageTabs(const QString& name, QWidget* parent)
    : QFrame(parent)
    , m_tabs(new QTabBar)
    , m_facts(new RichLine) {
    setGround(*this, Token::Surface);
    setScaled(*this, Extent::MinimumHeight, metrics::kTabsHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // grows where the facts wrap
    m_tabs->setAccessibleName(name);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone);
    m_facts->setFormat(TextStyle::Small, Token::Ink2);
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_facts->setWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, 0);
    row->setSpacing(metrics::kGap12);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addWidget(m_facts, 1, Qt::AlignVCenter);
    connect(m_tabs, &QTabBar::currentChanged, this, &PageTabs::currentChanged);
}

int PageTabs::addTab(const QString& text, qint64 count) {
    const int index = m_tabs->addTab(text);
    setCount(index, count);
    return index;
}

void PageTabs::setCount(int index, qint64 count) {
    const QString title = m_tabs->tabText(index).section(kCountMark, 0, 0);
    m_tabs->setTabText(index, count < 0 ? title : title + kCountMark + formatCount(count));
}

void PageTabs::setTabVisible(int index, bool visible) { m_tabs->setTabVisible(index, visible); }
int PageTabs::currentIndex() const { return m_tabs->currentIndex(); }
void PageTabs::setCurrentIndex(int index) { m_tabs->setCurrentIndex(index); }
void PageTabs::setFacts(const RichText& facts) { m_facts->setRichText(facts); }

void PageTabs::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, color(Token::Line));
}

} // namespace driftwood::ui
