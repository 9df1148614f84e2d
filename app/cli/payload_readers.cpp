#include "app/cli/payload_readers.h"

#include "decoder/format_detection.h"
#include "decoder/registry/schema_book.h"

#include <utility>

namespace driftwood::cli {
namespace {

/// Records that tell which schemas there are, and how they are named.
constexpr std::size_t kSampledRecords = 1000;

/// Why a sample's schemas are not at hand: a registry's fault, or its answer that there is no such schema.
/// The latter is no problem of keys, because numbers may look as if they named one.
std::shared_ptr<const Error> problemIn(const decoder::Detection& seen, bool ofKeys, bool isRead) {
    const decoder::SchemaProblem* problem = decoder::firstFault(seen.problems);
    if (problem == nullptr && !ofKeys && !isRead && !seen.problems.empty())
        problem = &seen.problems.front();
    return problem == nullptr ? nullptr : std::make_shared<const Error>(decoder::faultOf(*problem));
}

} // namespace

Result<PayloadReaders> PayloadReaders::create(const Wanted& wanted, const decoder::SchemaSource& book,
                                              const broker::RawBatchList& records) {
    PayloadReaders readers;
    // A stated registry or schema means values that have one, unless a format says otherwise.
    const bool findsFormat = wanted.valueFormat.empty() && wanted.isGiven;
    const auto valueFormat = decoder::formatFromName(wanted.valueFormat);
    const auto keyFormat = decoder::formatFromName(wanted.keyFormat);
    if (!valueFormat && !keyFormat && !book)
        return readers;
    const PlainSample plain(records, kSampledRecords);
    const broker::RawBatch& sample = plain.batch();
    for (const bool ofKeys : {false, true}) {
        auto format = ofKeys ? keyFormat : valueFormat;
        const bool isNamed = format || !(ofKeys ? wanted.keyFormat : wanted.valueFormat).empty();
        if (!isNamed && (ofKeys || !findsFormat) && book) {
            // That of most payloads if those are not for people to read; text is then shown as it is.
            decoder::FormatDetection detection({{}, {}, book}, ofKeys);
            for (std::size_t i = 0; i < sample.size(); ++i)
                detection.add(sample, i);
            const decoder::Detection seen = detection.finish();
            format = decoder::binaryFormatOf(seen);
            if (book->hasRegistry())
                (ofKeys ? readers.m_keyFault : readers.m_valueFault) =
                    problemIn(seen, ofKeys, format.has_value());
        }
        if (!format && (ofKeys || !findsFormat))
            continue;
        auto reader = decoder::PayloadText::create(format, book, ofKeys, sample);
        if (!reader)
            return forward(reader);
        (ofKeys ? readers.m_key : readers.m_value).emplace(std::move(*reader));
    }
    return readers;
}

decoder::PayloadText::Read PayloadReaders::read(bool ofKeys, const PlainRecords& records) {
    auto read = (ofKeys ? m_key : m_value)->read(records.record(), records.headers());
    if (auto& fault = ofKeys ? m_keyFault : m_valueFault; !fault)
        fault = read.fault;
    return read;
}

} // namespace driftwood::cli
