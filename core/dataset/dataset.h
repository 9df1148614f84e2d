#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "dataset/field_statistics.h"
#include "dataset/manifest.h"
#include "decoder/schema_inference.h"

#include <optional>
#include <stop_token>

namespace driftwood::dataset {

/// What a person chose; ranges are already offsets (times were looked up before).
struct DatasetRequest {
    std::string name;
    broker::TopicRanges ranges;
    /// The begins stand for "the beginning", a time or "the newest", not for these very offsets: where
    /// retention has taken the first of them by the time they are read, the range begins at what is left.
    bool beginMayMove = false;
    broker::Isolation isolation = broker::Isolation::ReadCommitted;
    decoder::DecoderSpec decoder; ///< an empty schema: inferred from a sample of the range
    /// Fields of the decoder whose types are guesses from a sample: they widen where values do not fit. Those
    /// of a schema that is inferred here are guesses all.
    std::vector<std::string> guessed;
    Filter filter;
    SplitRule split;
};

/// Rows read, in the manifest's order.
struct LoadedDataset {
    Manifest manifest;
    records::RecordBatch rows;
    std::vector<decoder::DecodeFailure>
        failures;                     ///< at most kMaxKeptFailures; the manifest has the full count
    std::int64_t trainRows = 0;       ///< rows [0, trainRows) are for training, the gap follows,
    std::int64_t validationBegin = 0; ///< rows [validationBegin, rows) are for validation
    /// What a person should know: of how the fields were found (types that were widened, fields left out),
    /// and of the topic (topicNotes).
    std::vector<std::string> notices;
    std::vector<UncomparedValues> uncompared; ///< by the filter; rows that it left out among them
};
inline constexpr std::size_t kMaxKeptFailures = 10000;

/// Reads the ranges once: decodes, digests, filters, orders. The ends are clamped to the watermarks first and
/// frozen; a begin below the low watermark is RangeGone, unless it may move. NotFound, saying what became of
/// the records, when no row is left; InvalidArgument when none is for training, or none for validation though
/// a part was asked for.
[[nodiscard]] Result<LoadedDataset> createDataset(broker::Connection& connection,
                                                  const DatasetRequest& request, const ProgressSink& progress,
                                                  const std::stop_token& stop);

/// Reads a manifest's rows again and refuses (Mismatch, RangeGone, TopicGone, naming what is missing) when
/// they are not byte for byte those of the manifest.
[[nodiscard]] Result<LoadedDataset> loadDataset(broker::Connection& connection, const Manifest& manifest,
                                                const ProgressSink& progress, const std::stop_token& stop);

/// Whether the log still has every range, from watermarks and topic id alone (no payload is read).
struct Replayability {
    bool replayable = false;
    std::vector<std::string> problems; ///< "partition 2: offsets 100 to 419 were deleted (log starts at 420)"
    std::vector<std::string> warnings; ///< what may be lost without being seen here: see topicNotes
};
[[nodiscard]] Result<Replayability> checkReplayable(broker::Connection& connection, const Manifest& manifest);

/// What of a topic bears on a data set of these ranges: that it is compacted, so that records may be removed
/// from them later; that offsets behind their ends wait for an open transaction and are not read.
[[nodiscard]] std::vector<std::string>
topicNotes(broker::Connection& connection, const broker::TopicRanges& ranges, broker::Isolation isolation);

/// What to look for in a sample.
struct InferenceRequest {
    std::vector<std::string> csvColumns;        ///< names; empty: made up
    std::optional<decoder::PayloadFormat> only; ///< of that format alone
    std::vector<std::string> wanted;            ///< fields to find whatever the limit
    broker::Isolation isolation = broker::Isolation::ReadCommitted;
};

/// Infers fields and types from a sample spread over the beginning, middle and end of what the log still has
/// of the ranges; NotFound where that is nothing. The types are guesses: what was not looked at may not fit.
[[nodiscard]] Result<decoder::InferredSchema> inferSchema(broker::Connection& connection,
                                                          const broker::TopicRanges& ranges,
                                                          const InferenceRequest& request,
                                                          const std::stop_token& stop);
/// The decoder alone; what there is to say besides goes to the log.
[[nodiscard]] Result<decoder::DecoderSpec>
inferDecoder(broker::Connection& connection, const broker::TopicRanges& ranges,
             const std::vector<std::string>& csvColumns, const std::stop_token& stop,
             std::optional<decoder::PayloadFormat> only = std::nullopt);

} // namespace driftwood::dataset
