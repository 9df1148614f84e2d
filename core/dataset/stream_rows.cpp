#include "dataset/stream_rows.h"

#include "dataset/load_rows.h"
#include "dataset/row_order.h"
#include "dataset/streamed_rows.h"

namespace driftwood::dataset {
namespace {

Result<LoadedDataset> useLoaded(const broker::Connection& connection, const Manifest& plan,
                                const UseRows& use, const ProgressSink& progress,
                                const std::stop_token& stop) {
    auto loaded = loadRows(connection, plan, progress, stop);
    if (!loaded)
        return loaded;
    MemoryRows rows(loaded->rows, loaded->trainRows, loaded->validationBegin);
    if (Status used = use(rows); !used)
        return forward(used);
    return loaded;
}

} // namespace

Result<LoadedDataset> streamRows(const broker::Connection& connection, const Manifest& plan,
                                 const StreamOptions& options, const UseRows& use,
                                 const ProgressSink& progress, const std::stop_token& stop) {
    if (plan.split.gapMs > 0)
        return useLoaded(connection, plan, use, progress, stop);
    std::optional<RowParts> parts;
    if (plan.rows > 0) { // read before
        const SplitPoints split = splitWithoutGap(plan.rows, plan.split);
        parts = {split.trainRows, split.validationBegin, plan.rows};
    }
    auto rows = StreamedRows::open(connection, plan, options, parts, progress);
    if (!rows)
        return forward(rows);
    if (Status used = use(**rows); !used)
        return forward(used);
    auto read = (*rows)->finish(stop);
    if (!read)
        return read;
    nameWhatWasRead(read->manifest);
    const SplitPoints points = splitWithoutGap(read->manifest.rows, plan.split);
    read->trainRows = points.trainRows;
    read->validationBegin = points.validationBegin;
    return read;
}

} // namespace driftwood::dataset
