#include "ui/itemmodels/topics/payload_item_model.h"

#include "decoder/field_limits.h"
#include "decoder/json_beginning.h"
#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/elide.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

namespace driftwood::ui {

using decoder::PayloadNode;

namespace {

constexpr int kRoot = 0;

QString typeName(const PayloadNode& node) {
    switch (node.kind) {
    case PayloadNode::Kind::Object:
        return QStringLiteral("object");
    case PayloadNode::Kind::Array:
        return QStringLiteral("array");
    case PayloadNode::Kind::Text:
        return QStringLiteral("string");
    case PayloadNode::Kind::Bool:
        return QStringLiteral("bool");
    case PayloadNode::Kind::Null:
        return QStringLiteral("null");
    case PayloadNode::Kind::Number:
        return node.value.find_first_of(".eE") == std::string::npos ? QStringLiteral("integer")
                                                                    : QStringLiteral("number");
    }
    return {};
}

QString textOf(std::string_view bytes) {
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// The tree's name of a field's type, for fields that are known only from the decoded columns.
QString typeName(records::FieldType type) {
    switch (type) {
    case records::FieldType::Bool:
        return QStringLiteral("bool");
    case records::FieldType::Int64:
        return QStringLiteral("integer");
    case records::FieldType::Float64:
        return QStringLiteral("number");
    case records::FieldType::Text:
        return QStringLiteral("string");
    }
    return {};
}

/// Texts can be as large as a record, so they are cut; numbers are short.
QString beginningOf(const records::Column& column, std::size_t row) {
    if (column.type() == records::FieldType::Text)
        return '"' + lineOfBytes(column.text(row), static_cast<int>(kLongestText)) + '"';
    const QString text = QString::fromStdString(column.asText(row));
    if (column.type() == records::FieldType::Bool)
        return text == QLatin1String("0") ? QStringLiteral("false") : QStringLiteral("true");
    return text;
}

/// Whether the tree contains the field: "state.mode" is the member mode of state.
bool has(const PayloadNode& tree, std::string_view path) {
    for (const PayloadNode& child : tree.children) {
        if (child.name == path)
            return true;
        if (!child.name.empty() && path.size() > child.name.size() && path.starts_with(child.name) &&
            path[child.name.size()] == '.' && has(child, path.substr(child.name.size() + 1)))
            return true;
    }
    return false;
}

} // namespace

void PayloadItemModel::setRecord(const std::optional<browsing::RecordRef>& record, const Readable& readable) {
    beginResetModel();
    m_nodes.clear();
    m_nodes.emplace_back();
    m_record = record;
    if (record) {
        const browsing::RecordBlock& block = *record->block;
        if (readable.key)
            addKey(*readable.key);
        const auto value =
            readable.value ? std::optional<std::string_view>(*readable.value) : block.value(record->row);
        const auto row = block.decodedRow(record->row);
        // The block holds only the beginning of a long record.
        const bool isWhole = readable.value || block.isWhole(record->row);
        const std::string beginning = value && !isWhole ? decoder::closedJson(*value) : std::string();
        const decoder::PayloadTree tree =
            value ? decoder::jsonTree(isWhole ? *value : beginning) : decoder::PayloadTree();
        const bool isTree = value && tree.problem.empty() && !tree.root.children.empty();
        if (!value)
            addNode(kRoot, tr("value"), QStringLiteral("null"), tr("tombstone"), true);
        else if (isTree)
            addWhole(tree, !isWhole);
        else if (row)
            addColumns(*record, *row, {});
        else
            addNode(kRoot, tr("value"), QStringLiteral("text"), lineOfBytes(*value));
        if (isTree && !isWhole) {
            if (row)
                addColumns(*record, *row, tree.root);
            addNode(kRoot, QStringLiteral("…"), {}, tr("further fields: “Load all” shows them"), true);
        }
    }
    endResetModel();
}

int PayloadItemModel::addNode(int parent, const QString& name, const QString& type, const QString& value,
                              bool quiet) {
    const int added = static_cast<int>(m_nodes.size());
    auto& siblings = m_nodes[static_cast<std::size_t>(parent)].children;
    const int row = static_cast<int>(siblings.size());
    siblings.push_back(added);
    m_nodes.push_back({name, type, value, parent, row, quiet, {}, {}});
    return added;
}

void PayloadItemModel::addKey(const std::string& json) {
    const QString name = QString::fromUtf8(records::kKeyFieldPrefix.data(),
                                           static_cast<qsizetype>(records::kKeyFieldPrefix.size()) - 1);
    const decoder::PayloadTree tree = decoder::jsonTree(json);
    if (tree.problem.empty())
        addTree(kRoot, tree.root, name, false);
    else
        addNode(kRoot, name, QStringLiteral("text"), lineOfBytes(json));
}

void PayloadItemModel::addWhole(const decoder::PayloadTree& tree, bool breaksOff) {
    const bool isArray = tree.root.kind == PayloadNode::Kind::Array;
    for (std::size_t i = 0; i < tree.root.children.size(); ++i) {
        const PayloadNode& child = tree.root.children[i];
        addTree(kRoot, child, isArray ? QString::number(i) : textOf(child.name),
                breaksOff && i + 1 == tree.root.children.size());
    }
    if (tree.isCut)
        addNode(kRoot, QStringLiteral("…"), {},
                tr("only the first %1 values are shown").arg(decoder::kMostTreeValues), true);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the payload, which is bounded
void PayloadItemModel::addTree(int parent, const PayloadNode& node, const QString& name, bool mayBreakOff) {
    const QString type = typeName(node);
    switch (node.kind) {
    case PayloadNode::Kind::Object:
    case PayloadNode::Kind::Array: {
        const bool isArray = node.kind == PayloadNode::Kind::Array;
        const auto count = static_cast<qint64>(node.children.size());
        QString size = isArray ? (count == 1 ? tr("1 element") : tr("%1 elements").arg(formatCount(count)))
                               : (count == 1 ? tr("1 field") : tr("%1 fields").arg(formatCount(count)));
        if (mayBreakOff) // before the number, because a narrow column shows the beginning
            size = tr("at least %1").arg(size);
        const int added = addNode(parent, name, type, size, true);
        for (std::size_t i = 0; i < node.children.size(); ++i)
            addTree(added, node.children[i], isArray ? QString::number(i) : textOf(node.children[i].name),
                    mayBreakOff && i + 1 == node.children.size());
        return;
    }
    case PayloadNode::Kind::Text:
        addNode(parent, name, type, '"' + textOf(node.value) + '"');
        return;
    case PayloadNode::Kind::Null:
        addNode(parent, name, type, QStringLiteral("null"), true);
        return;
    case PayloadNode::Kind::Number:
    case PayloadNode::Kind::Bool:
        addNode(parent, name, type, textOf(node.value));
    }
}

/// Adds the fields that the tree lacks, with the tree's names of types and values.
void PayloadItemModel::addColumns(const browsing::RecordRef& record, std::size_t row,
                                  const PayloadNode& tree) {
    const records::RecordBatch& decoded = record.block->decoded();
    for (std::size_t i = 0; i < decoded.schema().fields.size(); ++i) {
        const records::Field& field = decoded.schema().fields[i];
        const records::Column& column = decoded.column(i);
        const bool missing = !column.valid(row);
        if (has(tree, field.path)) {
            keepColumn(field.path, i); // a text cut in the tree is copied as a whole
            continue;
        }
        const int added = addNode(kRoot, QString::fromStdString(field.path), typeName(field.type),
                                  missing ? QStringLiteral("–") : beginningOf(column, row), missing);
        if (!missing)
            m_nodes[static_cast<std::size_t>(added)].column = i;
    }
}

/// Stores the column in the top-level node of that name.
void PayloadItemModel::keepColumn(const std::string& name, std::size_t column) {
    for (const int child : m_nodes[kRoot].children)
        if (Node& node = m_nodes[static_cast<std::size_t>(child)];
            node.name == QString::fromStdString(name) && node.children.empty())
            node.column = column;
}

QString PayloadItemModel::wholeText(const QModelIndex& index) const {
    const Node& node = nodeOf(index);
    if (!node.column || !m_record)
        return node.value;
    const browsing::RecordBlock& block = *m_record->block;
    const auto row = block.decodedRow(m_record->row);
    return row ? QString::fromStdString(block.decoded().column(*node.column).asText(*row)) : node.value;
}

const PayloadItemModel::Node& PayloadItemModel::nodeOf(const QModelIndex& index) const {
    return m_nodes[index.isValid() ? static_cast<std::size_t>(index.internalId()) : kRoot];
}

QString PayloadItemModel::path(const QModelIndex& index) const {
    QStringList names;
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        names.prepend(nodeOf(at).name);
    return names.join('.');
}

QModelIndex PayloadItemModel::index(int row, int column, const QModelIndex& parent) const {
    if (m_nodes.empty() || !hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       static_cast<quintptr>(nodeOf(parent).children[static_cast<std::size_t>(row)]));
}

QModelIndex PayloadItemModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || nodeOf(child).parent == kRoot)
        return {};
    const int parent = nodeOf(child).parent;
    return createIndex(m_nodes[static_cast<std::size_t>(parent)].row, 0, static_cast<quintptr>(parent));
}

int PayloadItemModel::rowCount(const QModelIndex& parent) const {
    if (m_nodes.empty() || parent.column() > 0)
        return 0;
    return static_cast<int>(nodeOf(parent).children.size());
}

int PayloadItemModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant PayloadItemModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Node& node = nodeOf(index);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == Field ? cutText(node.name) : column == Type ? node.type : cutText(node.value);
    case Qt::ToolTipRole:
        return column == Type ? QVariant()
                              : QVariant(toolTipText(column == Field ? path(index) : node.value));
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == Value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return column == Type    ? font(TextStyle::Small)
               : column == Field ? font(TextStyle::Value)
                                 : payloadFont();
    case Qt::ForegroundRole:
        return column == Type || (node.quiet && column == Value) ? QVariant(color(Token::Ink2)) : QVariant();
    case Qt::AccessibleTextRole:
        return column == Field ? tr("%1, %2").arg(path(index), cutText(node.value)) : QVariant();
    default:
        return {};
    }
}

QVariant PayloadItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole)
        return section == Field ? tr("Field") : section == Type ? tr("Type") : tr("Value");
    return {};
}

} // namespace driftwood::ui
