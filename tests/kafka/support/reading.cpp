#include "kafka/support/reading.h"

#include <QByteArray>

#include <algorithm>

namespace driftwood::test {

broker::ConnectionProfile profileFor(const KafkaBed& bed, Listener listener) {
    using broker::Security;
    broker::ConnectionProfile profile;
    profile.name = "bed";
    profile.bootstrapServers = bed.address(listener);
    profile.readOnly = false;
    const bool tls =
        listener == Listener::Tls || listener == Listener::SaslTls || listener == Listener::MutualTls;
    const bool sasl = listener == Listener::SaslPlaintext || listener == Listener::SaslTls;
    profile.security = sasl ? (tls ? Security::SaslTls : Security::SaslPlaintext)
                            : (tls ? Security::Tls : Security::Plaintext);
    if (tls)
        profile.caFile = bed.certificate("ca.pem");
    if (sasl) {
        qputenv("DRIFTWOOD_BED_PASSWORD", KafkaBed::kPassword);
        profile.username = KafkaBed::kUser;
        profile.passwordSource = "env:DRIFTWOOD_BED_PASSWORD";
    }
    if (listener == Listener::MutualTls) {
        profile.certificateFile = bed.certificate("client.pem");
        profile.keyFile = bed.certificate("client-key.pem");
    }
    return profile;
}

Result<broker::TopicRanges> wholeTopic(broker::Connection& connection, const std::string& topic,
                                       broker::Isolation isolation) {
    auto marks = connection.watermarks(TopicName(topic), isolation);
    if (!marks)
        return forward(marks);
    broker::TopicRanges whole{TopicName(topic), {}};
    for (const broker::Watermarks& mark : *marks)
        whole.ranges.push_back({mark.partition, mark.low, mark.high});
    return whole;
}

void append(const broker::RawBatch& batch, std::vector<WrittenRecord>& records) {
    for (const broker::RawRecord& raw : batch.records()) {
        WrittenRecord record{{raw.partition, raw.offset}, raw.timestamp, std::string(raw.key), std::nullopt};
        if (raw.hasValue)
            record.value.emplace(raw.value);
        records.push_back(std::move(record));
    }
}

Result<std::vector<WrittenRecord>> readAll(const broker::Connection& connection,
                                           const broker::TopicRanges& ranges, broker::ReadOptions options) {
    auto reader = connection.openRangeReader(ranges, options);
    if (!reader)
        return forward(reader);
    std::vector<WrittenRecord> records;
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next({});
        if (!batch)
            return forward(batch);
        append(*batch, records);
    }
    return records;
}

std::optional<std::vector<WrittenRecord>> byPartition(std::vector<WrittenRecord> records) {
    const auto partition = [](const WrittenRecord& record) { return record.position.partition; };
    std::ranges::stable_sort(records, {}, partition);
    const auto disordered = std::ranges::adjacent_find(
        records, [](const WrittenRecord& a, const WrittenRecord& b) { return a.position >= b.position; });
    if (disordered != records.end())
        return std::nullopt;
    return records;
}

} // namespace driftwood::test
