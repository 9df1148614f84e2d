#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "dataset/field_statistics.h"
#include "dataset/manifest.h"
#include "decoder/schema_inference.h"

#include <optional>
#include <stop_token>

namespace driftwood::dataset {

/// The user's choices; ranges are offsets already (times have been looked up).
struct DatasetRequest {
    std::string name;
    broker::TopicRanges ranges;
    /// The begins stand for "the beginning", a time or "the newest" and not for exact offsets: if retention
    /// deletes records before they are read, the range starts at the first one left.
    bool beginMayMove = false;
    broker::Isolation isolation = broker::Isolation::ReadCommitted;
    decoder::DecoderSpec decoder; ///< an empty schema: inferred from a sample of the range
    /// Fields of the decoder whose types are guesses from a sample: they are widened when values do not fit.
    /// If the schema is inferred here, all its fields are guesses.
    std::vector<std::string> guessed;
    Filter filter;
    SplitRule split;
};

/// Rows read from the log, in the manifest's order.
struct LoadedDataset {
    Manifest manifest;
    records::RecordBatch rows;
    std::vector<decoder::DecodeFailure>
        failures;                     ///< at most kMaxKeptFailures; the manifest has the full count
    std::int64_t trainRows = 0;       ///< rows [0, trainRows) are for training, the gap follows,
    std::int64_t validationBegin = 0; ///< rows [validationBegin, rows) are for validation
    /// Messages for the user: about the inferred fields (widened types,
    /// fields left out) and about the topic (topicNotes).
    std::vector<std::string> notices;
    std::vector<UncomparedValues> uncompared; ///< values the filter could not compare, in removed rows too
};
inline constexpr std::size_t kMaxKeptFailures = 10000;

/// Reads the ranges once: decodes, digests, filters, orders. First clamps the ends to
/// the watermarks and freezes them; a begin below the low watermark is RangeGone, unless
/// it may move. NotFound, with the reason, when no row is left; InvalidArgument when the
/// training part is empty, or the validation part although a fraction was requested.
[[nodiscard]] Result<LoadedDataset> createDataset(broker::Connection& connection,
                                                  const DatasetRequest& request, const ProgressSink& progress,
                                                  const std::stop_token& stop);

/// Reads a manifest's rows again. Fails with Mismatch, RangeGone or TopicGone, naming what is missing, unless
/// they equal the manifest's rows byte for byte.
[[nodiscard]] Result<LoadedDataset> loadDataset(broker::Connection& connection, const Manifest& manifest,
                                                const ProgressSink& progress, const std::stop_token& stop);

/// Whether the log still has every range, judged by watermarks and topic id only (reads no payload).
struct Replayability {
    bool replayable = false;
    std::vector<std::string> problems; ///< "partition 2: offsets 100 to 419 were deleted (log starts at 420)"
    std::vector<std::string> warnings; ///< losses that this check cannot detect: see topicNotes
};
[[nodiscard]] Result<Replayability> checkReplayable(broker::Connection& connection, const Manifest& manifest);

/// Remarks on the topic that concern a data set of these ranges: compaction may remove records from them
/// later; offsets beyond their ends that wait for an open transaction are not read.
[[nodiscard]] std::vector<std::string>
topicNotes(broker::Connection& connection, const broker::TopicRanges& ranges, broker::Isolation isolation);

/// Parameters of schema inference.
struct InferenceRequest {
    std::vector<std::string> csvColumns;        ///< names; if empty they are generated
    std::optional<decoder::PayloadFormat> only; ///< the only format to consider
    std::vector<std::string> wanted;            ///< fields that are kept regardless of the limits
    broker::Isolation isolation = broker::Isolation::ReadCommitted;
    decoder::KeyFormat key; ///< the format of the keys; without one they are text
    /// Asked for the schemas that payloads name; null: what asks the connection's registry, if it has one.
    decoder::SchemaSource book;
};

/// Infers fields and types from a sample of the beginning, middle and end of what the log still has of the
/// ranges; NotFound when that is empty. The types are guesses: values outside the sample may not fit.
[[nodiscard]] Result<decoder::InferredSchema> inferSchema(broker::Connection& connection,
                                                          const broker::TopicRanges& ranges,
                                                          const InferenceRequest& request,
                                                          const std::stop_token& stop);
/// The same, and what the sample's values and keys are, whether or not they can be decoded as was asked.
struct TopicSample {
    Result<decoder::InferredSchema> inferred;
    decoder::Detection values;
    decoder::Detection keys; ///< with a format of the keys, or where it is to be found
};
[[nodiscard]] Result<TopicSample> sampleTopic(broker::Connection& connection,
                                              const broker::TopicRanges& ranges,
                                              const InferenceRequest& request, const std::stop_token& stop);
/// The decoder only; warnings go to the log.
[[nodiscard]] Result<decoder::DecoderSpec>
inferDecoder(broker::Connection& connection, const broker::TopicRanges& ranges,
             const std::vector<std::string>& csvColumns, const std::stop_token& stop,
             std::optional<decoder::PayloadFormat> only = std::nullopt);

} // namespace driftwood::dataset
