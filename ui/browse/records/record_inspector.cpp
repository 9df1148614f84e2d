#include "ui/browse/records/record_inspector.h"

#include "browsing/record_text.h"
#include "decoder/formats/format.h"
#include "decoder/masking/masks.h"
#include "decoder/masking/personal_fields.h"
#include "decoder/registry/registry_frame.h"
#include "session/schema_names.h"
#include "ui/browse/records/bytes_text.h"
#include "ui/browse/records/schema_facts.h"
#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/layout/flow_layout.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {

using browsing::RecordBlock;

namespace {

constexpr int kTypeWidth = 64;
constexpr int kLeastTreeHeight = 160;
constexpr std::size_t kShownBytes = 16U << 10U; ///< the most that is shown of a value or header

/// Shortens a text to what the view can lay out in time: Qt shapes a line as a whole, however long it is.
QString shownText(std::string_view text, std::size_t whole) {
    const std::string_view shown = beginningOf(text, kShownBytes);
    QString out = visibleLines(QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size())));
    if (shown.size() < whole)
        out += QChar(0x2026);
    return out;
}

QString listOf(const std::vector<std::string>& paths) {
    QStringList out;
    for (const std::string& path : paths)
        out << QString::fromStdString(path);
    return out.join(QStringLiteral(", "));
}

/// The masked fields, and fields that look as if they should be masked.
QList<Fact> maskFacts(const decoder::DecoderSpec& spec) {
    QList<Fact> facts;
    std::vector<std::string> masked;
    for (const broker::FieldMask& mask : spec.masks.fields)
        masked.push_back(mask.path);
    if (!masked.empty())
        facts.append({.key = RecordInspector::tr("Masked"), .value = listOf(masked)});
    const decoder::Masks masks(spec.masks);
    std::vector<std::string> personal = decoder::personalFields(spec.schema);
    std::erase_if(personal, [&](const std::string& path) { return masks.of(path).has_value(); });
    if (!personal.empty())
        facts.append(
            {.key = RecordInspector::tr("Looks personal"),
             .value = listOf(personal),
             .toolTip = RecordInspector::tr(
                 "Judged by the names. “Masked fields” in the connection's settings keeps values from "
                 "being shown, searched and exported.")});
    return facts;
}

QTreeView* makeTree(PayloadItemModel* model) {
    auto* tree = new QTreeView;
    tree->setModel(model);
    tree->setAccessibleName(PayloadItemModel::tr("Fields of the record"));
    tree->setUniformRowHeights(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setIndentation(metrics::kTreeIndent);
    tree->setItemDelegate(new ValueDelegate(tree));
    tree->setAllColumnsShowFocus(true);
    tree->setMinimumHeight(kLeastTreeHeight);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionsMovable(false);
    tree->header()->setSectionResizeMode(PayloadItemModel::Field, QHeaderView::Fixed);
    tree->header()->setSectionResizeMode(PayloadItemModel::Type, QHeaderView::Fixed);
    tree->header()->setSectionResizeMode(PayloadItemModel::Value, QHeaderView::Stretch);
    tree->header()->resizeSection(PayloadItemModel::Type, scaled(kTypeWidth));
    return tree;
}

} // namespace

RecordInspector::RecordInspector(QAction* copyValue, QWidget* parent)
    : FactsPanel(parent)
    , m_title(new RichLine)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_tree(nullptr)
    , m_model(new PayloadItemModel(this))
    , m_text(new QPlainTextEdit)
    , m_whole(nullptr)
    , m_position(nullptr) {
    setHead(makeHead(copyValue));
    m_tree = makeTree(m_model);
    m_tree->viewport()->installEventFilter(this);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Value of the record"));
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    setTextStyle(*m_text, TextStyle::Value);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_text);
    addWidget(m_stack, 1);
    m_whole = makeWholeBar();
    addWidget(m_whole);
    m_position = addSection(tr("Position"));
    m_position->setObjectName(QStringLiteral("recordPosition"));
    setFoot(makeFoot());
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordInspector::showTab);
    auto* copyField = new QAction(tr("Copy value of the field"), this);
    copyField->setShortcut(QKeySequence::Copy);
    copyField->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(copyField);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyField, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_model->wholeText(m_tree->currentIndex())); });
    setRecord({}, {}, {});
}

QWidget* RecordInspector::makeHead(QAction* copyValue) {
    auto* bar = new Bar;
    bar->setLine(Bar::Line::None);
    auto* up = iconButton(QStringLiteral("chevron-up"), tr("Record above"));
    auto* down = iconButton(QStringLiteral("chevron-down"), tr("Record below"));
    auto* copy = iconButton(QStringLiteral("copy"), tr("Copy value (Ctrl+C)"));
    m_title->setFormat(TextStyle::Heading, Token::Ink);
    bar->addWidget(m_title, 1);
    bar->addWidget(up);
    bar->addWidget(down);
    bar->addWidget(copy);
    m_ways << up << down << copy;
    connect(up, &QAbstractButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(down, &QAbstractButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(copy, &QAbstractButton::clicked, copyValue, &QAction::trigger);

    for (const QString& tab : {tr("Tree"), tr("Text"), tr("Raw"), tr("Hex"), tr("Headers")})
        m_tabs->addTab(tab);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setAccessibleName(tr("How the record is shown"));
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_tabs);
    column->addWidget(horizontalLine());
    return head;
}

/// Bar for long values, of which the views show only the beginning.
QWidget* RecordInspector::makeWholeBar() {
    auto* bar = new QWidget;
    auto* row = new FlowLayout(bar);
    row->setContentsMargins(metrics::kGap12, metrics::kGap8, metrics::kGap12, metrics::kGap8);
    row->setSpacing(metrics::kGap8);
    m_load = pushButton({});
    auto* save = pushButton(tr("Save value as…"));
    row->addWidget(m_load);
    row->addWidget(save);
    connect(m_load, &QAbstractButton::clicked, this, &RecordInspector::wholeValueRequested);
    connect(save, &QAbstractButton::clicked, this, &RecordInspector::saveValueRequested);
    return bar;
}

QWidget* RecordInspector::makeFoot() {
    auto* foot = new Bar;
    foot->setLine(Bar::Line::Above);
    auto* previous = barButton(QStringLiteral("chevron-left"), tr("Previous by key"));
    auto* next = barButton(QStringLiteral("chevron-right"), tr("Next by key"));
    previous->setToolTip(tr("The row above with the same key (Alt+Up)"));
    next->setToolTip(tr("The row below with the same key (Alt+Down)"));
    foot->addWidget(previous);
    foot->addWidget(next);
    foot->addStretch();
    m_ways << previous << next;
    connect(previous, &QAbstractButton::clicked, this, [this] { Q_EMIT stepByKeyRequested(-1); });
    connect(next, &QAbstractButton::clicked, this, [this] { Q_EMIT stepByKeyRequested(1); });
    return foot;
}

void RecordInspector::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    showPosition();
}

void RecordInspector::setSchemaNames(session::SchemaNames* names) {
    m_names = names;
    connect(names, &session::SchemaNames::changed, this, &RecordInspector::showPosition);
}

void RecordInspector::setRecord(const TopicName& topic, const std::optional<browsing::RecordRef>& record,
                                const browsing::RecordReading::Spec& spec) {
    m_topic = topic;
    m_record = record;
    m_spec = spec;
    RichText title;
    title.add(strong(tr("Record")));
    if (record)
        title.gap().add(
            mono(formatPosition(record->position().partition.value, record->position().offset.value),
                 Token::Ink2));
    else
        title.gap().add(plain(tr("none selected"), Token::Ink3));
    m_title->setRichText(title);
    for (QAbstractButton* way : std::as_const(m_ways))
        way->setEnabled(record.has_value());
    const auto headers = record ? record->block->headers(record->row).size() : 0;
    m_tabs->setTabText(Headers,
                       headers > 0 ? tr("Headers") + QStringLiteral("\t%1").arg(headers) : tr("Headers"));
    m_readable = {};
    if (record)
        m_readable = {m_reading.value(*record), m_reading.key(*record)};
    m_model->setRecord(record, m_readable);
    m_tree->expandAll();
    fitNames();
    showTab();
    showPosition();
}

/// Gives the names the width they need, within limits, and the rest to the values.
void RecordInspector::fitNames() {
    QHeaderView* header = m_tree->header();
    const int room = std::max(0, m_tree->viewport()->width() - header->sectionSize(PayloadItemModel::Type));
    const int wanted = static_cast<QAbstractItemView*>(m_tree)->sizeHintForColumn(PayloadItemModel::Field);
    header->resizeSection(PayloadItemModel::Field, std::clamp(wanted, room * 2 / 5, room * 3 / 5));
}

/// The panel is laid out before its tree, so only the tree's own resize tells how much room there is.
bool RecordInspector::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize)
        fitNames();
    return FactsPanel::eventFilter(watched, event);
}

void RecordInspector::showTab() {
    const int tab = m_tabs->currentIndex();
    m_stack->setCurrentWidget(tab == Tree ? static_cast<QWidget*>(m_tree) : m_text);
    m_text->setLineWrapMode(tab == Hex ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    if (tab != Tree)
        m_text->setPlainText(textOf(tab));
}

QString RecordInspector::textOf(int tab) const {
    if (!m_record)
        return {};
    const RecordBlock& block = *m_record->block;
    if (tab == Headers) {
        QString out;
        for (const auto& [name, value] : block.headers(m_record->row))
            out += shownText(name, name.size()) + QStringLiteral(": ") +
                   (!value           ? tr("null (no value)")
                    : value->empty() ? QStringLiteral("\"\"")
                                     : shownText(*value, value->size())) +
                   u'\n';
        return out.isEmpty() ? tr("The record has no headers.") : out;
    }
    const auto value = block.value(m_record->row);
    if (!value)
        return tr("null: a tombstone");
    const auto whole = static_cast<std::size_t>(block.valueBytes(m_record->row));
    if (tab == Hex)
        return hexDump(value->substr(0, kShownBytes)) +
               (whole > kShownBytes ? QStringLiteral("…") : QString());
    if (tab == Raw)
        return shownText(*value, whole);
    const std::string readable = browsing::readableText(m_readable.value ? *m_readable.value : *value);
    return shownText(readable, block.isWhole(m_record->row) ? readable.size() : whole);
}

QString RecordInspector::decodedAs() const {
    const RecordBlock& block = *m_record->block;
    if (!block.value(m_record->row))
        return tr("tombstone");
    if (block.isDelete(m_record->row))
        return tr("deletes");
    if (!block.failure(m_record->row).empty())
        return tr("not decodable");
    if (!block.decodedRow(m_record->row) && decoder::registrySchemaId(*block.value(m_record->row)))
        return tr("not decoded");
    if (!m_spec)
        return tr("text");
    const QString format = qt(decoder::formatOf(m_spec->format).title);
    const auto compression = decoder::compressionOf(*block.value(m_record->row));
    return compression && !m_spec->unpack.empty()
               ? tr("%1, then %2").arg(qt(decoder::compressionName(*compression)), format)
               : format;
}

void RecordInspector::showPosition() {
    m_position->setVisible(m_record.has_value());
    const std::int64_t bytes = m_record ? m_record->block->valueBytes(m_record->row) : 0;
    m_whole->setVisible(bytes > static_cast<std::int64_t>(kShownBytes));
    m_load->setText(tr("Load all %1").arg(formatBytes(bytes)));
    if (!m_record)
        return;
    const RecordBlock& block = *m_record->block;
    const QString key = block.key(m_record->row) ? formatBytes(block.keyBytes(m_record->row)) : tr("none");
    const QString value =
        block.value(m_record->row) ? formatBytes(block.valueBytes(m_record->row)) : tr("null");
    QList<Fact> facts{{tr("Topic"), QString::fromStdString(m_topic.value)},
                      {tr("Timestamp"), formatTime(m_record->timestamp().value, m_zone)},
                      {tr("Size key / value"), tr("%1 / %2").arg(key, value)},
                      {tr("Decoded as"), decodedAs()}};
    if (const std::string_view why = block.failure(m_record->row); !why.empty())
        facts.append({.key = tr("Reason"),
                      .value = QString::fromUtf8(why.data(), static_cast<qsizetype>(why.size())),
                      .ink = Token::Error});
    facts.append(schemaFacts(*m_record, m_topic, m_names));
    if (m_spec)
        facts.append(maskFacts(*m_spec));
    m_position->setFacts(facts);
    RichText note;
    const std::string_view kept = block.value(m_record->row).value_or(std::string_view());
    if (const auto id = block.decodedRow(m_record->row) ? std::nullopt : decoder::registrySchemaId(kept)) {
        QStringList titles;
        for (const std::string_view title : decoder::framedFormats(kept))
            titles << qt(title);
        note = RichText(tr("Looks like %1 behind a schema registry, schema id %2; not decoded. "),
                        {plain(titles.join(tr(" or "))), mono(QString::number(*id))});
    }
    if (!block.isWhole(m_record->row))
        note.add(RichText(tr("The first %2 of the value's %1 are kept, text and hex show %3; fields were "
                             "read from the whole value."),
                          {mono(formatBytes(block.valueBytes(m_record->row))),
                           mono(formatBytes(RecordBlock::kKeptValueBytes)), mono(formatBytes(kShownBytes))}));
    else if (block.valueBytes(m_record->row) > static_cast<std::int64_t>(kShownBytes))
        note.add(
            RichText(tr("Text and hex show the first %1 of %2."),
                     {mono(formatBytes(kShownBytes)), mono(formatBytes(block.valueBytes(m_record->row)))}));
    m_position->setNote(note);
}

} // namespace driftwood::ui
