#pragma once

#include "broker/connection.h"

namespace driftwood::test {

/// A cluster without a broker, for code that only asks: every topic is empty, every group is new, and nothing
/// can be read or written (MemoryCluster has records). Tests override the functions they need.
class FakeConnection : public broker::Connection {
  public:
    [[nodiscard]] const broker::ConnectionProfile& profile() const override { return m_profile; }
    [[nodiscard]] Result<broker::ClusterInfo> cluster() override { return broker::ClusterInfo{}; }
    [[nodiscard]] Result<broker::TopicInfo> topic(const TopicName& name) override {
        return broker::TopicInfo{.name = name};
    }
    [[nodiscard]] Result<std::vector<broker::Watermarks>> watermarks(const TopicName&,
                                                                     broker::Isolation) override {
        return std::vector{broker::Watermarks{PartitionId(0), Offset(0), Offset(0)}};
    }
    [[nodiscard]] Result<std::vector<Position>> offsetsAtTime(const TopicName&, TimestampMs,
                                                              broker::Isolation) override {
        return std::vector<Position>{};
    }
    [[nodiscard]] Result<std::vector<Position>> committed(const std::string&, const TopicName&) override {
        return std::vector<Position>{};
    }
    [[nodiscard]] Result<broker::TopicGroups> groups(const TopicName&, const std::stop_token&) override {
        return broker::TopicGroups{};
    }
    [[nodiscard]] Result<std::vector<broker::TopicSetting>> settings(const TopicName&) override {
        return std::vector<broker::TopicSetting>{};
    }
    [[nodiscard]] Status createTopic(const TopicName&, int,
                                     const std::map<std::string, std::string>&) override {
        return {};
    }
    [[nodiscard]] Result<std::unique_ptr<broker::RangeReader>>
    openRangeReader(broker::TopicRanges ranges, broker::ReadOptions) const override {
        return noRecords(ranges.topic);
    }
    [[nodiscard]] std::unique_ptr<broker::WindowReader> createWindowReader(broker::Isolation) const override {
        struct NoWindows final : broker::WindowReader {
            [[nodiscard]] Result<std::unique_ptr<broker::RangeReader>> open(const broker::TopicRanges& window,
                                                                            broker::ReadOptions) override {
                return noRecords(window.topic);
            }
        };
        return std::make_unique<NoWindows>();
    }
    [[nodiscard]] Result<std::unique_ptr<broker::TailReader>> openTail(const TopicName& topic,
                                                                       broker::TailReader::Start,
                                                                       const std::string&,
                                                                       broker::Isolation) const override {
        return noRecords(topic);
    }
    [[nodiscard]] Result<std::unique_ptr<broker::Publisher>>
    openPublisher(const TopicName& topic, const broker::PublishOptions&) const override {
        return noRecords(topic);
    }
    [[nodiscard]] Result<std::unique_ptr<broker::TopicWatch>>
    watchTopic(const TopicName& topic, std::chrono::milliseconds) const override {
        return noRecords(topic);
    }
    [[nodiscard]] Result<std::unique_ptr<broker::GroupObserver>>
    observeGroup(const std::string&, const TopicName& topic, const std::vector<PartitionId>&) const override {
        return noRecords(topic);
    }

  private:
    [[nodiscard]] static tl::unexpected<Error> noRecords(const TopicName& topic) {
        return fail(ErrorCode::Unsupported, "this cluster has no records", topic.value);
    }

    broker::ConnectionProfile m_profile;
};

} // namespace driftwood::test
