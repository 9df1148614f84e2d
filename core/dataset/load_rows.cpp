#include "dataset/load_rows.h"

#include "dataset/range_feed.h"
#include "dataset/reading_progress.h"
#include "dataset/row_decoder.h"
#include "dataset/row_order.h"
#include "decoder/registry/schema_book.h"

#include <algorithm>

namespace driftwood::dataset {
namespace {

constexpr std::size_t kRowsOfPart = 1U << 16U;

/// Collects rows in parts, so that nothing is copied on growth, and joins them at the end:
/// the peak memory of reading a data set is little more than its final size.
class RowCollector {
  public:
    RowCollector(RowDecoder decoder, TypeSurvey& types)
        : m_decoder(std::move(decoder))
        , m_types(types)
        , m_parts(1, records::RecordBatch(m_decoder.schema())) {}

    /// The registry's fault, naming the record, where a schema was asked for without an answer: rows would be
    /// missing for a reason that passes.
    Status add(const broker::RawBatch& batch, const TopicName& topic) {
        if (m_parts.back().rows() >= kRowsOfPart) {
            m_parts.back().shrink();
            m_parts.emplace_back(m_decoder.schema()).reserve(kRowsOfPart);
        }
        m_decoder.decode(batch, m_parts.back(), &m_types);
        if (const auto& record = m_decoder.unanswered())
            return fail(record->fault ? record->fault->code : ErrorCode::Unreachable, record->reason,
                        topic.value + "/" + std::to_string(record->position.partition.value) + " @ " +
                            std::to_string(record->position.offset.value),
                        (record->fault ? record->fault->hint + " " : std::string()) +
                            "A data set does not change once it is made: try again when the registry "
                            "answers.");
        return {};
    }

    /// Returns the rows in the manifest's order and fills in the manifest's counts.
    [[nodiscard]] LoadedDataset finish(Manifest plan) {
        LoadedDataset loaded{.manifest = std::move(plan), .rows = records::RecordBatch(m_decoder.schema())};
        m_decoder.finish(loaded);
        nameWhatWasRead(loaded.manifest);
        m_parts.back().shrink();
        std::vector<SourceIndex> sources;
        std::vector<std::int32_t> partitions;
        std::vector<std::int64_t> stamps;
        for (const records::RecordBatch& part : m_parts) {
            sources.insert(sources.end(), part.sources().begin(), part.sources().end());
            partitions.insert(partitions.end(), part.partitions().begin(), part.partitions().end());
            stamps.insert(stamps.end(), part.timestampsMs().begin(), part.timestampsMs().end());
        }
        const RowPlaces places(sources, partitions, stamps);
        auto order = mergeOrder(places, loaded.manifest.orderRule);
        const SplitPoints points = splitRows(places, order, loaded.manifest.split, loaded.manifest.orderRule);
        loaded.trainRows = points.trainRows;
        loaded.validationBegin = points.validationBegin;
        sources = {};
        partitions = {};
        stamps = {};
        loaded.rows = m_parts.size() == 1 && std::ranges::is_sorted(order)
                          ? std::move(m_parts.front())
                          : records::RecordBatch::join(std::move(m_parts), order);
        FieldNotesTally notes;
        notes.add(loaded.rows);
        loaded.manifest.notes = notes.finish();
        return loaded;
    }

  private:
    RowDecoder m_decoder;
    TypeSurvey& m_types;
    std::vector<records::RecordBatch> m_parts; ///< in reading order
};

Result<LoadedDataset> read(const broker::Connection& connection, Manifest plan, TypeSurvey& types,
                           const ProgressSink& progress, const std::stop_token& stop) {
    auto decoder = RowDecoder::create(plan);
    if (!decoder)
        return forward(decoder);
    auto feed = RangeFeed::open(connection, plan.ranges(), {.isolation = plan.isolation});
    if (!feed)
        return forward(feed);
    ReadingProgress meter(progress, plan.ranges().span());
    RowCollector rows(std::move(*decoder), types);
    while (true) {
        auto batch = (*feed)->next(stop, meter.onSilence());
        if (!batch)
            return forward(batch);
        if (!*batch)
            break;
        if (Status added = rows.add(**batch, plan.topic); !added)
            return forward(added);
        const broker::RawRecord& last = (*batch)->records().back();
        meter.advance((*batch)->size(), {last.partition, last.offset});
    }
    meter.finish();
    plan.partitions = (*feed)->partitions();
    return rows.finish(std::move(plan));
}

} // namespace

void nameWhatWasRead(Manifest& manifest) {
    decoder::keepSchemasMet(manifest.decoder);
    // A field that was widened to text may need the newer comparison rules.
    manifest.version = std::max(manifest.version, versionFor(manifest));
    manifest.fingerprint = computeFingerprint(manifest);
}

std::vector<std::string> pathsOf(const records::Schema& schema) {
    std::vector<std::string> paths;
    for (const records::Field& field : schema.fields)
        if (!field.fromText)
            paths.push_back(field.path);
    return paths;
}

Result<LoadedDataset> loadRows(const broker::Connection& connection, Manifest plan,
                               const ProgressSink& progress, const std::stop_token& stop) {
    return loadGuessedRows(connection, std::move(plan), {}, progress, stop);
}

Result<LoadedDataset> loadGuessedRows(const broker::Connection& connection, Manifest plan,
                                      const std::vector<std::string>& guessed, const ProgressSink& progress,
                                      const std::stop_token& stop) {
    TypeSurvey types(plan.decoder.schema, guessed);
    auto loaded = read(connection, plan, types, progress, stop);
    const std::vector<WidenedField> widened = types.widened();
    if (!loaded || widened.empty())
        return loaded;
    loaded->rows = records::RecordBatch(loaded->rows.sharedSchema()); // frees them before reading again
    std::vector<std::string> notices;
    for (const WidenedField& field : widened) {
        plan.decoder.schema.fields[*plan.decoder.schema.indexOf(field.before.path)].type = field.type;
        notices.push_back(field.text());
    }
    if (auto sound = plan.filter.check(plan.decoder.schema); !sound) {
        for (const std::string& notice : notices)
            sound.error().what += "; " + notice;
        return forward(sound);
    }
    TypeSurvey settled(plan.decoder.schema, {});
    auto again = read(connection, std::move(plan), settled, progress, stop);
    if (again)
        again->notices = std::move(notices);
    return again;
}

} // namespace driftwood::dataset
