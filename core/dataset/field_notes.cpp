#include "dataset/field_notes.h"

#include <map>

namespace driftwood::dataset {

std::vector<FieldNotes> fieldNotes(const records::RecordBatch& rows) {
    std::vector<FieldNotes> out;
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i) {
        std::map<records::ValueNote, FieldNotes> ofField;
        for (const records::RowNote& note : rows.column(i).notes()) {
            FieldNotes& one = ofField[note.note];
            ++one.count;
            if (one.first.size() < kNamedPositions)
                one.first.push_back(rows.position(note.row));
        }
        for (auto& [note, notes] : ofField) {
            notes.path = rows.schema().fields[i].path;
            notes.note = note;
            out.push_back(std::move(notes));
        }
    }
    return out;
}

std::string textOf(const FieldNotes& notes, records::FieldType type) {
    std::string text = std::to_string(notes.count) + (notes.count == 1 ? " value: " : " values: ") +
                       valueNoteText(notes.note, type) + ", at ";
    for (std::size_t i = 0; i < notes.first.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(notes.first[i].partition.value) + "/" +
                std::to_string(notes.first[i].offset.value);
    return notes.count > static_cast<std::int64_t>(notes.first.size()) ? text + ", …" : text;
}

} // namespace driftwood::dataset
