#include "drift/adwin.h"

#include "base/json_fields.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

namespace driftwood::drift {
namespace {

// Limits for a memory that is read back: numbers of elements that can still be incremented without overflow.
constexpr std::size_t kMostRows = 62;
constexpr std::int64_t kMostSeen = std::int64_t{1} << 62U;

/// Consecutive elements, stored as their sum and their sum of squared deviations from their mean.
struct Bucket {
    double sum = 0.0;
    double squares = 0.0;
};

/// The term by which the squared deviations grow when two parts are merged (Chan, Golub and LeVeque 1979).
double betweenParts(double sizeA, double meanA, double sizeB, double meanB) {
    const double difference = meanA - meanB;
    return sizeA * sizeB * difference * difference / (sizeA + sizeB);
}

} // namespace

/// The window as an exponential histogram: row r holds buckets of 2^r elements, oldest first; row 0 has the
/// newest elements. When a row overflows, its two oldest buckets are merged into the next row.
struct Adwin::State {
    Options options;
    std::vector<std::vector<Bucket>> rows{1};
    double width = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    std::int64_t seen = 0;
    bool cutBefore = false; ///< the last update cut the window; like River, reset at the next one

    static double bucketSize(std::size_t row) { return std::ldexp(1.0, static_cast<int>(row)); }

    void insert(double value) {
        rows[0].push_back({value, 0.0});
        width += 1.0;
        if (width > 1.0)
            squares += betweenParts(width - 1.0, sum / (width - 1.0), 1.0, value);
        sum += value;
        compress();
    }

    void compress() {
        const auto most = static_cast<std::size_t>(options.maxBuckets);
        for (std::size_t row = 0; row < rows.size() && rows[row].size() > most; ++row) {
            if (row + 1 == rows.size())
                rows.emplace_back();
            auto& buckets = rows[row];
            const double size = bucketSize(row);
            const double between = betweenParts(size, buckets[0].sum / size, size, buckets[1].sum / size);
            rows[row + 1].push_back(
                {buckets[0].sum + buckets[1].sum, buckets[0].squares + buckets[1].squares + between});
            buckets.erase(buckets.begin(), buckets.begin() + 2);
        }
    }

    void dropOldest() {
        auto& buckets = rows.back();
        const Bucket oldest = buckets.front();
        const double size = bucketSize(rows.size() - 1);
        width -= size;
        sum -= oldest.sum;
        squares -= oldest.squares + betweenParts(size, oldest.sum / size, width, sum / width);
        buckets.erase(buckets.begin());
        while (rows.size() > 1 && rows.back().empty())
            rows.pop_back();
    }

    /// Whether the means of the older and newer part differ by more than chance allows.
    [[nodiscard]] bool differ(double older, double olderSum, double newer, double newerSum) const {
        const double least = options.minWindowLength;
        if (older < least || newer < least)
            return false;
        const double confidence = std::log(2.0 * std::log(width) / options.delta);
        const double reciprocal = 1.0 / (older - least + 1.0) + 1.0 / (newer - least + 1.0);
        const double bound = std::sqrt(2.0 * reciprocal * (squares / width) * confidence) +
                             2.0 / 3.0 * confidence * reciprocal;
        return std::abs(olderSum / older - newerSum / newer) > bound;
    }

    /// Tries every boundary between buckets, starting with the oldest.
    [[nodiscard]] bool hasCut() const {
        double older = 0.0;
        double olderSum = 0.0;
        for (std::size_t row = rows.size(); row-- > 0;) {
            for (const Bucket& bucket : rows[row]) {
                older += bucketSize(row);
                olderSum += bucket.sum;
                if (differ(older, olderSum, width - older, sum - olderSum))
                    return true;
            }
        }
        return false;
    }

    bool update(double value) {
        insert(value);
        ++seen;
        if (seen % options.clock != 0 || width <= options.gracePeriod)
            return false;
        bool cut = false;
        while (hasCut()) {
            dropOldest();
            cut = true;
        }
        return cut;
    }
};

Adwin::Adwin(Options options)
    : m_state(std::make_unique<State>()) {
    m_state->options = options;
}
Adwin::~Adwin() = default;
Adwin::Adwin(Adwin&&) noexcept = default;
Adwin& Adwin::operator=(Adwin&&) noexcept = default;

bool Adwin::update(double value) {
    if (m_state->cutBefore) {
        const Options options = m_state->options;
        *m_state = State{};
        m_state->options = options;
    }
    m_state->cutBefore = m_state->update(value);
    return m_state->cutBefore;
}

bool Adwin::hasCut() const { return m_state->cutBefore; }
double Adwin::mean() const { return m_state->width > 0.0 ? m_state->sum / m_state->width : 0.0; }
std::int64_t Adwin::width() const { return static_cast<std::int64_t>(m_state->width); }

nlohmann::json Adwin::memory() const {
    nlohmann::json rows = nlohmann::json::array();
    for (const auto& buckets : m_state->rows) {
        nlohmann::json row = nlohmann::json::array();
        for (const Bucket& bucket : buckets)
            row.push_back({bucket.sum, bucket.squares});
        rows.push_back(std::move(row));
    }
    return {{"rows", std::move(rows)},
            {"sum", m_state->sum},
            {"squares", m_state->squares},
            {"seen", m_state->seen},
            {"cut", m_state->cutBefore}};
}

Status Adwin::recall(const nlohmann::json& memory) {
    State state;
    state.options = m_state->options;
    state.rows.clear();
    JsonFields fields(memory, "state of ADWIN");
    if (const nlohmann::json* rows = fields.array("rows")) {
        fields.require(!rows->empty() && rows->size() <= kMostRows, "rows", "impossible number of rows");
        for (const nlohmann::json& row : *rows) {
            auto& buckets = state.rows.emplace_back();
            fields.require(row.is_array() && row.size() <= static_cast<std::size_t>(state.options.maxBuckets),
                           "rows", "not the buckets of a row");
            for (const nlohmann::json& bucket : row) {
                fields.require(bucket.is_array() && bucket.size() == 2 && bucket[0].is_number() &&
                                   bucket[1].is_number(),
                               "rows", "not a bucket");
                if (fields.failed())
                    return fields.finish();
                buckets.push_back({bucket[0].get<double>(), bucket[1].get<double>()});
            }
            state.width += State::bucketSize(state.rows.size() - 1) * static_cast<double>(buckets.size());
        }
    }
    fields.read("sum", state.sum);
    fields.read("squares", state.squares);
    fields.read("seen", state.seen);
    fields.read("cut", state.cutBefore);
    fields.require(state.seen >= 0 && state.seen <= kMostSeen, "seen", "more than ADWIN can have seen");
    if (Status read = fields.finish(); !read)
        return read;
    *m_state = std::move(state);
    return {};
}

} // namespace driftwood::drift
