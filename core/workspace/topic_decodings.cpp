#include "workspace/database.h"
#include "workspace/workspace.h"

namespace driftwood::workspace {
namespace {

TopicDecodingRow readTopicDecoding(RowReader row) {
    TopicDecodingRow out;
    out.profileName = row.text();
    out.topic = row.text();
    out.value = row.text();
    out.key = row.text();
    return out;
}

} // namespace

Status Workspace::saveTopicDecoding(const TopicDecodingRow& row) {
    return m_database->changeOne("INSERT OR REPLACE INTO topic_decodings VALUES (?, ?, ?, ?)",
                                 {text(row.profileName), text(row.topic), text(row.value), text(row.key)},
                                 "decoding of topic " + row.topic);
}

Result<std::vector<TopicDecodingRow>> Workspace::topicDecodings() {
    return m_database->select<TopicDecodingRow>(
        "SELECT profile_name, topic, value, key FROM topic_decodings ORDER BY profile_name, topic", {},
        readTopicDecoding);
}

} // namespace driftwood::workspace
