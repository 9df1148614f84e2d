// Any text may be given as a filter. An accepted filter is the same after writing and parsing it, and selects
// rows of any type without errors.

#include "dataset/filter/filter.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace driftwood;
using records::FieldType;

namespace {

constexpr TimestampMs kNow(1772370000000);

records::RecordBatch rows() {
    records::RecordBatch batch(
        std::make_shared<const records::Schema>(records::Schema{{{"id", FieldType::Int64},
                                                                 {"t", FieldType::Float64},
                                                                 {"zone", FieldType::Text},
                                                                 {"ok", FieldType::Bool}}}));
    for (int row = 0; row < 2; ++row) {
        const std::string_view key = "k";
        batch.appendPosition(PartitionId(0), Offset(row), TimestampMs(row), row == 0 ? &key : nullptr);
        batch.column(0).appendInt(INT64_MAX - row);
        batch.column(1).appendFloat(-1.5);
        batch.column(2).appendText(row == 0 ? "north" : R"([1,{"a":["x",null]},"2026-03-01",[true]])");
        batch.column(3).appendMissing();
    }
    return batch;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const records::RecordBatch batch = rows();
    const auto filter = dataset::Filter::parse({reinterpret_cast<const char*>(data), size}, kNow);
    if (!filter)
        return 0;
    const auto again = dataset::Filter::parse(filter->text());
    if (!again || !(*again == *filter))
        std::abort();
    const auto fits = filter->check(batch.schema());
    std::vector<dataset::UncomparedValues> uncompared;
    if (filter->select(batch, &uncompared).size() > batch.rows() || (!fits && fits.error().text().empty()))
        std::abort();
    return 0;
}
