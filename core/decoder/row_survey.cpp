#include "decoder/row_survey.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostNotedValues = 3'000'000;
constexpr std::size_t kFewestRows = 10;

ValueKind kindOfValue(const records::Column& column, std::size_t row) {
    if (!column.valid(row))
        return column.missing(row) ? ValueKind::Null : ValueKind::Text;
    switch (column.type()) {
    case records::FieldType::Bool:
        return ValueKind::Bool;
    case records::FieldType::Int64:
        return ValueKind::Integer;
    case records::FieldType::Float64:
        return ValueKind::Float;
    case records::FieldType::Text:
        break;
    }
    return ValueKind::Text;
}

} // namespace

std::size_t mostNotedRows(std::size_t fields) {
    return std::max(kFewestRows, kMostNotedValues / std::max<std::size_t>(fields, 1));
}

void noteRows(const records::RecordBatch& rows, FieldSurvey& to) {
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        to.beginRecord();
        for (std::size_t i = 0; i < rows.schema().fields.size(); ++i) {
            const std::string& path = rows.schema().fields[i].path;
            const records::Column& column = rows.column(i);
            to.note(path, path, kindOfValue(column, row), column.asText(row));
        }
    }
}

} // namespace driftwood::decoder
