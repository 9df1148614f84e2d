#include "dataset/load_rows.h"

#include "dataset/range_feed.h"
#include "dataset/row_order.h"
#include "dataset/type_survey.h"

#include <algorithm>
#include <chrono>

namespace driftwood::dataset {
namespace {

constexpr std::size_t kRowsOfPart = 1U << 16U;

/// Reports the progress of a load, at most about twenty times a second.
class ProgressMeter {
  public:
    ProgressMeter(const ProgressSink& sink, std::int64_t total)
        : m_sink(sink)
        , m_progress{"reading", 0, total, "records", {}} {}

    void advance(std::size_t records, const broker::RawBatch& batch) {
        m_progress.done += static_cast<std::int64_t>(records);
        const auto now = std::chrono::steady_clock::now();
        if (!m_sink || now - m_told < std::chrono::milliseconds(50))
            return;
        m_told = now;
        const broker::RawRecord& last = batch.records().back();
        m_progress.detail = "partition " + std::to_string(last.partition.value) + ", offset " +
                            std::to_string(last.offset.value);
        m_sink(m_progress);
    }
    void silent(std::chrono::seconds since) {
        m_progress.detail =
            "waiting for the broker, nothing came for " + std::to_string(since.count()) + " s";
        if (m_sink)
            m_sink(m_progress);
    }
    /// Sets the total to the final count: it included offsets without a record.
    void finish() {
        m_progress.total = m_progress.done;
        m_progress.detail.clear();
        if (m_sink)
            m_sink(m_progress);
    }

  private:
    const ProgressSink& m_sink;
    Progress m_progress;
    std::chrono::steady_clock::time_point m_told;
};

/// Decodes and filters rows and counts failures.
/// Rows are collected in parts, so that nothing is copied on growth, and joined at the end:
/// the peak memory of reading a data set is little more than its final size.
class RowCollector {
  public:
    RowCollector(decoder::Decoder& decoder, const Filter& filter,
                 std::shared_ptr<const records::Schema> schema, TypeSurvey& types)
        : m_decoder(decoder)
        , m_filter(filter)
        , m_types(types)
        , m_parts(1, records::RecordBatch(schema))
        , m_unfiltered(schema) {}

    void add(const broker::RawBatch& batch) {
        const bool filters = !m_filter.empty();
        if (m_parts.back().rows() >= kRowsOfPart) {
            m_parts.back().shrink();
            m_parts.emplace_back(m_unfiltered.sharedSchema()).reserve(kRowsOfPart);
        }
        records::RecordBatch& decoded = filters ? m_unfiltered : m_parts.back();
        const std::size_t before = decoded.rows();
        m_decoder.decode(batch, decoded, m_failures);
        m_types.add(decoded, before, decoded.rows());
        m_undecodable += static_cast<std::int64_t>(m_failures.size() - m_keptFailures);
        m_failures.resize(std::min(m_failures.size(), kMaxKeptFailures));
        m_keptFailures = m_failures.size();
        if (!filters)
            return;
        const auto selected = m_filter.select(m_unfiltered, &m_uncompared);
        m_filteredOut += static_cast<std::int64_t>(m_unfiltered.rows() - selected.size());
        m_parts.back().gather(m_unfiltered, selected);
        m_unfiltered.clear();
    }

    /// Returns the rows in the manifest's order and fills in the manifest's counts.
    [[nodiscard]] LoadedDataset finish(Manifest manifest) {
        m_parts.back().shrink();
        std::vector<std::int32_t> partitions;
        std::vector<std::int64_t> stamps;
        for (const records::RecordBatch& part : m_parts) {
            partitions.insert(partitions.end(), part.partitions().begin(), part.partitions().end());
            stamps.insert(stamps.end(), part.timestampsMs().begin(), part.timestampsMs().end());
        }
        const RowPlaces places(partitions, stamps);
        manifest.rows = static_cast<std::int64_t>(places.rows());
        manifest.undecodable = m_undecodable;
        manifest.filteredOut = m_filteredOut;
        // A field that was widened to text may need the newer comparison rules.
        manifest.version = std::max(manifest.version, versionFor(manifest));
        manifest.fingerprint = computeFingerprint(manifest);
        auto order = mergeOrder(places, manifest.orderRule);
        const SplitPoints points = splitRows(places, order, manifest.split, manifest.orderRule);
        partitions = {};
        stamps = {};
        records::RecordBatch rows = m_parts.size() == 1 && std::ranges::is_sorted(order)
                                        ? std::move(m_parts.front())
                                        : records::RecordBatch::join(std::move(m_parts), order);
        manifest.notes = fieldNotes(rows);
        return {.manifest = std::move(manifest),
                .rows = std::move(rows),
                .failures = std::move(m_failures),
                .trainRows = points.trainRows,
                .validationBegin = points.validationBegin,
                .notices = {},
                .uncompared = std::move(m_uncompared)};
    }

  private:
    decoder::Decoder& m_decoder;
    const Filter& m_filter;
    TypeSurvey& m_types;
    std::vector<records::RecordBatch> m_parts; ///< in reading order
    records::RecordBatch m_unfiltered;         ///< rows of one batch, before the filter
    std::vector<decoder::DecodeFailure> m_failures;
    std::size_t m_keptFailures = 0;
    std::int64_t m_undecodable = 0;
    std::int64_t m_filteredOut = 0;
    std::vector<UncomparedValues> m_uncompared;
};

Result<LoadedDataset> read(const broker::Connection& connection, Manifest plan, TypeSurvey& types,
                           const ProgressSink& progress, const std::stop_token& stop) {
    auto decoder = decoder::Decoder::create(plan.decoder);
    if (!decoder)
        return forward(decoder);
    auto feed = RangeFeed::open(connection, plan.ranges(), {.isolation = plan.isolation});
    if (!feed)
        return forward(feed);
    ProgressMeter meter(progress, plan.ranges().span());
    RowCollector rows(**decoder, plan.filter, std::make_shared<const records::Schema>(plan.decoder.schema),
                      types);
    while (true) {
        auto batch = (*feed)->next(stop, [&meter](std::chrono::seconds since) { meter.silent(since); });
        if (!batch)
            return forward(batch);
        if (!*batch)
            break;
        rows.add(**batch);
        meter.advance((*batch)->size(), **batch);
    }
    meter.finish();
    plan.partitions = (*feed)->partitions();
    return rows.finish(std::move(plan));
}

} // namespace

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
