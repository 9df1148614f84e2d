#include "ui/browse/records/schema_facts.h"

#include "browsing/readable_record.h"
#include "decoder/registry/schema_key.h"
#include "session/schema_names.h"
#include "ui/format/schemas_text.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

QString framing(const decoder::SchemaNaming& naming) {
    using Way = decoder::SchemaNaming::Way;
    switch (naming.way) {
    case Way::None:
        break;
    case Way::Frame:
        return QCoreApplication::translate("driftwood::ui::SchemaFacts", "0x00, 4-byte id");
    case Way::Header:
        return QCoreApplication::translate("driftwood::ui::SchemaFacts", "named by a header");
    case Way::SingleObject:
        return QCoreApplication::translate("driftwood::ui::SchemaFacts", "0xC301, fingerprint");
    }
    return {};
}

struct Named {
    QString subject; ///< or how else the schema is called
    QString version; ///< " v3, id 7"; empty if the subject is unknown
};

Named named(const std::string& key, const TopicName& topic, session::SchemaNames* names) {
    const auto id = decoder::idOfSchemaKey(key);
    if (!id)
        return {schemasText({key}), {}};
    const QString number = QCoreApplication::translate("driftwood::ui::SchemaFacts", "id %1").arg(*id);
    const auto places = names != nullptr ? names->places(*id) : std::nullopt;
    const decoder::SchemaPlace* const place = places ? session::placeOf(*places, topic) : nullptr;
    if (place == nullptr)
        return {number, {}};
    return {QString::fromStdString(place->subject),
            QStringLiteral(" v%1, %2").arg(place->version).arg(number)};
}

} // namespace

QString schemaName(const std::string& key, const TopicName& topic, session::SchemaNames* names) {
    const Named schema = named(key, topic, names);
    return schema.subject + schema.version;
}

QList<Fact> schemaFacts(const browsing::RecordRef& record, const TopicName& topic,
                        session::SchemaNames* names) {
    QList<Fact> facts;
    const auto add = [&](bool ofKeys, const QString& schema, const QString& how) {
        const decoder::SchemaNaming naming = browsing::schemaOf(record, ofKeys);
        if (naming.way == decoder::SchemaNaming::Way::None)
            return;
        const Named its = named(naming.key, topic, names);
        facts.append({.key = schema, .value = its.subject, .end = its.version});
        facts.append({how, framing(naming)});
    };
    add(true, QCoreApplication::translate("driftwood::ui::SchemaFacts", "Key schema"),
        QCoreApplication::translate("driftwood::ui::SchemaFacts", "Key framing"));
    add(false, QCoreApplication::translate("driftwood::ui::SchemaFacts", "Value schema"),
        QCoreApplication::translate("driftwood::ui::SchemaFacts", "Framing"));
    return facts;
}

} // namespace driftwood::ui
