#pragma once

#include "broker/ranges.h"
#include "dataset/manifest.h"
#include "dataset/row_source.h"
#include "dataset/stream_dataset.h"
#include "features/overtime/over_time_columns.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace driftwood::scoring {

/// Rows with their columns over time.
class OverTimeRows final : public dataset::RowSource {
  public:
    /// Remembers what comes before the first row; called again when reading begins again.
    using RememberPast =
        std::function<Status(features::OverTimeColumns& columns, const std::stop_token& stop)>;

    /// `rows` outlives this.
    [[nodiscard]] static Result<std::unique_ptr<OverTimeRows>>
    over(dataset::RowSource& rows, const std::vector<features::OverTime>& columns,
         features::OverTimeColumns::Beginnings beginnings, RememberPast past = {});

    [[nodiscard]] const std::shared_ptr<const records::Schema>& schema() const override {
        return m_columns.schema();
    }
    [[nodiscard]] Result<records::RecordBatch> next(std::size_t most, const std::stop_token& stop) override;
    [[nodiscard]] Status rewind() override;
    [[nodiscard]] std::optional<dataset::RowParts> parts() const override { return m_rows.parts(); }
    /// Remarks about all rows since the beginning.
    [[nodiscard]] std::vector<features::OverTimeColumns::Remark> remarks() const {
        return m_columns.remarks();
    }

  private:
    OverTimeRows(dataset::RowSource& rows, features::OverTimeColumns columns, RememberPast past)
        : m_rows(rows)
        , m_columns(std::move(columns))
        , m_past(std::move(past)) {}
    [[nodiscard]] Status readAll(const std::stop_token& stop);

    dataset::RowSource& m_rows;
    features::OverTimeColumns m_columns;
    RememberPast m_past;
    bool m_began = false;
    /// A gap before validation puts rows out of the order of their offsets: of such a data set, all rows.
    std::optional<records::RecordBatch> m_all;
    std::optional<dataset::MemoryRows> m_ofAll;
};

/// Where in a topic's ranges a partition's records do not follow on those of the range before.
[[nodiscard]] features::OverTimeColumns::Beginnings beginningsOf(const broker::TopicRanges& ranges);

/// Refuses a data set whose filter takes records out of the windows: live, nothing takes them out.
[[nodiscard]] Status checkUnfiltered(const dataset::Manifest& manifest);

/// Gives `use` the rows with their columns over time; the rows themselves where there are no such columns.
[[nodiscard]] Status withColumnsOverTime(dataset::RowSource& rows,
                                         const std::vector<features::OverTime>& columns,
                                         const broker::TopicRanges& ranges, const dataset::UseRows& use,
                                         OverTimeRows::RememberPast past = {});

} // namespace driftwood::scoring
