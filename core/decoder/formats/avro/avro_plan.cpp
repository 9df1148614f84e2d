#include "decoder/formats/avro/avro_plan.h"

#include "decoder/field_limits.h"
#include "decoder/formats/avro/avro_names.h"
#include "decoder/formats/avro/avro_text.h"
#include "decoder/path_tree.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace driftwood::decoder {
namespace {

/// Bytes in JSON: a character stands for each.
std::string bytesOfDefault(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool isTwo = (byte & 0xFCU) == 0xC0U && i + 1 < text.size(); // U+0080 to U+00FF
        out += isTwo ? static_cast<char>((byte << 6U) | (static_cast<unsigned char>(text[i + 1]) & 0x3FU))
                     : text[i];
        i += isTwo ? 1 : 0;
    }
    return out;
}

decltype(AvroDefault::value) defaultValue(const nlohmann::json& value, const AvroType& type) {
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (value.is_number())
        return value.get<double>();
    if (value.is_structured())
        return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (!value.is_string())
        return std::monostate();
    auto text = value.get<std::string>();
    if (type.kind != AvroKind::Bytes && type.kind != AvroKind::Fixed)
        return text;
    const std::string bytes = bytesOfDefault(text);
    const bool isWhole = type.kind == AvroKind::Bytes || bytes.size() == type.size;
    const auto written = isWhole ? bytesText(type, bytes) : std::nullopt;
    if (!written)
        return std::monostate();
    return type.logical == AvroLogical::Decimal ? decltype(AvroDefault::value)(AvroDecimal{*written})
                                                : decltype(AvroDefault::value)(*written);
}

AvroUnitChange unitChange(const AvroType& type, const records::Field& column) {
    const auto meaning = timeMeaningOf(type.logical);
    if (!meaning || !column.unit || meaning->isOfDay != column.isOfDay)
        return {};
    const std::int64_t from = nanosecondsPer(meaning->unit);
    const std::int64_t to = nanosecondsPer(*column.unit);
    return from >= to ? AvroUnitChange{from / to, 1} : AvroUnitChange{1, to / from};
}

AvroPromotion promotionOf(const AvroType& writer, const AvroSchema* reader,
                          std::optional<std::uint32_t> type) {
    if (!reader || !type || writer.logical != AvroLogical::None)
        return AvroPromotion::None;
    const auto has = [&](AvroKind kind) {
        const auto is = [&](std::uint32_t of) {
            return (*reader)[of].kind == kind && (*reader)[of].logical == AvroLogical::None;
        };
        return is(*type) || std::ranges::any_of((*reader)[*type].branches, is);
    };
    if (writer.kind == AvroKind::Bytes && !has(AvroKind::Bytes) && has(AvroKind::String))
        return AvroPromotion::BytesToText;
    if (writer.kind == AvroKind::String && !has(AvroKind::String) && has(AvroKind::Bytes))
        return AvroPromotion::TextToBytes;
    return AvroPromotion::None;
}

class PlanCompiler {
  public:
    PlanCompiler(AvroPlan& plan, const AvroSchema* reader, const records::Schema& columns)
        : m_plan(plan)
        , m_writer(*plan.schema)
        , m_reader(reader)
        , m_columns(columns) {}

    /// The payload itself: a record's fields are columns by their names, anything else is kAvroValuePath.
    std::int32_t whole(std::uint32_t type, std::optional<std::uint32_t> reader, const PathNode& root) {
        const AvroType& of = m_writer[type];
        if (of.kind == AvroKind::Union) {
            AvroNode node{type};
            const std::size_t index = begin();
            for (const std::uint32_t branch : of.branches)
                addChild(node, whole(branch, recordIn(m_reader, reader, m_writer[branch].name), root));
            return end(index, std::move(node));
        }
        if (of.kind == AvroKind::Record)
            return record(type, reader, root, -1);
        const auto named = root.names.find(kAvroValuePath);
        return leaf(type, m_reader ? std::optional<std::uint32_t>(0) : std::nullopt,
                    named == root.names.end() ? -1 : named->second->column);
    }

  private:
    std::size_t begin() {
        m_plan.nodes.emplace_back();
        return m_plan.nodes.size() - 1;
    }
    std::int32_t end(std::size_t index, AvroNode node) {
        m_plan.nodes[index] = std::move(node);
        return static_cast<std::int32_t>(index);
    }
    static void addChild(AvroNode& node, std::int32_t child) {
        node.children.push_back(child);
        node.hasInner = node.hasInner || child != AvroNode::kSkip;
    }

    std::int32_t leaf(std::uint32_t type, std::optional<std::uint32_t> reader, std::int32_t column) {
        if (column < 0 || m_writer[type].kind == AvroKind::Null)
            return AvroNode::kSkip;
        AvroNode node{type, column};
        node.unit = unitChange(m_writer[type], m_columns.fields[static_cast<std::size_t>(column)]);
        node.promotion = promotionOf(m_writer[type], m_reader, reader);
        node.isDouble = m_writer[type].kind == AvroKind::Double;
        return end(begin(), std::move(node));
    }

    /// A value below the payload's own, at a path that some column has.
    std::int32_t value(std::uint32_t type, std::optional<std::uint32_t> reader, // NOLINT(misc-no-recursion)
                       const PathNode& path) {
        const AvroType& of = m_writer[type];
        if (of.kind == AvroKind::Record)
            return record(type, recordIn(m_reader, reader, of.name), path, path.column);
        if (of.kind != AvroKind::Union)
            return leaf(type, reader, path.column);
        AvroNode node{type};
        const std::size_t index = begin();
        for (const std::uint32_t branch : of.branches)
            addChild(node, value(branch, reader, path));
        return end(index, std::move(node));
    }

    std::int32_t record(std::uint32_t type, std::optional<std::uint32_t> reader, // NOLINT(misc-no-recursion)
                        const PathNode& path, std::int32_t column) {
        const AvroType& writer = m_writer[type];
        const AvroType* const of = reader ? &(*m_reader)[*reader] : nullptr;
        AvroNode node{type, column};
        const std::size_t index = begin();
        const std::vector<NamedField> names = namesOfFields(writer, of);
        for (std::size_t i = 0; i < writer.fields.size(); ++i) {
            const auto asked = path.names.find(names[i].name);
            addChild(node, asked == path.names.end()
                               ? AvroNode::kSkip
                               : value(writer.fields[i].type, names[i].readerType, *asked->second));
        }
        if (of)
            for (const AvroField& field : of->fields)
                if (const auto asked = path.names.find(field.name);
                    asked != path.names.end() && field.defaultJson &&
                    std::ranges::find(names, field.name, &NamedField::name) == names.end())
                    addDefaults(nlohmann::json::parse(*field.defaultJson), field.type, *asked->second,
                                node.defaults);
        return end(index, std::move(node));
    }

    /// The type that a default is of: of a union usually its first branch.
    [[nodiscard]] const AvroType& typeOfDefault(std::uint32_t type, const nlohmann::json& value) const {
        const AvroType& of = (*m_reader)[type];
        if (of.kind != AvroKind::Union)
            return of;
        for (const std::uint32_t branch : of.branches)
            if (((*m_reader)[branch].kind == AvroKind::Null) == value.is_null())
                return (*m_reader)[branch];
        return of;
    }

    void addDefaults(const nlohmann::json& value, std::uint32_t type,
                     const PathNode& path, // NOLINT(misc-no-recursion)
                     std::vector<AvroDefault>& out) const {
        const AvroType& of = typeOfDefault(type, value);
        if (path.column >= 0) {
            const auto column = static_cast<std::size_t>(path.column);
            out.push_back({column, defaultValue(value, of), unitChange(of, m_columns.fields[column])});
        }
        if (value.is_object() && of.kind == AvroKind::Record)
            for (const AvroField& field : of.fields)
                if (const auto inner = path.names.find(field.name); inner != path.names.end())
                    if (const auto found = value.find(field.name); found != value.end())
                        addDefaults(*found, field.type, *inner->second, out);
    }

    AvroPlan& m_plan;
    const AvroSchema& m_writer;
    const AvroSchema* m_reader;
    const records::Schema& m_columns;
};

/// Lists the columns of a schema.
class ColumnLister {
  public:
    ColumnLister(const AvroSchema& writer, const AvroSchema* reader, std::size_t most)
        : m_writer(writer)
        , m_reader(reader)
        , m_most(most) {}

    std::vector<records::Field> list() {
        whole(0, m_reader ? std::optional<std::uint32_t>(0) : std::nullopt);
        return std::move(m_found);
    }

  private:
    void whole(std::uint32_t type, std::optional<std::uint32_t> reader) {
        const AvroType& of = m_writer[type];
        if (of.kind == AvroKind::Union)
            for (const std::uint32_t branch : of.branches)
                whole(branch, recordIn(m_reader, reader, m_writer[branch].name));
        else if (of.kind == AvroKind::Record)
            fields(type, reader);
        else
            value(type, reader, std::string(kAvroValuePath));
    }

    void value(std::uint32_t type, std::optional<std::uint32_t> reader, // NOLINT(misc-no-recursion)
               const std::string& path) {
        const AvroType& of = m_writer[type];
        if (m_found.size() >= m_most || m_visits++ > kMostVisits)
            return;
        const bool isWithinItself = std::ranges::find(m_open, type) != m_open.end();
        if (of.kind == AvroKind::Union) {
            for (const std::uint32_t branch : of.branches)
                value(branch, reader, path);
        } else if (of.kind == AvroKind::Record && !isWithinItself && m_open.size() < kMostFoundNames) {
            const std::size_t before = m_prefix.size();
            m_prefix = path + ".";
            fields(type, recordIn(m_reader, reader, of.name));
            m_prefix.resize(before);
        } else if (of.kind != AvroKind::Null) {
            add(columnOf(path, of));
        }
    }

    void fields(std::uint32_t type, std::optional<std::uint32_t> reader) { // NOLINT(misc-no-recursion)
        const AvroType& of = m_writer[type];
        const std::vector<NamedField> names = namesOfFields(of, reader ? &(*m_reader)[*reader] : nullptr);
        const std::string prefix = m_prefix;
        m_open.push_back(type);
        for (std::size_t i = 0; i < names.size() && m_found.size() < m_most; ++i)
            value(of.fields[i].type, names[i].readerType, prefix + names[i].name);
        m_open.pop_back();
    }

    void add(records::Field field) {
        const auto [known, isNew] = m_indexOf.emplace(field.path, m_found.size());
        if (isNew)
            m_found.push_back(std::move(field));
        else
            records::widen(m_found[known->second], field);
    }

    static constexpr std::size_t kMostVisits = 200'000; // records without fields give no column

    const AvroSchema& m_writer;
    const AvroSchema* m_reader;
    std::size_t m_most;
    std::size_t m_visits = 0;
    std::string m_prefix;
    std::vector<std::uint32_t> m_open; ///< the records on the way
    std::map<std::string, std::size_t, std::less<>> m_indexOf;
    std::vector<records::Field> m_found;
};

} // namespace

AvroPlan AvroPlan::compile(std::shared_ptr<const AvroSchema> writer,
                           const std::shared_ptr<const AvroSchema>& reader, const records::Schema& columns) {
    AvroPlan plan;
    plan.schema = std::move(writer);
    const PathTree paths(columns);
    const std::optional<std::uint32_t> top = reader ? std::optional<std::uint32_t>(0) : std::nullopt;
    if (PlanCompiler(plan, reader.get(), columns)
            .whole(0, recordIn(reader.get(), top, plan.schema->root().name), paths.root()) == AvroNode::kSkip)
        plan.nodes.clear();
    if (const auto whole = paths.root().names.find(kWholePayloadPath); whole != paths.root().names.end())
        plan.wholeColumn = whole->second->column;
    return plan;
}

std::vector<records::Field> avroColumns(const AvroSchema& writer, const AvroSchema* reader,
                                        std::size_t most) {
    return ColumnLister(writer, reader, most).list();
}

} // namespace driftwood::decoder
