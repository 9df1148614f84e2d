// A schema inferred from any sample must be valid for a decoder, and that decoder must accept exactly the
// records that inference accepted.

#include "decoder/schema_inference.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace driftwood;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input(reinterpret_cast<const char*>(data), size);
    std::vector<broker::RawRecord> sample;
    while (!input.empty()) {
        const auto end = std::min(input.find('\n'), input.size());
        broker::RawRecord& record = sample.emplace_back();
        record.hasValue = true;
        record.value = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    decoder::SchemaInference inference;
    inference.add(broker::RawBatch::view(sample));
    const auto inferred = inference.finish();
    if (!inferred)
        return 0;
    auto decoder = decoder::Decoder::create(inferred->spec);
    if (!decoder)
        std::abort();
    records::RecordBatch rows(std::make_shared<const records::Schema>(inferred->spec.schema));
    std::vector<decoder::DecodeFailure> failures;
    (*decoder)->decode(broker::RawBatch::view(sample), rows, failures);
    if (static_cast<std::int64_t>(failures.size()) != inferred->undecodable)
        std::abort();
    return 0;
}
