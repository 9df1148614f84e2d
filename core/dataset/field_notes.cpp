#include "dataset/field_notes.h"

namespace driftwood::dataset {

void FieldNotesTally::add(const records::RecordBatch& rows) {
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i)
        for (const records::RowNote& note : rows.column(i).notes()) {
            FieldNotes& notes = m_notes[{i, note.note}];
            if (notes.count++ == 0) {
                notes.path = rows.schema().fields[i].path;
                notes.note = note.note;
            }
            if (notes.first.size() < kNamedPositions)
                notes.first.push_back(rows.position(note.row));
        }
}

std::vector<FieldNotes> FieldNotesTally::finish() const {
    std::vector<FieldNotes> out;
    for (const auto& [place, notes] : m_notes)
        out.push_back(notes);
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
