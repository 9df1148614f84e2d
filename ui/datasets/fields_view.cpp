#include "ui/datasets/fields_view.h"

#include "ui/charts/split_histogram.h"
#include "ui/format/format.h"
#include "ui/itemmodels/datasets/field_roles_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/lists/choice_delegate.h"
#include "ui/widgets/lists/histogram_delegate.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

using namespace metrics;

constexpr int kFieldChartHeight = 176;
constexpr QAbstractItemView::EditTriggers kEditTriggers =
    QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked;

QWidget* insetOf(QWidget* inside, QWidget* parent) {
    auto* page = new QWidget(parent);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kGap16, kGap16, kGap16, kGap16);
    column->addWidget(inside);
    column->addStretch();
    return page;
}

} // namespace

FieldsView::FieldsView(QWidget* parent)
    : QWidget(parent)
    , m_model(new FieldRolesItemModel(this)) {
    setGround(*this, Token::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* bar = new Bar(this);
    m_split = new RichLine(RichText(), TextStyle::Body, Token::Ink2, bar);
    m_split->setWrap(true);
    bar->addWidget(m_split, 1);
    bar->layout()->setAlignment(m_split, Qt::AlignVCenter);
    column->addWidget(bar);
    m_rolesProblem = new RichLine(RichText(), TextStyle::Small, Token::Error, this);
    m_rolesProblem->setObjectName(QStringLiteral("rolesProblem"));
    m_rolesProblem->setWrap(true);
    m_rolesProblem->setContentsMargins(kGap16, kGap8, kGap16, kGap8);
    m_rolesProblem->hide();
    column->addWidget(m_rolesProblem);

    m_chart = new SplitHistogram(this);
    m_chart->setAccessibleName(tr("Rows over time, by part of the split"));
    m_chart->setXAxis(XAxis::Time);
    setScaled(*m_chart, Extent::FixedHeight, kFieldChartHeight);
    auto* known = new QWidget(this);
    auto* knownColumn = new QVBoxLayout(known);
    knownColumn->setContentsMargins({});
    knownColumn->setSpacing(0);
    knownColumn->addWidget(m_chart);
    knownColumn->addWidget(makeTable(), 1);

    m_empty =
        new EmptyState(QStringLiteral("table"), tr("The rows have not been read yet"), RichText(), this);
    connect(m_empty, &EmptyState::actionTriggered, this, &FieldsView::readRequested);
    m_error = new ErrorCard(this);
    connect(m_error, &ErrorCard::actionTriggered, this, &FieldsView::readRequested);
    m_progress = new StageProgress(this);
    connect(m_progress, &StageProgress::stopRequested, this, &FieldsView::stopRequested);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(known);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(insetOf(m_error, m_stack));
    m_stack->addWidget(insetOf(m_progress, m_stack));
    m_stack->setCurrentWidget(m_empty);
    column->addWidget(m_stack, 1);
    connect(m_model, &FieldRolesItemModel::rolesEdited, this, &FieldsView::rolesEdited);
}

QWidget* FieldsView::makeTable() {
    using Column = FieldRolesItemModel::Column;
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("fields"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ValueDelegate(m_table));
    auto* choice = new ChoiceDelegate(m_table);
    m_table->setItemDelegateForColumn(Column::RoleOf, choice);
    m_table->setItemDelegateForColumn(Column::Transform, choice);
    m_table->setItemDelegateForColumn(Column::Shape, new HistogramDelegate(m_table));
    m_table->setAccessibleName(tr("Fields"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(kEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*m_table->verticalHeader(), Extent::Section, kTableRow);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    for (const auto& [section, width] : std::initializer_list<std::pair<int, int>>{{Column::Type, 64},
                                                                                   {Column::RoleOf, 104},
                                                                                   {Column::Transform, 132},
                                                                                   {Column::Null, 66},
                                                                                   {Column::Distinct, 70},
                                                                                   {Column::Mean, 80},
                                                                                   {Column::Std, 80},
                                                                                   {Column::Shape, 96}})
        header->resizeSection(section, scaled(width));
    keepNamesReadable(*m_table, Column::Field);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) { Q_EMIT fieldChosen(current.isValid() ? current.row() : -1); });
    return m_table;
}

void FieldsView::setManifest(const dataset::Manifest& manifest, const QTimeZone& zone) {
    m_manifest = manifest;
    m_zone = zone;
    m_chart->setTimeZone(zone);
    showSplit();
}

void FieldsView::showSplit() {
    const double validation = m_manifest.split.validationFraction;
    RichText text(tr("Split by time   Train / validation %1   Gap %2"),
                  {mono(QStringLiteral("%1 / %2")
                            .arg(100.0 * (1.0 - validation), 0, 'g', 3)
                            .arg(100.0 * validation, 0, 'g', 3)),
                   m_manifest.split.gapMs == 0
                       ? plain(tr("none"))
                       : mono(formatDuration(std::chrono::milliseconds(m_manifest.split.gapMs)))});
    if (m_profile)
        text.gap().add(
            RichText(tr("%1 rows train, %2 validate"), {mono(formatCount(m_profile->trainRows)),
                                                        mono(formatCount(m_profile->validationRows))}));
    if (m_profile && m_profile->validationFrom)
        text.gap().add(RichText(tr("cut at %1"), {mono(formatTime(m_profile->validationFrom->value, m_zone,
                                                                  TimeDetail::Seconds))}));
    m_split->setRichText(text);
}

void FieldsView::setProfile(const profiling::DatasetProfilePtr& profile, const profiling::FieldRoles& roles) {
    if (profile == m_profile && profile != nullptr)
        return; // the user has changed roles since the store was last read
    m_profile = profile;
    showSplit();
    m_model->setProfile(profile, roles);
    if (!profile) {
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_stack->setCurrentIndex(0);
    const profiling::SplitTimeline& split = profile->split;
    m_chart->setParts({static_cast<double>(split.begin.value), static_cast<double>(split.widthMs),
                       split.train, split.gap, split.validation});
    const auto feature = std::ranges::find_if(roles.fields, [](const profiling::FieldChoice& choice) {
        return choice.role == profiling::FieldRole::Feature && choice.field.type != records::FieldType::Text;
    });
    const auto first = feature == roles.fields.end() ? 0 : static_cast<int>(feature - roles.fields.begin());
    m_table->setCurrentIndex(m_model->index(first, FieldRolesItemModel::Field));
}

void FieldsView::setRolesProblem(const QString& why) {
    m_rolesProblem->setRichText(RichText(
        tr("The roles chosen for these fields cannot be read, those shown are suggested. %1"), {plain(why)}));
    m_rolesProblem->setVisible(!why.isEmpty());
    m_table->setEditTriggers(why.isEmpty() ? kEditTriggers : QAbstractItemView::NoEditTriggers);
}

void FieldsView::setUnread(const QString& why, const QString& action) {
    m_empty->setSentence(why);
    m_empty->setAction(action);
}

void FieldsView::setJob(const tasks::Job* job) {
    using State = tasks::Job::State;
    if (m_profile || job == nullptr || job->state() == State::Stopped || job->state() == State::Finished) {
        m_stack->setCurrentIndex(m_profile ? 0 : 1);
        return;
    }
    if (job->state() == State::Failed && job->error()) {
        m_error->setError(*job->error(), tr("Read again"));
        m_stack->setCurrentIndex(2);
        return;
    }
    const Progress& progress = job->progress();
    m_progress->setTitle(job->title());
    m_progress->setFigures(RichText(tr("%1 of %2 records"),
                                    {mono(formatCount(progress.done)), mono(formatCount(progress.total))}));
    m_progress->setShare(
        progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : -1.0);
    const auto left = job->remaining();
    m_progress->setLeft(left ? RichText(tr("%1 left").arg(formatDuration(*left))) : RichText());
    m_progress->setStopping(job->state() == State::Stopping);
    m_stack->setCurrentIndex(3);
}

} // namespace driftwood::ui
