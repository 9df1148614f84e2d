#include "session/schema_names.h"

#include "decoder/registry/schema_book.h"

#include <algorithm>
#include <utility>

namespace driftwood::session {

SchemaNames::SchemaNames(tasks::Background& background, ConnectionSession& connection, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection) {}

std::optional<std::vector<decoder::SchemaPlace>> SchemaNames::places(std::int32_t id) {
    if (const auto& registry = m_connection.profile().registry; registry != m_registry) {
        m_asking.cancel();
        m_registry = registry;
        m_known.clear();
        m_wanted.clear();
    }
    if (!m_registry.isStated())
        return std::vector<decoder::SchemaPlace>();
    if (const auto known = m_known.find(id); known != m_known.end())
        return known->second;
    m_wanted.insert(id);
    ask();
    return std::nullopt;
}

void SchemaNames::ask() {
    if (m_asking.pending() || m_wanted.empty())
        return;
    const std::int32_t id = *m_wanted.begin();
    m_asking = m_background.run<Result<std::vector<decoder::SchemaPlace>>>(
        [id, access = m_registry](const std::stop_token& stop) -> Result<std::vector<decoder::SchemaPlace>> {
            const decoder::SchemaSource book = decoder::bookOf(access);
            auto registry = book->registry();
            if (!registry)
                return forward(registry);
            return (*registry)->places(id, stop);
        },
        [this, id](Result<std::vector<decoder::SchemaPlace>> places) {
            m_wanted.erase(id);
            m_known[id] = places ? std::move(*places) : std::vector<decoder::SchemaPlace>();
            Q_EMIT changed();
            ask();
        });
}

const decoder::SchemaPlace* placeOf(const std::vector<decoder::SchemaPlace>& places, const TopicName& topic) {
    const auto own = std::ranges::find_if(places, [&](const decoder::SchemaPlace& place) {
        return place.subject.starts_with(topic.value + '-');
    });
    return own != places.end() ? &*own : places.empty() ? nullptr : &places.front();
}

} // namespace driftwood::session
