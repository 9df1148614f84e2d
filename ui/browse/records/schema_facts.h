#pragma once

#include "base/ids.h"
#include "browsing/record_scan.h"
#include "ui/widgets/layout/facts_section.h"

#include <QList>

namespace driftwood::session {
class SchemaNames;
}

namespace driftwood::ui {

/// A schema by its key (decoder/registry/schema_key.h): "orders-value v3, id 17", or without what the
/// registry calls it.
[[nodiscard]] QString schemaName(const std::string& key, const TopicName& topic, session::SchemaNames* names);

/// Which schemas a record names for its key and its value, how, and what the registry calls them; empty for a
/// record that names none. `names` may be null.
[[nodiscard]] QList<Fact> schemaFacts(const browsing::RecordRef& record, const TopicName& topic,
                                      session::SchemaNames* names);

} // namespace driftwood::ui
