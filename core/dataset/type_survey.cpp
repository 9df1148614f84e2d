#include "dataset/type_survey.h"

#include "decoder/schema_inference.h"

#include <algorithm>
#include <set>

namespace driftwood::dataset {
namespace {

using records::FieldType;
using records::ValueNote;

constexpr std::int64_t kExactDoubles = std::int64_t{1} << 53; // every integer up to here is exact as a double

bool isWide(std::int64_t value) {
    if (value >= -kExactDoubles && value <= kExactDoubles)
        return false;
    const auto nearest = static_cast<double>(value);
    return nearest >= 0x1p63 || static_cast<std::int64_t>(nearest) != value;
}

} // namespace

std::string WidenedField::text() const {
    return before.path + " looked like " + std::string(fieldTypeName(before.type)) + " in a sample and is " +
           std::string(fieldTypeName(type)) + ": " + std::to_string(notFitting) +
           (notFitting == 1 ? " value needs" : " values need") + " it, the first at " +
           std::to_string(first.partition.value) + "/" + std::to_string(first.offset.value);
}

TypeSurvey::TypeSurvey(const records::Schema& schema, const std::vector<std::string>& guessed) {
    const std::set<std::string_view> watched(guessed.begin(), guessed.end());
    for (std::size_t i = 0; i < schema.fields.size(); ++i)
        if (schema.fields[i].type != FieldType::Text && watched.contains(schema.fields[i].path))
            m_fields.push_back({.column = i, .field = schema.fields[i]});
}

void TypeSurvey::add(const records::RecordBatch& rows, std::size_t begin, std::size_t end) {
    for (Counts& counts : m_fields) {
        const records::Column& column = rows.column(counts.column);
        const auto validity = column.validity().subspan(begin, end - begin);
        counts.valid += std::ranges::count_if(validity, [](std::uint8_t valid) { return valid != 0; });
        if (counts.field.type == FieldType::Int64)
            counts.wide += std::ranges::count_if(column.ints().subspan(begin, end - begin), isWide);
        for (const records::RowNote& note : column.notes(begin, end)) {
            if (!records::isNotFitting(note.note))
                continue;
            const RowPosition at = rows.position(note.row);
            if (counts.notFitting() == 0 || at < counts.first)
                counts.first = at;
            const bool isDouble = note.note == ValueNote::Fraction || note.note == ValueNote::Large;
            ++(isDouble ? counts.doubles : counts.others);
        }
    }
}

FieldType TypeSurvey::typeFor(const Counts& counts) {
    FieldType best = counts.field.type;
    std::int64_t fewest = counts.notFitting();
    if (best == FieldType::Int64 && counts.wide + counts.others < fewest) {
        best = FieldType::Float64;
        fewest = counts.wide + counts.others;
    } else if (best == FieldType::Float64) {
        fewest = counts.others; // a number beyond all doubles is a number all the same
    }
    if (counts.field.length > 0)
        return best; // the array is there as a text already
    return decoder::isMoreThanAFew(fewest, counts.valid + counts.notFitting()) ? FieldType::Text : best;
}

std::vector<WidenedField> TypeSurvey::widened() const {
    std::vector<WidenedField> out;
    for (const Counts& counts : m_fields)
        if (const FieldType type = typeFor(counts); type != counts.field.type)
            out.push_back({counts.field, type, counts.notFitting(), counts.first});
    return out;
}

} // namespace driftwood::dataset
