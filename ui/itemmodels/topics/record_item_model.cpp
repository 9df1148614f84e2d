#include "ui/itemmodels/topics/record_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/elide.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/list_roles.h"

#include <QDateTime>

namespace driftwood::ui {

using browsing::RecordRef;

namespace {

constexpr int kToolTipCharacters = static_cast<int>(kLongestText);
constexpr std::size_t kRawBytes = 48;

QString hexLine(std::string_view bytes) {
    const QByteArray head(bytes.data(), static_cast<qsizetype>(std::min(bytes.size(), kRawBytes)));
    return QString::fromLatin1(head.toHex(' ')) +
           (bytes.size() > kRawBytes ? QStringLiteral(" …") : QString());
}

} // namespace

void RecordItemModel::begin(const browsing::RecordReading::Spec& spec, bool newestFirst, bool raw) {
    resetRows(0, [&] {
        m_spec = spec;
        m_raw = raw;
        m_emphasised.clear();
        m_rows.clear(newestFirst);
    });
}

void RecordItemModel::add(const std::vector<RecordRef>& records) {
    const RecordRows::Change change = m_rows.add(records);
    if (m_ring > 0)
        m_rows.keepNewest(m_ring);
    setTotalRows(m_rows.size(), change.inFront);
    if (change.between) {
        cellsChanged(0, m_rows.size());
        Q_EMIT rearranged();
    }
}

void RecordItemModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    cellsChanged(0, m_rows.size());
}

void RecordItemModel::setEmphasised(const QSet<QString>& paths) {
    m_emphasised.clear();
    for (std::size_t i = 0; m_spec && i < m_spec->schema.fields.size(); ++i)
        if (paths.contains(QString::fromStdString(m_spec->schema.fields[i].path)))
            m_emphasised.insert(FirstField + static_cast<int>(i));
    cellsChanged(0, m_rows.size());
}

void RecordItemModel::setStale(bool stale) {
    if (stale == m_stale)
        return;
    m_stale = stale;
    cellsChanged(0, m_rows.size());
}

int RecordItemModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid())
        return 0;
    const int fields = m_spec ? static_cast<int>(m_spec->schema.fields.size()) : 1;
    return FirstField + (fields > kMostFieldColumns ? kMostFieldColumns + 1 : fields);
}

const records::Field* RecordItemModel::fieldAt(int column) const {
    const int field = column - FirstField;
    if (!m_spec || field < 0 ||
        field >= std::min(kMostFieldColumns, static_cast<int>(m_spec->schema.fields.size())))
        return nullptr;
    return &m_spec->schema.fields[static_cast<std::size_t>(field)];
}

QString RecordItemModel::whyNotFitting(const RecordRef& ref, int column) const {
    const records::Field* const field = fieldAt(column);
    const auto row = field != nullptr ? ref.block->decodedRow(ref.row) : std::nullopt;
    if (!row)
        return {};
    const records::Column& values =
        ref.block->decoded().column(static_cast<std::size_t>(column - FirstField));
    for (const records::RowNote& note : values.notes(*row, *row + 1))
        if (records::isNotFitting(note.note))
            return QString::fromStdString(valueNoteText(note.note, field->type));
    return {};
}

bool RecordItemModel::isRight(int column) const {
    if (column == Offset || column == Partition)
        return true;
    const records::Field* const field = fieldAt(column);
    return field != nullptr && isRightAligned(field->type);
}

bool RecordItemModel::isWhole(const RecordRef& ref) const {
    return m_spec && !ref.block->decodedRow(ref.row);
}

QVariant RecordItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const records::Field* const field = fieldAt(section);
    if (role == Qt::ToolTipRole && field != nullptr)
        return tr("%1, %2").arg(QString::fromStdString(field->path),
                                QString::fromLatin1(fieldTypeName(field->type).data()));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Timestamp");
    case Partition:
        return tr("P");
    case Offset:
        return tr("Offset");
    case Key:
        return tr("Key");
    default:
        if (field != nullptr)
            return QString::fromStdString(field->path);
        return m_spec ? tr("%n more fields", nullptr,
                           static_cast<int>(m_spec->schema.fields.size()) - kMostFieldColumns)
                      : tr("Value");
    }
}

QString RecordItemModel::text(const RecordRef& ref, int column) const {
    const browsing::RecordBlock& block = *ref.block;
    switch (column) {
    case Time: {
        if (ref.timestamp().value < 0)
            return formatTime(-1); // the record has no time
        // The year is shown if it is not the current one; the column is as wide as needed.
        const auto time = QDateTime::fromMSecsSinceEpoch(ref.timestamp().value, m_zone);
        return time.toString(time.date().year() == QDate::currentDate().year()
                                 ? QStringLiteral("MM-dd HH:mm:ss.zzz")
                                 : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    }
    case Partition:
        return QString::number(ref.position().partition.value);
    case Offset:
        return formatCount(ref.position().offset.value);
    case Key:
        return lineOfBytes(block.shownKey(ref.row).value_or(std::string_view()));
    default:
        break;
    }
    const records::Field* const field = fieldAt(column);
    if (m_spec && field == nullptr && column > FirstField)
        return {}; // the column for fields without one of their own
    if (const auto row = block.decodedRow(ref.row); row && field != nullptr)
        return cellText(*field, block.decoded().column(static_cast<std::size_t>(column - FirstField)), *row);
    const std::string_view value = block.value(ref.row).value_or(std::string_view());
    return m_raw ? hexLine(value) : lineOfBytes(value);
}

bool RecordItemModel::isMissing(const RecordRef& ref, int column) const {
    if (column == Key)
        return !ref.block->key(ref.row);
    if (fieldAt(column) == nullptr)
        return false;
    const auto row = ref.block->decodedRow(ref.row);
    return row && !ref.block->decoded().column(static_cast<std::size_t>(column - FirstField)).valid(*row);
}

QVariant RecordItemModel::display(const RecordRef& ref, int column) const {
    const bool isValue = column >= FirstField;
    if (isValue && !ref.block->value(ref.row)) // a tombstone is marked once, not in every column
        return column == FirstField ? QStringLiteral("null") : QString();
    if (isValue && ref.block->isDelete(ref.row))
        return column == FirstField ? tr("deleted") : QString();
    if (isMissing(ref, column))
        return whyNotFitting(ref, column).isEmpty() ? QVariant() : QVariant(tr("does not fit"));
    if (isValue && isWhole(ref)) // the reason spans all value columns
        return QString();
    return text(ref, column);
}

QVariant RecordItemModel::cell(qint64 row, int column, int role) const {
    if (row < 0 || row >= m_rows.size())
        return {};
    const RecordRef& ref = m_rows.at(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(ref, column);
    case ErrorTextRole: {
        const std::string_view why = ref.block->failure(ref.row);
        return column == FirstField && !why.empty() ? lineOfBytes(why) : QVariant();
    }
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (isRight(column) && !(column >= FirstField && isWhole(ref)) ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case kWholeValueRole:
        return isWhole(ref);
    case Qt::FontRole:
        if (m_emphasised.contains(column))
            return font(TextStyle::ValueStrong);
        return column == Key || (column >= FirstField && !isRight(column)) ? QVariant(payloadFont())
                                                                           : QVariant();
    case Qt::ForegroundRole:
        return m_stale ||
                       (column >= FirstField && (!ref.block->value(ref.row) || ref.block->isDelete(ref.row)))
                   ? QVariant(color(Token::Ink3))
                   : QVariant();
    case Qt::ToolTipRole:
        if (column == Time)
            return formatTime(ref.timestamp().value, m_zone);
        if (column == Key)
            return toolTipText(
                lineOfBytes(ref.block->shownKey(ref.row).value_or(std::string_view()), kToolTipCharacters));
        if (const QString why = whyNotFitting(ref, column); !why.isEmpty())
            return toolTipText(why);
        return {};
    default:
        return {};
    }
}

} // namespace driftwood::ui
