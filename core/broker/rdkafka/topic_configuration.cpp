#include "broker/rdkafka/topic_configuration.h"

#include "broker/rdkafka/admin_request.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {
namespace {

TopicSetting::Source sourceOf(rd_kafka_ConfigSource_t source) {
    switch (source) {
    case RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG:
        return TopicSetting::Source::Topic;
    case RD_KAFKA_CONFIG_SOURCE_DYNAMIC_BROKER_CONFIG:
    case RD_KAFKA_CONFIG_SOURCE_DYNAMIC_DEFAULT_BROKER_CONFIG:
    case RD_KAFKA_CONFIG_SOURCE_STATIC_BROKER_CONFIG:
        return TopicSetting::Source::Broker;
    case RD_KAFKA_CONFIG_SOURCE_DEFAULT_CONFIG:
        return TopicSetting::Source::Default;
    default:
        return TopicSetting::Source::Unknown;
    }
}

TopicSetting settingOf(const rd_kafka_ConfigEntry_t* entry) {
    TopicSetting setting;
    setting.name = rd_kafka_ConfigEntry_name(entry);
    setting.source = sourceOf(rd_kafka_ConfigEntry_source(entry));
    setting.sensitive = rd_kafka_ConfigEntry_is_sensitive(entry) == 1;
    if (setting.sensitive)
        return setting; // not shown even if the broker reports it
    if (const char* value = rd_kafka_ConfigEntry_value(entry); value != nullptr)
        setting.value = value;
    if (setting.source != TopicSetting::Source::Topic)
        return setting;
    // In order of precedence: the first value that is not the topic's own would apply next.
    std::size_t count = 0;
    const auto** synonyms = rd_kafka_ConfigEntry_synonyms(entry, &count);
    for (std::size_t i = 0; i < count && !setting.otherwise; ++i) {
        const char* value = rd_kafka_ConfigEntry_value(synonyms[i]);
        if (value != nullptr &&
            sourceOf(rd_kafka_ConfigEntry_source(synonyms[i])) != TopicSetting::Source::Topic)
            setting.otherwise = value;
    }
    return setting;
}

} // namespace

Result<std::vector<TopicSetting>> topicSettings(const Client& client, const std::string& topic,
                                                std::chrono::milliseconds timeout) {
    const ConfigResourcePtr resource(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
    auto answer = request(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, timeout, topic,
                          [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                              rd_kafka_ConfigResource_t* one = resource.get();
                              rd_kafka_DescribeConfigs(client.handle(), &one, 1, options, queue);
                          });
    if (!answer)
        return forward(answer);
    std::vector<TopicSetting> settings;
    std::size_t count = 0;
    const auto** resources = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(answer->get()), &count);
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto code = rd_kafka_ConfigResource_error(resources[i]); code) {
            const char* reason = rd_kafka_ConfigResource_error_string(resources[i]);
            return tl::unexpected(clientError(code, reason == nullptr ? "" : reason, topic));
        }
        std::size_t entries = 0;
        const auto** configs = rd_kafka_ConfigResource_configs(resources[i], &entries);
        for (std::size_t e = 0; e < entries; ++e)
            settings.push_back(settingOf(configs[e]));
    }
    std::sort(settings.begin(), settings.end(),
              [](const TopicSetting& a, const TopicSetting& b) { return a.name < b.name; });
    return settings;
}

} // namespace driftwood::broker::rdkafka
