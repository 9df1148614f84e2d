#include "features/overtime/over_time_columns.h"

#include "base/time_text.h"
#include "features/overtime/operations.h"
#include "records/widened.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace driftwood::features {
namespace {

constexpr double kNotThere = std::numeric_limits<double>::quiet_NaN();
constexpr double kUsPerSecond = 1e6;
constexpr double kTooLarge = 9.2e18; // microseconds that 64 bits hold

Result<FieldReader> readerFor(const records::Schema& schema, const std::string& path) {
    if (const auto reader = FieldReader::bind(schema, path))
        return *reader;
    return fail(ErrorCode::Mismatch, "the records lack a field that a column over time is computed from",
                path);
}

std::int64_t microsecondsOf(double number, TimeUnit unit) {
    const double us = number * millisecondsPer(unit) * 1000.0;
    return std::abs(us) < kTooLarge ? static_cast<std::int64_t>(std::floor(us)) : kNoTime;
}

/// The times of all rows. Numbers of which nobody says the unit are taken by their size; 0 is "not set".
std::vector<std::int64_t> timesOf(const FieldReader& reader, const records::RecordBatch& rows) {
    std::vector<std::int64_t> times;
    times.reserve(rows.rows());
    if (reader.type() == records::FieldType::Text) {
        reader.forEachCategory(rows, 0, rows.rows(), [&](std::string_view text) {
            const auto time = text.data() == nullptr ? std::nullopt : parseIso8601(text);
            times.push_back(time ? microsecondsOf(time->ms, TimeUnit::Milliseconds) : kNoTime);
        });
        return times;
    }
    reader.forEachNumber(rows, 0, rows.rows(), [&](double number) {
        const auto unit = std::isnan(number)  ? std::nullopt
                          : reader.timeUnit() ? reader.timeUnit()
                                              : timeUnitOf(number);
        times.push_back(unit ? microsecondsOf(number, *unit) : kNoTime);
    });
    return times;
}

std::vector<double> numbersOf(const FieldReader& reader, const records::RecordBatch& rows) {
    std::vector<double> numbers;
    numbers.reserve(rows.rows());
    reader.forEachNumber(rows, 0, rows.rows(), [&](double number) { numbers.push_back(number); });
    return numbers;
}

/// Rows in the order of their partitions' offsets: as they are, if they are in that order.
std::vector<std::uint32_t> orderOf(const records::RecordBatch& rows) {
    std::vector<std::uint32_t> order(rows.rows());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<RowPosition> newest;
    for (const std::uint32_t row : order) {
        const RowPosition here = rows.position(row);
        const auto last = std::ranges::find_if(newest, [&](const RowPosition& one) {
            return one.partition == here.partition && one.source == here.source;
        });
        if (last == newest.end())
            newest.push_back(here);
        else if (last->offset < here.offset)
            *last = here;
        else {
            std::ranges::sort(order, {}, [&](std::uint32_t any) { return rows.position(any); });
            return order;
        }
    }
    return order;
}

std::string lackOf(std::int64_t count, std::int64_t of, const std::string& why) {
    return "no value in " + std::to_string(count) + " of " + std::to_string(of) + " rows: " + why;
}

} // namespace

struct OverTimeColumns::Rows {
    std::vector<std::vector<double>> values; ///< of the group's fields
    std::vector<std::int64_t> times;         ///< empty: no column needs them
    std::optional<FieldReader> key;
    const records::RecordBatch& batch;
};

Result<OverTimeColumns> OverTimeColumns::create(std::vector<OverTime> columns, const records::Schema& schema,
                                                Beginnings beginnings) {
    for (const OverTime& column : columns)
        if (Status fine = column.check(schema); !fine)
            return forward(fine);
    OverTimeColumns made;
    made.m_schema = std::make_shared<const records::Schema>(withColumns(schema, columns));
    made.m_columns = std::move(columns);
    made.m_beginnings = std::move(beginnings);
    std::ranges::sort(made.m_beginnings);
    made.group();
    return made;
}

void OverTimeColumns::group() {
    m_groups.clear();
    m_lacks.assign(m_columns.size(), {});
    std::vector<std::size_t> back;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].looksBack())
            back.push_back(i);
    std::ranges::stable_sort(back, {}, [&](std::size_t i) {
        const OverTime& one = m_columns[i];
        return std::tie(one.key, one.time, one.within, one.field, one.records, one.durationMs, one.before);
    });
    for (auto next = back.begin(); next != back.end();) {
        const OverTime& first = m_columns[*next];
        KeyWindows::Bounds bounds{.within = first.within};
        std::vector<std::string> fields;
        std::vector<Part> parts;
        bool usesTime = false;
        for (; next != back.end(); ++next) {
            const OverTime& one = m_columns[*next];
            if (std::tie(one.key, one.time, one.within) != std::tie(first.key, first.time, first.within))
                break;
            if (!one.field.empty() && (fields.empty() || fields.back() != one.field))
                fields.push_back(one.field);
            parts.push_back({*next, fields.empty() ? 0 : fields.size() - 1});
            usesTime = usesTime || one.usesTime();
            bounds.keepsReach = bounds.keepsReach || one.durationMs > 0;
            const auto deep = static_cast<std::size_t>(one.records) + 2; // itself, and before it
            bounds.depth = std::max(bounds.depth, deep);
        }
        bounds.fields = fields.size();
        m_groups.push_back({first.key, first.time, first.within, usesTime, std::move(fields),
                            std::move(parts), KeyWindows(bounds)});
    }
}

void OverTimeColumns::forgetAll() {
    group();
    m_last.clear();
    m_rows = 0;
}

std::int64_t OverTimeColumns::within() const {
    std::int64_t furthest = 0;
    for (const Group& group : m_groups)
        furthest = std::max(furthest, group.within);
    return furthest;
}

std::int64_t OverTimeColumns::droppedKeys() const {
    std::int64_t dropped = 0;
    for (const Group& group : m_groups)
        dropped += group.windows.droppedKeys();
    return dropped;
}

Result<records::RecordBatch> OverTimeColumns::add(records::RecordBatch rows) {
    std::vector<std::vector<double>> out(m_columns.size(), std::vector<double>(rows.rows(), kNotThere));
    if (Status processed = process(rows, &out); !processed)
        return forward(processed);
    m_rows += static_cast<std::int64_t>(rows.rows());
    std::vector<records::Column> added;
    for (const std::vector<double>& values : out) {
        records::Column& column = added.emplace_back(records::FieldType::Float64);
        column.reserve(values.size());
        for (const double value : values)
            if (std::isfinite(value))
                column.appendFloat(value);
            else
                column.appendMissing();
    }
    return records::widened(std::move(rows), m_schema, std::move(added));
}

Status OverTimeColumns::remember(const records::RecordBatch& rows) { return process(rows, nullptr); }

Status OverTimeColumns::process(const records::RecordBatch& rows, std::vector<std::vector<double>>* out) {
    std::vector<Rows> ofGroups;
    const auto order = orderOf(rows);
    for (const Group& group : m_groups) {
        Rows& bound = ofGroups.emplace_back(Rows{{}, {}, {}, rows});
        for (const std::string& field : group.fields) {
            auto reader = readerFor(rows.schema(), field);
            if (!reader)
                return forward(reader);
            bound.values.push_back(numbersOf(*reader, rows));
        }
        if (group.usesTime) {
            auto reader = readerFor(rows.schema(), group.time);
            if (!reader)
                return forward(reader);
            bound.times = timesOf(*reader, rows);
        }
        if (!group.key.empty()) {
            auto reader = readerFor(rows.schema(), group.key);
            if (!reader)
                return forward(reader);
            bound.key = *reader;
        }
    }
    for (const std::uint32_t row : order) {
        if (Status followed = follow(rows, row); !followed)
            return followed;
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            addTo(m_groups[i], ofGroups[i], row, out);
    }
    return out == nullptr ? Status() : fillFromRows(rows, *out);
}

/// The columns that look at one record only.
Status OverTimeColumns::fillFromRows(const records::RecordBatch& rows,
                                     std::vector<std::vector<double>>& out) const {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].looksBack())
            continue;
        const OverTimeKind& kind = kindOf(m_columns[i].operation);
        auto reader = readerFor(rows.schema(), m_columns[i].field);
        if (!reader)
            return forward(reader);
        if (kind.ofTime != nullptr) {
            const auto times = timesOf(*reader, rows);
            std::ranges::transform(times, out[i].begin(), [&](std::int64_t time) {
                return time == kNoTime ? kNotThere : kind.ofTime(time);
            });
            continue;
        }
        auto other = readerFor(rows.schema(), m_columns[i].other);
        if (!other)
            return forward(other);
        std::ranges::transform(numbersOf(*reader, rows), numbersOf(*other, rows), out[i].begin(),
                               kind.ofPair);
    }
    return {};
}

/// Whether the row may follow on those before it, and where it begins anew.
Status OverTimeColumns::follow(const records::RecordBatch& rows, std::size_t row) {
    const RowPosition here = rows.position(row);
    const auto isSame = [&](const RowPosition& one) {
        return one.partition == here.partition && one.source == here.source;
    };
    if (m_at >= m_last.size() || !isSame(m_last[m_at])) {
        m_at = static_cast<std::size_t>(std::ranges::find_if(m_last, isSame) - m_last.begin());
        if (m_at == m_last.size()) {
            m_last.push_back(here);
            return {};
        }
    }
    const Offset last = std::exchange(m_last[m_at].offset, here.offset);
    if (here.offset <= last)
        return fail(ErrorCode::Mismatch,
                    "columns over time need the records of a partition in the order of their offsets: " +
                        std::to_string(here.offset.value) + " came after " + std::to_string(last.value),
                    "partition " + std::to_string(here.partition.value));
    if (here.offset.value == last.value + 1)
        return {};
    const bool anew = std::ranges::any_of(m_beginnings, [&](const RowPosition& begin) {
        return isSame(begin) && last < begin.offset && begin.offset <= here.offset;
    });
    if (anew)
        for (Group& group : m_groups)
            group.windows.forget(here.source, here.partition.value);
    return {};
}

void OverTimeColumns::addTo(Group& group, const Rows& rows, std::size_t row,
                            std::vector<std::vector<double>>* out) {
    m_record.clear();
    for (const std::vector<double>& values : rows.values)
        m_record.push_back(values[row]);
    const RowPosition here = rows.batch.position(row);
    KeyWindows::Record record{here.source,
                              here.partition.value,
                              here.offset.value,
                              rows.times.empty() ? kNoTime : rows.times[row],
                              {},
                              m_record};
    const auto see = [&](std::string_view key) {
        if (key.data() == nullptr) {
            group.windows.pass(record);
            for (const Part& part : group.parts)
                m_lacks[part.column].withoutKey += out != nullptr ? 1 : 0;
            return;
        }
        record.key = key;
        const KeyHistory& history = group.windows.add(record);
        if (out != nullptr)
            fill(group, history, row, *out);
    };
    if (rows.key)
        rows.key->forEachCategory(rows.batch, row, row + 1, see);
    else
        see("");
}

void OverTimeColumns::fill(Group& group, const KeyHistory& history, std::size_t row,
                           std::vector<std::vector<double>>& out) {
    const std::size_t width = group.windows.width();
    const std::size_t kept = history.size(width);
    const std::int64_t now = history.newest(width, 0).timeUs();
    const std::int64_t before = kept > 1 ? history.newest(width, 1).timeUs() : kNoTime;
    const bool isEarlier = now != kNoTime && before != kNoTime && now < before;
    group.earlier += isEarlier ? 1 : 0;
    const OverTime* gathered = nullptr; // the window that is in m_values
    bool isFull = false;
    for (const Part& part : group.parts) {
        const OverTime& column = m_columns[part.column];
        Lacks& lacks = m_lacks[part.column];
        double& value = out[part.column][row];
        if (column.usesTime() && now == kNoTime) {
            ++lacks.withoutTime;
            continue;
        }
        const OverTimeKind& kind = kindOf(column.operation);
        switch (kind.shape) {
        case OverTimeShape::Gap:
            if (before == kNoTime)
                ++lacks.notFull;
            else if (isEarlier)
                ++lacks.earlier;
            else
                value = static_cast<double>(now - before) / kUsPerSecond;
            break;
        case OverTimeShape::Then: {
            const std::size_t first = column.before ? 1 : 0;
            const std::size_t then = first + static_cast<std::size_t>(column.records);
            if (then >= kept)
                ++lacks.notFull;
            else
                value = kind.ofThen(history.newest(width, first).value(part.value),
                                    history.newest(width, then).value(part.value));
            break;
        }
        case OverTimeShape::Window:
            if (gathered == nullptr || gathered->field != column.field ||
                gathered->records != column.records || gathered->durationMs != column.durationMs ||
                gathered->before != column.before)
                isFull = gather(group, history, column, part.value);
            gathered = &column;
            if (!isFull)
                ++lacks.notFull;
            else
                value = kind.ofWindow({m_values, m_ages,
                                       column.records > 0 ? static_cast<double>(column.records)
                                                          : static_cast<double>(column.durationMs) / 1000.0});
            break;
        case OverTimeShape::Pair:
        case OverTimeShape::Time:
            break;
        }
    }
}

/// Puts the window's values into m_values and their ages into m_ages. False: it is not full.
bool OverTimeColumns::gather(const Group& group, const KeyHistory& history, const OverTime& column,
                             std::size_t value) {
    m_values.clear();
    m_ages.clear();
    const std::size_t width = group.windows.width();
    const std::size_t kept = history.size(width);
    const std::size_t first = column.before ? 1 : 0;
    const auto take = [&](double found, double age) {
        if (std::isnan(found))
            return;
        m_values.push_back(found);
        m_ages.push_back(age);
    };
    if (column.records > 0) {
        const auto length = static_cast<std::size_t>(column.records);
        if (kept < first + length)
            return false;
        for (std::size_t i = 0; i < length; ++i)
            take(history.newest(width, first + i).value(value), static_cast<double>(first + i));
        return true;
    }
    const std::int64_t now = history.newest(width, 0).timeUs();
    const std::int64_t begin = now - 1000 * column.durationMs; // itself not in the window
    const std::int64_t known = group.windows.knownSinceUs();
    for (std::size_t i = first; i < kept; ++i) {
        const KeptRecord record = history.newest(width, i);
        if (record.latestUs() <= begin)
            break;
        if (record.timeUs() > begin && record.timeUs() <= now)
            take(record.value(value), static_cast<double>(now - record.timeUs()) / kUsPerSecond);
    }
    return known != kNoTime && known <= begin;
}

std::vector<OverTimeColumns::Remark> OverTimeColumns::remarks() const {
    std::vector<Remark> remarks;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Lacks& lacks = m_lacks[i];
        const std::string name = m_columns[i].name();
        if (lacks.notFull > 0)
            remarks.push_back(
                {name, lackOf(lacks.notFull, m_rows,
                              "the window is not full, within " + std::to_string(m_columns[i].within) +
                                  " offsets of the partition")});
        if (lacks.withoutKey > 0)
            remarks.push_back({name, lackOf(lacks.withoutKey, m_rows, "there is no " + m_columns[i].key)});
        if (lacks.withoutTime > 0)
            remarks.push_back({name, lackOf(lacks.withoutTime, m_rows, "there is no time")});
        if (lacks.earlier > 0)
            remarks.push_back(
                {name, lackOf(lacks.earlier, m_rows, "the time is earlier than that of the record before")});
    }
    for (const Group& group : m_groups) {
        const std::string name = m_columns[group.parts.front().column].name();
        const std::string whose = group.key.empty() ? "of the partition" : "of the same " + group.key;
        const auto timed = std::ranges::find_if(
            group.parts, [&](const Part& part) { return m_columns[part.column].usesTime(); });
        if (group.earlier > 0 && timed != group.parts.end())
            remarks.push_back({m_columns[timed->column].name(),
                               "the time is earlier than that of the record before, " + whose + ", in " +
                                   std::to_string(group.earlier) + " of " + std::to_string(m_rows) +
                                   " rows: windows in time leave out what is later than their row"});
        if (group.windows.droppedKeys() > 0)
            remarks.push_back({name, "more keys came than are kept in memory, so that windows began anew: " +
                                         std::to_string(group.windows.droppedKeys()) + " were forgotten"});
    }
    return remarks;
}

} // namespace driftwood::features
