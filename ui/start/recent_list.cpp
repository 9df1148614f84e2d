#include "ui/start/recent_list.h"

#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/select_on_focus.h"
#include "ui/widgets/lists/two_line_delegate.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

namespace driftwood::ui {

RecentList::RecentList(const QString& heading, const Link& all, QWidget* parent)
    : QWidget(parent)
    , m_model(new EntryListModel(this))
    , m_view(new QListView(this)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kGap8);
    auto* top = new QHBoxLayout;
    top->addWidget(textLabel(heading, TextStyle::Heading, Token::Ink, this));
    top->addStretch();
    auto* allButton = linkButton(tr("All"), this);
    allButton->setAccessibleName(tr("All: %1").arg(heading));
    top->addWidget(allButton);
    column->addLayout(top);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setAccessibleName(heading);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->setMouseTracking(true);
    selectOnFocus(*m_view);
    m_view->installEventFilter(this);
    column->addWidget(m_view);
    connect(allButton, &QPushButton::clicked, this, [this, all] { Q_EMIT linkActivated(all); });
    const auto open = [this](const QModelIndex& index) {
        Q_EMIT linkActivated(m_model->entries()[index.row()].link);
    };
    connect(m_view, &QListView::clicked, this, open);
    hide();
}

/// Opens an entry with Enter. The view's activated() is not used, because a double click would open again
/// what its first click has opened.
bool RecentList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const QModelIndex current = m_view->currentIndex();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && current.isValid()) {
            Q_EMIT linkActivated(m_model->entries()[current.row()].link);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RecentList::setEntries(QList<EntryListModel::Entry> entries) {
    if (entries.size() > kShown)
        entries.resize(kShown);
    const auto rows = static_cast<int>(entries.size());
    m_model->setEntries(std::move(entries));
    m_view->setFixedHeight(rows * scaled(metrics::kTwoLineRow) + 2 * m_view->frameWidth());
    setVisible(rows > 0);
}

} // namespace driftwood::ui
