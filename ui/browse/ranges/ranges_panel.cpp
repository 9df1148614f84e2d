#include "ui/browse/ranges/ranges_panel.h"

#include "ui/format/format.h"
#include "ui/itemmodels/datasets/ranges_item_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/layout/tile.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

using namespace metrics;

constexpr int kSwatch = 9;
constexpr int kBadgeHeight = 18;
constexpr int kBadgePadding = 6;
constexpr int kLeastRangeRows = 3; ///< enough for a range with two partitions
constexpr int kRoomForName = 150;  ///< with less room the share column, a secondary figure, is hidden

/// A range's letter on the brush's colour, as in the chart.
QPixmap badgeOf(const QString& name, bool excluded, double ratio) {
    const QFont letters = font(TextStyle::ValueStrong);
    const QSize size(QFontMetrics(letters).horizontalAdvance(name) + 2 * kBadgePadding, scaled(kBadgeHeight));
    QPixmap badge(size * ratio);
    badge.setDevicePixelRatio(ratio);
    badge.fill(Qt::transparent);
    QPainter painter(&badge);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(excluded ? Token::Line : Token::Accent));
    painter.drawRoundedRect(QRect(QPoint(), size), kRadiusSmall, kRadiusSmall);
    painter.setPen(color(excluded ? Token::Ink : Token::OnAccent));
    painter.setFont(letters);
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, name);
    return badge;
}

/// Draws rows of a fixed height, with the partition's colour in the chart before its name.
class RangeDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override {
        return {QStyledItemDelegate::sizeHint(option, index).width(), scaled(kTableRow)};
    }

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant partition = index.data(RangesItemModel::PartitionRole);
        if (index.column() == RangesItemModel::Name && partition.isValid()) {
            QPixmap swatch(kSwatch, kSwatch);
            swatch.fill(partitionColor(partition.toInt()));
            option->icon = QIcon(swatch);
            option->decorationSize = {kSwatch, kSwatch};
            option->features |= QStyleOptionViewItem::HasDecoration;
        } else if (index.column() == RangesItemModel::Name) {
            const QString name = index.data(RangesItemModel::RangeNameRole).toString();
            const bool excluded = index.data(RangesItemModel::ExcludedRole).toBool();
            const QPixmap badge = badgeOf(name, excluded, option->widget->devicePixelRatioF());
            option->icon = QIcon(badge);
            option->icon.addPixmap(badge, QIcon::Selected);
            option->decorationSize = badge.deviceIndependentSize().toSize();
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->text = option->text.mid(name.size()).trimmed(); // the badge already shows the letter
            option->palette.setColor(QPalette::Text, color(Token::Ink2));
        }
        if (index.data(RangesItemModel::ExcludedRole).toBool() || index.column() == RangesItemModel::Share)
            option->palette.setColor(QPalette::Text, color(Token::Ink2));
    }
};

/// Splits "267.7 MiB" into a figure and its unit.
void setSplit(Tile& tile, const QString& text, const QString& before = {}) {
    const qsizetype space = text.lastIndexOf(QChar(0x202F));
    if (space < 0)
        tile.setFigure(before + text);
    else
        tile.setFigure(before + text.left(space), text.mid(space + 1));
}

} // namespace

RangesPanel::RangesPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new RangesItemModel(this)) {
    setGround(*this, Token::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);

    auto* bar = new Bar(kBarHeight, Token::Surface, this);
    bar->setLine(Bar::Line::None);
    bar->addWidget(textLabel(tr("Ranges"), TextStyle::Heading));
    bar->addWidget(textLabel(tr("half-open, offsets fixed when chosen"), TextStyle::Small, Token::Ink3));
    bar->addStretch();
    m_type = pushButton(tr("Type offsets…"), ButtonKind::Flat, bar);
    connect(m_type, &QPushButton::clicked, this, [this] { Q_EMIT typeOffsetsRequested(currentRange()); });
    bar->addWidget(m_type);
    column->addWidget(bar);
    column->addWidget(makeTable(), 1);
    column->addWidget(makeFoot());
}

QWidget* RangesPanel::makeTable() {
    m_tree = new QTreeView(this);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new RangeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Ranges"));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(kTreeIndent);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);
    QHeaderView* header = m_tree->header();
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::Fixed); // fitColumns() sets their widths
    header->setSectionResizeMode(RangesItemModel::Name, QHeaderView::Stretch);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &RangesPanel::showMenu);
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& row) {
        m_folded.insert(row.data(RangesItemModel::RangeNameRole).toString());
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& row) {
        m_folded.remove(row.data(RangesItemModel::RangeNameRole).toString());
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { Q_EMIT currentChanged(currentRange()); });

    m_empty = new EmptyState(QStringLiteral("ranges"), tr("No range selected"),
                             tr("Drag across the timeline, or type offsets."), this);
    m_empty->setAction(tr("Type offsets…"));
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { Q_EMIT typeOffsetsRequested({}); });
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tree);
    setScaled(*m_tree, Extent::MinimumHeight, (1 + kLeastRangeRows) * kTableRow);
    return m_stack;
}

QWidget* RangesPanel::makeFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* notes = new QWidget(foot);
    auto* lines = new QVBoxLayout(notes);
    lines->setContentsMargins(kGap12, kGap8, kGap12, kGap8);
    lines->setSpacing(kGap4);
    m_replayable = new RichLine(RichText(), TextStyle::Small, Token::Ink2, notes);
    m_note = new RichLine(RichText(), TextStyle::Small, Token::Ink2, notes);
    lines->addWidget(m_replayable);
    lines->addWidget(m_note);
    m_error = new ErrorCard(notes);
    m_error->setObjectName(QStringLiteral("rangesProblem"));
    m_error->hide();
    connect(m_error, &ErrorCard::actionTriggered, this, &RangesPanel::problemActionRequested);
    lines->addWidget(m_error);
    column->addWidget(notes);

    m_costBox = new QWidget(foot);
    setGround(*m_costBox, Token::Raised);
    auto* cost = new QVBoxLayout(m_costBox);
    cost->setContentsMargins(0, 0, 0, kGap8);
    cost->setSpacing(kGap8);
    cost->addWidget(horizontalLine(m_costBox));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(kGap12, 0, kGap12, 0);
    m_costTitle = new RichLine(RichText(), TextStyle::Heading, Token::Ink, m_costBox);
    m_costBasis = new RichLine(RichText(), TextStyle::Small, Token::Ink3, m_costBox);
    m_costBasis->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top->addWidget(m_costTitle);
    top->addWidget(m_costBasis, 1);
    cost->addLayout(top);
    auto* tiles = new TileRow(m_costBox);
    m_records = tiles->addTile(tr("Records"));
    m_bytes = tiles->addTile(tr("Bytes"));
    m_time = tiles->addTile(tr("Time"));
    m_memory = tiles->addTile(tr("Memory"));
    for (Tile* tile : {m_records, m_bytes, m_time, m_memory})
        tile->setSmall(true);
    cost->addWidget(tiles);
    m_costBox->hide();
    column->addWidget(m_costBox);

    m_progress = new StageProgress(foot);
    m_progress->setContentsMargins(kGap12, kGap8, kGap12, kGap8);
    m_progress->hide();
    connect(m_progress, &StageProgress::stopRequested, this, &RangesPanel::stopRequested);
    column->addWidget(m_progress);
    return foot;
}

void RangesPanel::setSelection(const session::RangeSelection& selection) {
    const QString before = currentRange();
    m_canUndo = selection.canUndo();
    m_canRedo = selection.canRedo();
    m_model->setRanges(selection.ranges());
    m_stack->setCurrentWidget(selection.ranges().empty() ? static_cast<QWidget*>(m_empty) : m_tree);
    m_type->setVisible(!selection.ranges().empty());
    if (!selection.ranges().empty() && currentRange().isEmpty()) {
        const QModelIndex kept = m_model->indexOf(before);
        m_tree->setCurrentIndex(kept.isValid() ? kept : m_model->index(0, 0));
    }
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (!m_folded.contains(selection.ranges()[static_cast<std::size_t>(row)].name))
            m_tree->expand(m_model->index(row, 0));
    fitColumns();
}

void RangesPanel::setProblem(const std::optional<Error>& problem, const QString& action) {
    m_error->setVisible(problem.has_value());
    if (problem)
        m_error->setError(*problem, action);
}

void RangesPanel::setCost(const session::RangeInspector& inspector, const QString& names) {
    const auto& cost = inspector.cost();
    m_costBox->setVisible(cost.has_value() && !m_progress->isVisibleTo(this));
    if (!cost)
        return;
    m_costTitle->setRichText(tr("Cost of reading %1").arg(names));
    m_costBasis->setRichText(
        RichText(tr("speed and size from the first %1"), {mono(formatCount(cost->sampledRecords))}));
    m_records->setFigure(formatEstimate(cost->records));
    setSplit(*m_bytes, formatBytes(cost->bytes));
    setSplit(*m_time, formatDuration(cost->duration), QStringLiteral("≈ "));
    setSplit(*m_memory, formatBytes(cost->memoryBytes));
}

void RangesPanel::setNotes(const RichText& replayable, const RichText& note) {
    m_replayable->setRichText(replayable);
    m_replayable->setVisible(!replayable.isEmpty());
    m_note->setRichText(note);
    m_note->setVisible(!note.isEmpty());
}

void RangesPanel::setTimeZone(const QTimeZone& zone) {
    m_model->setTimeZone(zone);
    fitColumns();
}

void RangesPanel::setJob(const tasks::Job* job) {
    const bool runs = job != nullptr && !job->over();
    m_progress->setVisible(runs);
    if (!runs)
        return;
    m_costBox->hide();
    const Progress& progress = job->progress();
    m_progress->setTitle(job->title());
    m_progress->setFigures(RichText(tr("%1 of %2 records"),
                                    {mono(formatCount(progress.done)), mono(formatCount(progress.total))}));
    m_progress->setShare(
        progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : -1.0);
    const auto left = job->remaining();
    m_progress->setLeft(left ? RichText(tr("%1 left").arg(formatDuration(*left))) : RichText());
    m_progress->setStopping(job->state() == tasks::Job::State::Stopping);
}

QString RangesPanel::currentRange() const {
    return m_tree->currentIndex().data(RangesItemModel::RangeNameRole).toString();
}

void RangesPanel::setCurrentRange(const QString& name) {
    if (const QModelIndex index = m_model->indexOf(name); index.isValid() && name != currentRange())
        m_tree->setCurrentIndex(index);
}

/// The width that a column needs for its title and its contents. The one of counts also has room for what it
/// says until they are known, so that it stays as wide as it is.
int RangesPanel::widthOf(int column) const {
    int width = std::max(m_tree->header()->sectionSizeHint(column),
                         static_cast<QAbstractItemView*>(m_tree)->sizeHintForColumn(column));
    if (column == RangesItemModel::Records)
        for (const QString& state : RangesItemModel::statesWithoutCount())
            width = std::max(width, QFontMetrics(ui::font(TextStyle::ValueStrong)).horizontalAdvance(state) +
                                        2 * kCellPadding);
    return width;
}

void RangesPanel::fitColumns() {
    QHeaderView* header = m_tree->header();
    int figures = 0;
    for (int column = RangesItemModel::Begin; column <= RangesItemModel::Share; ++column)
        figures += widthOf(column);
    // As if there were a scroll bar, so that nothing moves when there is one.
    m_tree->setColumnHidden(RangesItemModel::Share,
                            m_tree->width() - kScrollBar - figures < scaled(kRoomForName));
    for (int column = RangesItemModel::Begin; column <= RangesItemModel::Share; ++column)
        if (!header->isSectionHidden(column))
            header->resizeSection(column, widthOf(column));
    // The name column also shows the range's length. The table must be at least wide enough for that column
    // when the share is hidden.
    m_tree->setMinimumWidth(figures - widthOf(RangesItemModel::Share) + widthOf(RangesItemModel::Name) +
                            kScrollBar + 2 * m_tree->frameWidth());
}

bool RangesPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_tree && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == m_tree && event->type() == QEvent::KeyPress && !currentRange().isEmpty()) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            Q_EMIT removeRequested(currentRange());
            return true;
        case Qt::Key_X:
            Q_EMIT excludeRequested(currentRange(),
                                    !m_tree->currentIndex().data(RangesItemModel::ExcludedRole).toBool());
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT typeOffsetsRequested(currentRange());
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RangesPanel::showMenu(const QPoint& position) {
    const QString range = m_tree->indexAt(position).data(RangesItemModel::RangeNameRole).toString();
    if (range.isEmpty())
        return;
    const bool excluded = m_tree->indexAt(position).data(RangesItemModel::ExcludedRole).toBool();
    QMenu menu(this);
    menu.addAction(tr("Type offsets…"), this, [this, range] { Q_EMIT typeOffsetsRequested(range); });
    menu.addAction(excluded ? tr("Use as a range") : tr("Exclude from the others"), this,
                   [this, range, excluded] { Q_EMIT excludeRequested(range, !excluded); });
    menu.addSeparator();
    menu.addAction(tr("Remove"), this, [this, range] { Q_EMIT removeRequested(range); });
    menu.addSeparator();
    QAction* undo = menu.addAction(tr("Undo"), this, &RangesPanel::undoRequested);
    undo->setShortcut(QKeySequence::Undo);
    undo->setEnabled(m_canUndo);
    QAction* redo = menu.addAction(tr("Redo"), this, &RangesPanel::redoRequested);
    redo->setShortcut(QKeySequence::Redo);
    redo->setEnabled(m_canRedo);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

} // namespace driftwood::ui
