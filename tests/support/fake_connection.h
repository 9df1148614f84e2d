#pragma once

#include "broker/connection.h"

namespace driftwood::test {

/// A cluster without a broker, for code that only queries: every topic is empty, every group is new. Tests
/// override the functions they need.
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

  private:
    broker::ConnectionProfile m_profile;
};

} // namespace driftwood::test
