#include "kafka/support/predictions.h"

#include "scoring/attachment.h"

#include <algorithm>

namespace driftwood::test {
namespace {

Result<std::string> header(const broker::Headers& headers, std::string_view name) {
    const auto found = std::ranges::find(headers, name, &broker::Headers::value_type::first);
    if (found == headers.end() || !found->second)
        return fail(ErrorCode::CorruptData, "a prediction lacks a header", std::string(name));
    return *found->second;
}

Result<Prediction> describe(WrittenRecord record, const broker::Headers& headers) {
    auto topic = header(headers, scoring::kSourceTopicHeader);
    auto partition = header(headers, scoring::kSourcePartitionHeader);
    auto offset = header(headers, scoring::kSourceOffsetHeader);
    auto model = header(headers, scoring::kModelIdHeader);
    for (auto* part : {&topic, &partition, &offset, &model})
        if (!*part)
            return forward(*part);
    return Prediction{
        std::move(record), *topic, {PartitionId(std::stoi(*partition)), Offset(std::stoll(*offset))}, *model};
}

} // namespace

Result<std::vector<Prediction>> readPredictions(broker::Connection& connection, const std::string& topic) {
    auto whole = wholeTopic(connection, topic);
    if (!whole)
        return forward(whole);
    auto reader = connection.openRangeReader(*whole);
    if (!reader)
        return forward(reader);
    std::vector<Prediction> predictions;
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next({});
        if (!batch)
            return forward(batch);
        std::vector<WrittenRecord> records;
        append(*batch, records);
        for (std::size_t i = 0; i < records.size(); ++i) {
            auto prediction = describe(std::move(records[i]), batch->headers(i));
            if (!prediction)
                return forward(prediction);
            predictions.push_back(std::move(*prediction));
        }
    }
    std::ranges::stable_sort(predictions, {},
                             [](const Prediction& p) { return p.record.position.partition; });
    return predictions;
}

} // namespace driftwood::test
