#include "ui/browse/records/schema_notice.h"

#include "ui/format/format.h"
#include "ui/format/schemas_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"

namespace driftwood::ui {
namespace {

const QString kRegistry = QStringLiteral("registry");
const QString kRetry = QStringLiteral("retry");

} // namespace

SchemaNotice::SchemaNotice(QWidget* parent)
    : RichLine(parent) {
    setObjectName(QStringLiteral("schemaNotice"));
    setWrap(true);
    setFormat(TextStyle::Body, Token::Ink);
    setGround(*this, Token::Raised);
    setContentsMargins(metrics::kGap12, metrics::kGap8, metrics::kGap12, metrics::kGap8);
    hide();
    connect(this, &QLabel::linkActivated, this, [this](const QString& target) {
        if (target == kRetry)
            Q_EMIT retryWanted();
        else
            Q_EMIT registryWanted();
    });
}

void SchemaNotice::setChosen(const browsing::RecordReading::Chosen& chosen, bool hasRegistry) {
    const bool ofKeys = chosen.values.framed == 0;
    const decoder::Detection& seen = ofKeys ? chosen.keys : chosen.values;
    setVisible(seen.framed > 0);
    if (seen.framed == 0)
        return;
    const Span count = mono(formatCount(seen.framed));
    const Span sampled = mono(formatCount(seen.payloads));
    const Span schema = mono(schemasText(seen.missing, 3));
    if (!hasRegistry) {
        setRichText(RichText(ofKeys ? tr("%1 of %2 sampled keys refer to schema %3, but this connection has "
                                         "no schema registry. %4")
                                    : tr("%1 of %2 sampled values refer to schema %3, but this connection "
                                         "has no schema registry. %4"),
                             {count, sampled, schema, link(tr("Add a schema registry…"), kRegistry)}));
        return;
    }
    setRichText(RichText(
        ofKeys ? tr("%1 of %2 sampled keys refer to schema %3, which could not be fetched: %4. %5   %6")
               : tr("%1 of %2 sampled values refer to schema %3, which could not be fetched: %4. %5   %6"),
        {count, sampled, schema, plain(QString::fromStdString(seen.problem)), link(tr("Try again"), kRetry),
         link(tr("Change the connection…"), kRegistry)}));
}

} // namespace driftwood::ui
