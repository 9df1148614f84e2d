#include "ui/widgets/layout/three_columns.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/layout/splitter.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSettings>
#include <QTabBar>
#include <cmath>

namespace driftwood::ui {

namespace {

QAction* foldAction(QWidget* owner, const QString& text, const QString& iconName, const QKeySequence& keys) {
    auto* action = new QAction(icon(iconName), text, owner);
    action->setCheckable(true);
    action->setShortcut(keys);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
    owner->addAction(action);
    return action;
}

int scaledWidth(double width) { return static_cast<int>(std::lround(width * fontFactor() / 100.0)); }

/// The width that the widget has at the normal text size.
double plainWidth(const QWidget& widget) { return widget.width() * 100.0 / fontFactor(); }

/// The part of a column where its keys work: a list, table or picture, in preference to buttons and fields.
QWidget* mainPart(QWidget& column) {
    QList<QWidget*> candidates = column.findChildren<QWidget*>();
    candidates.prepend(&column);
    QWidget* found = nullptr;
    int best = 0;
    for (QWidget* candidate : std::as_const(candidates)) {
        if (!candidate->isVisible() || !candidate->isEnabled() || !(candidate->focusPolicy() & Qt::TabFocus))
            continue;
        const bool control = qobject_cast<QAbstractButton*>(candidate) != nullptr ||
                             qobject_cast<QComboBox*>(candidate) != nullptr ||
                             qobject_cast<QLineEdit*>(candidate) != nullptr ||
                             qobject_cast<QTabBar*>(candidate) != nullptr ||
                             qobject_cast<QLabel*>(candidate) != nullptr;
        const int rank = qobject_cast<QAbstractItemView*>(candidate) != nullptr ? 3 : control ? 1 : 2;
        if (rank > best) {
            best = rank;
            found = candidate;
        }
    }
    return found;
}

} // namespace

ThreeColumns::ThreeColumns(const QString& key, QWidget* parent)
    : QWidget(parent)
    , m_key(QStringLiteral("columns/") + key)
    , m_splitter(new Splitter(Qt::Horizontal, this))
    , m_listAction(foldAction(this, tr("List"), QStringLiteral("list"), Qt::Key_F9))
    , m_factsAction(foldAction(this, tr("Facts"), QStringLiteral("facts"), Qt::SHIFT | Qt::Key_F9))
    , m_listWidth(metrics::kListWidth)
    , m_factsWidth(metrics::kFactsWidth) {
    auto* nextColumn = new QAction(this);
    nextColumn->setShortcut(Qt::Key_F6); // for the whole window, even if its frame has the focus
    addAction(nextColumn);
    connect(nextColumn, &QAction::triggered, this, &ThreeColumns::focusNextColumn);
    restore();
    connect(m_listAction, &QAction::toggled, this, [this](bool shown) {
        if (shown && areFactsShown() && isCrowded()) {
            m_listAside = false;
            m_factsAction->setChecked(false);
        }
        layOut();
    });
    connect(m_factsAction, &QAction::toggled, this, [this](bool shown) {
        if (!m_factsOver)
            m_factsWanted = shown;
        makeRoom();
        layOut();
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, &ThreeColumns::takeWidths);
}

ThreeColumns::~ThreeColumns() { remember(); }

void ThreeColumns::setList(QWidget* list) {
    m_list = list;
    setScaled(*list, Extent::MinimumWidth, metrics::kListMin);
    setScaled(*list, Extent::MaximumWidth, metrics::kListMax);
    m_splitter->insertWidget(0, list);
    layOut();
}

void ThreeColumns::setWork(QWidget* work) {
    m_work = work;
    m_splitter->insertWidget(m_list != nullptr ? 1 : 0, work);
    layOut();
}

void ThreeColumns::setFacts(QWidget* facts) {
    m_facts = facts;
    setScaled(*facts, Extent::MinimumWidth, metrics::kFactsMin);
    setScaled(*facts, Extent::MaximumWidth, metrics::kFactsMax);
    m_splitter->addWidget(facts);
    layOut();
}

bool ThreeColumns::isListFolded() const { return !m_listAction->isChecked(); }
bool ThreeColumns::areFactsShown() const { return m_facts != nullptr && m_factsAction->isChecked(); }

void ThreeColumns::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

/// While it was hidden, the size of the text may have changed, and with it what its contents need.
void ThreeColumns::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fit();
}

void ThreeColumns::fit() {
    const bool over = m_facts != nullptr && window()->width() < scaled(metrics::kFactsFoldBelow);
    if (over != m_factsOver) {
        m_factsOver = over;
        // Over Work they open only on request; beside it they return to their last state.
        m_factsAction->setChecked(!over && m_factsWanted);
        Q_EMIT factsOverChanged(over);
    }
    makeRoom();
    layOut();
}

/// Whether List and Facts would leave Work less than its least width.
bool ThreeColumns::isCrowded() const {
    return m_list != nullptr && m_factsOver &&
           listWidth() + 2 * metrics::kSplitterLine + scaled(metrics::kWorkMin) + scaled(metrics::kFactsMin) >
               width();
}

/// If it is crowded, the list is folded while the facts are open, and unfolded when they are closed.
void ThreeColumns::makeRoom() {
    const bool wanted = areFactsShown() && isCrowded();
    if (wanted && !isListFolded()) {
        m_listAside = true;
        m_listAction->setChecked(false);
    } else if (!wanted && m_listAside) {
        m_listAside = false;
        m_listAction->setChecked(true);
    }
}

void ThreeColumns::layOut() {
    if (m_list != nullptr)
        m_list->setVisible(m_listAction->isChecked());
    const bool facts = areFactsShown() && !m_factsOver;
    const int list = m_list != nullptr && !isListFolded() ? listWidth() : 0;
    const int right = facts ? factsWidth() : 0;
    const int forBoth = width() - list - 2 * metrics::kSplitterLine;
    if (m_facts != nullptr)
        placeFacts(forBoth);
    // Facts in a narrow window stand beside Work if there is room for both, and cover it otherwise.
    m_beside = areFactsShown() && m_factsOver && workLeast() + m_facts->width() <= forBoth;
    const int lines = metrics::kSplitterLine * ((list > 0 ? 1 : 0) + (right > 0 ? 1 : 0));
    const int covered = m_beside ? m_facts->width() + metrics::kSplitterLine : 0;
    update();
    m_splitter->setGeometry(rect().adjusted(0, 0, -covered, 0));
    QList<int> sizes;
    if (m_list != nullptr)
        sizes << list;
    if (m_work != nullptr)
        sizes << std::max(workLeast(), width() - list - right - covered - lines);
    if (m_facts != nullptr && !m_factsOver)
        sizes << right;
    m_splitter->setSizes(sizes);
}

/// Paints the line between Work and the Facts beside it; the splitter paints the others.
void ThreeColumns::paintEvent(QPaintEvent* /*event*/) {
    if (m_beside)
        QPainter(this).fillRect(m_facts->x() - metrics::kSplitterLine, 0, metrics::kSplitterLine, height(),
                                color(Token::Line));
}

int ThreeColumns::listWidth() const {
    // In a small window the list is a little narrower, unless the user chose a width.
    const bool small = window()->width() < scaled(metrics::kFactsFoldBelow) &&
                       qFuzzyCompare(m_listWidth, double{metrics::kListWidth});
    return scaledWidth(small ? metrics::kListWidthSmall : m_listWidth);
}

int ThreeColumns::factsWidth() const { return scaledWidth(m_factsWidth); }

/// The least width of Work: `kWorkMin`, or what its contents need if that is less.
int ThreeColumns::workLeast() const {
    const int usual = scaled(metrics::kWorkMin);
    return m_work != nullptr ? std::min(usual, m_work->minimumSizeHint().width()) : usual;
}

/// `room` is the width for Work and Facts together.
void ThreeColumns::placeFacts(int room) {
    if (m_factsOver) {
        if (m_facts->parentWidget() != this)
            m_facts->setParent(this);
        const int least = scaled(metrics::kFactsMin);
        const int spared = std::max(room - scaled(metrics::kWorkMin), least);
        const int wide = workLeast() + least <= room ? std::min(factsWidth(), spared)
                                                     : std::min(factsWidth(), width() - metrics::kGap24);
        m_facts->setGeometry(width() - wide, 0, wide, height());
        m_facts->raise();
    } else if (m_facts->parentWidget() != m_splitter) {
        m_splitter->addWidget(m_facts);
    }
    m_facts->setVisible(m_factsAction->isChecked());
}

void ThreeColumns::takeWidths() {
    if (m_list != nullptr && m_list->isVisible())
        m_listWidth = plainWidth(*m_list);
    if (m_facts != nullptr && m_facts->isVisible() && !m_factsOver)
        m_factsWidth = plainWidth(*m_facts);
}

void ThreeColumns::focusNextColumn() {
    QList<QWidget*> columns;
    for (QWidget* column : {m_list, m_work, m_facts})
        if (column != nullptr && column->isVisible())
            columns << column;
    if (columns.isEmpty())
        return;
    const QWidget* focus = QApplication::focusWidget();
    qsizetype now = -1;
    for (qsizetype i = 0; i < columns.size(); ++i)
        if (focus != nullptr && (columns[i] == focus || columns[i]->isAncestorOf(focus)))
            now = i;
    for (qsizetype step = 1; step <= columns.size(); ++step) // a column may have no part that can be focused
        if (QWidget* target = mainPart(*columns[(now + step) % columns.size()])) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
}

void ThreeColumns::remember() const {
    QSettings settings;
    settings.setValue(m_key + QStringLiteral("/list"), m_listWidth);
    settings.setValue(m_key + QStringLiteral("/facts"), m_factsWidth);
    settings.setValue(m_key + QStringLiteral("/listShown"), m_listAction->isChecked() || m_listAside);
    settings.setValue(m_key + QStringLiteral("/factsShown"), m_factsWanted);
}

void ThreeColumns::restore() {
    const QSettings settings;
    m_listWidth = std::clamp<double>(settings.value(m_key + QStringLiteral("/list"), m_listWidth).toDouble(),
                                     metrics::kListMin, metrics::kListMax);
    m_factsWidth =
        std::clamp<double>(settings.value(m_key + QStringLiteral("/facts"), m_factsWidth).toDouble(),
                           metrics::kFactsMin, metrics::kFactsMax);
    m_listAction->setChecked(settings.value(m_key + QStringLiteral("/listShown"), true).toBool());
    m_factsWanted = settings.value(m_key + QStringLiteral("/factsShown"), true).toBool();
    m_factsAction->setChecked(m_factsWanted);
}

} // namespace driftwood::ui
