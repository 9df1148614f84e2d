#include "ui/browse/schema_facts.h"

#include "browsing/readable_record.h"
#include "decoder/schema_key.h"
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

} // namespace

QString schemaName(const std::string& key, const TopicName& topic, session::SchemaNames* names) {
    const auto id = decoder::idOfSchemaKey(key);
    if (!id)
        return schemasText({key});
    const QString number = QCoreApplication::translate("driftwood::ui::SchemaFacts", "id %1").arg(*id);
    const auto places = names != nullptr ? names->places(*id) : std::nullopt;
    const decoder::SchemaPlace* const place = places ? session::placeOf(*places, topic) : nullptr;
    return place == nullptr ? number
                            : QStringLiteral("%1 v%2, %3")
                                  .arg(QString::fromStdString(place->subject))
                                  .arg(place->version)
                                  .arg(number);
}

QList<Fact> schemaFacts(const browsing::RecordRef& record, const TopicName& topic,
                        session::SchemaNames* names) {
    QList<Fact> facts;
    const auto add = [&](bool ofKeys, const QString& schema, const QString& how) {
        const decoder::SchemaNaming naming = browsing::schemaOf(record, ofKeys);
        if (naming.way == decoder::SchemaNaming::Way::None)
            return;
        facts.append({schema, schemaName(naming.key, topic, names)});
        facts.append({how, framing(naming)});
    };
    add(true, QCoreApplication::translate("driftwood::ui::SchemaFacts", "Key schema"),
        QCoreApplication::translate("driftwood::ui::SchemaFacts", "Key framing"));
    add(false, QCoreApplication::translate("driftwood::ui::SchemaFacts", "Value schema"),
        QCoreApplication::translate("driftwood::ui::SchemaFacts", "Framing"));
    return facts;
}

} // namespace driftwood::ui
