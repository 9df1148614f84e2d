#pragma once

#include "decoder/registry/schema_registry.h"
#include "session/connection_session.h"
#include "tasks/background.h"

#include <QObject>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace driftwood::session {

/// The names of schemas: the subjects and versions behind the ids that records name, from the connection's
/// schema registry. Each id is asked for once in a connection's life. Never blocks its thread.
class SchemaNames : public QObject {
    Q_OBJECT

  public:
    SchemaNames(tasks::Background& background, ConnectionSession& connection, QObject* parent = nullptr);

    /// Nothing until the answer is there: changed() follows. Empty where the registry has none or is not to
    /// be had.
    [[nodiscard]] std::optional<std::vector<decoder::SchemaPlace>> places(std::int32_t id);

  Q_SIGNALS:
    void changed();

  private:
    void ask();

    tasks::Background& m_background;
    ConnectionSession& m_connection;
    broker::RegistryAccess m_registry; ///< whose answers these are
    std::map<std::int32_t, std::vector<decoder::SchemaPlace>> m_known;
    std::set<std::int32_t> m_wanted;
    tasks::PendingQuery m_asking;
};

/// The place that belongs to a topic, by the usual names of subjects (TOPIC-value, TOPIC-key); otherwise the
/// first. Null without any.
[[nodiscard]] const decoder::SchemaPlace* placeOf(const std::vector<decoder::SchemaPlace>& places,
                                                  const TopicName& topic);

} // namespace driftwood::session
