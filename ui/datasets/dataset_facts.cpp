#include "ui/datasets/dataset_facts.h"

#include "decoder/formats/format.h"
#include "ui/charts/distribution_chart.h"
#include "ui/datasets/replayable_bars.h"
#include "ui/format/format.h"
#include "ui/format/schemas_text.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/itemmodels/datasets/dataset_item_model.h"
#include "ui/itemmodels/datasets/finding_words.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/text/tag.h"

#include <QDateTime>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr int kLabelChartHeight = 132;
constexpr qsizetype kMostUsers = 12;
constexpr int kShownValue = 60; ///< characters
const QString kRunLink = QStringLiteral("run:");
const QString kModelLink = QStringLiteral("model:");
const QString kMonitorLink = QStringLiteral("monitor:");

/// "9f2c 41ab … 7e05"
QString shortDigest(const std::string& digest) {
    const QString text = QString::fromStdString(digest);
    return text.size() < 16
               ? text
               : text.left(4) + QLatin1Char(' ') + text.mid(4, 4) + QStringLiteral(" … ") + text.right(4);
}

QString shortId(const std::string& id) {
    const QString text = QString::fromStdString(id);
    return text.size() <= 14 ? text : text.left(6) + QChar(0x2026) + text.right(6);
}

/// Says how long the data set will last. The margin is counted in records, because a log does not tell when
/// they will expire.
RichText marginText(const session::DatasetStanding& standing) {
    if (!standing.problems.empty())
        return QString::fromStdString(standing.problems.front()) + QLatin1Char('.');
    if (!standing.everExpired)
        return DatasetFacts::tr("Nothing in the topic has expired so far.");
    const auto* first = standing.firstToExpire();
    if (first == nullptr)
        return {};
    return {
        DatasetFacts::tr("%1 is the first to expire, after %2 older records."),
        {mono(QStringLiteral("P%1").arg(first->range.partition.value)), mono(formatCount(first->margin))}};
}

/// "Avro", with the schemas that were met: "Avro, schemas 12, 17".
QString decodedAs(decoder::PayloadFormat format, const std::vector<decoder::WriterSchema>& schemas,
                  const std::vector<decoder::Compression>& unpack) {
    std::vector<std::string> keys;
    for (const decoder::WriterSchema& schema : schemas)
        keys.push_back(schema.key);
    QStringList around;
    for (const decoder::Compression compression : unpack)
        around << qt(decoder::compressionName(compression));
    const QString plain = qt(decoder::formatOf(format).title);
    const QString title =
        around.isEmpty() ? plain : DatasetFacts::tr("%1, then %2").arg(around.join(QLatin1Char('/')), plain);
    const QString named = schemasText(keys);
    return named.isEmpty() ? title : DatasetFacts::tr("%1, schemas %2").arg(title, named);
}

} // namespace

DatasetFacts::DatasetFacts(QWidget* parent)
    : FactsPanel(parent)
    , m_replayable(addSection(tr("Replayable")))
    , m_standing(new Tag(m_replayable))
    , m_bars(new ReplayableBars(m_replayable))
    , m_identity(addSection(tr("Identity")))
    , m_field(addSection({}))
    , m_distribution(new DistributionChart(m_field))
    , m_users(addSection(tr("Used by"))) {
    m_replayable->setTrailing(m_standing);
    m_replayable->addWidget(m_bars);
    m_field->setHeadingMono(true);
    m_distribution->setAccessibleName(tr("Distribution of the field"));
    setScaled(*m_distribution, Extent::FixedHeight, kLabelChartHeight);
    m_field->addWidget(m_distribution);
    connect(m_users, &FactsSection::linkActivated, this, [this](const QString& target) {
        if (target.startsWith(kRunLink))
            Q_EMIT opened(Link::run(target.mid(kRunLink.size()).toLongLong()));
        else if (target.startsWith(kModelLink))
            Q_EMIT opened(Link::model(target.mid(kModelLink.size())));
        else if (target.startsWith(kMonitorLink))
            Q_EMIT opened(Link::monitor(target.mid(kMonitorLink.size()).toLongLong()));
    });
    setField(nullptr);
}

void DatasetFacts::setManifest(const dataset::Manifest* manifest, const QTimeZone& zone) {
    m_zone = zone;
    for (FactsSection* section : {m_replayable, m_identity, m_users})
        section->setVisible(manifest != nullptr);
    if (manifest == nullptr)
        return setField(nullptr);
    const QString filter = QString::fromStdString(manifest->filter.text());
    const QString created = QString::fromStdString(manifest->createdAt);
    const QDateTime when = QDateTime::fromString(created, Qt::ISODateWithMs);
    const decoder::DecoderSpec& spec = manifest->decoder;
    QList<Fact> facts{
        {tr("Topic"), QString::fromStdString(manifest->topic.value)},
        {tr("Cluster"),
         shortId(manifest->clusterId),
         {},
         TextStyle::Value,
         Token::Ink,
         QString::fromStdString(manifest->clusterId)},
        {tr("Isolation"), manifest->isolation == broker::Isolation::ReadCommitted
                              ? QStringLiteral("read_committed")
                              : QStringLiteral("read_uncommitted")},
        {tr("Order"),
         tr("merged by time"),
         {},
         TextStyle::Value,
         Token::Ink,
         QString::fromStdString(manifest->orderRule)},
        {tr("Values"), decodedAs(spec.format, spec.schemas, spec.unpack)},
        {tr("Row filter"), filter.isEmpty() ? tr("none") : filter, {}, TextStyle::Value, Token::Ink, filter},
        {tr("Filtered out"), formatCount(manifest->filteredOut)},
        {tr("SHA-256"),
         shortDigest(manifest->fingerprint),
         {},
         TextStyle::Value,
         Token::Ink,
         QString::fromStdString(manifest->fingerprint)},
        {tr("Manifest"), tr("version %1").arg(manifest->version), {}, TextStyle::Body},
        {tr("Created"),
         when.isValid() ? formatTime(when.toMSecsSinceEpoch(), zone, TimeDetail::Minutes) : created},
    };
    if (spec.key) {
        const auto values = std::ranges::find(facts, tr("Values"), [](const Fact& fact) { return fact.key; });
        facts.insert(values,
                     Fact{tr("Keys"), decodedAs(spec.key->format, spec.key->schemas, spec.key->unpack)});
    }
    m_identity->setFacts(facts);
}

void DatasetFacts::setStanding(const session::DatasetStanding* standing, bool elsewhere) {
    m_standing->setVisible(standing != nullptr);
    m_bars->setParts(standing != nullptr ? standing->parts : std::vector<session::DatasetStanding::Part>());
    m_bars->setVisible(standing != nullptr && !standing->parts.empty());
    if (standing == nullptr) {
        m_replayable->setHeadingNote({});
        m_replayable->setNote(elsewhere ? tr("Connect to its cluster to see whether the log still has it.")
                                        : tr("Not checked yet."));
        return;
    }
    const DatasetItemModel::Standing said{standing->replayable, standing->expiredShare(), {}};
    m_standing->setTag(standingText(said), standing->replayable ? TagKind::Ok : TagKind::Error);
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(standing->checkedAt.time_since_epoch());
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(since.count(), m_zone);
    m_replayable->setHeadingNote(RichText(tr("checked %1"), {mono(at.toString(QStringLiteral("HH:mm:ss")))}));
    RichText note = marginText(*standing);
    if (standing->compacted)
        note.gap().add(RichText(tr("The topic is compacted: the broker may remove records from these ranges, "
                                   "and this is not visible here.")));
    m_replayable->setNote(note);
}

void DatasetFacts::setField(const profiling::FieldProfile* field) {
    m_field->setVisible(field != nullptr);
    if (field == nullptr)
        return;
    const dataset::FieldStatistics& of = field->statistics;
    m_field->setHeading(QString::fromStdString(of.field.path));
    const bool numeric = of.field.type != records::FieldType::Text;
    m_distribution->setVisible(numeric && !field->counts.empty());
    QList<Fact> facts;
    if (numeric) {
        m_distribution->setReference({}, {field->edges, field->counts});
        facts = {{tr("Median"), formatNumber(of.median)},
                 {tr("5 – 95 %"), QStringLiteral("%1 – %2").arg(formatNumber(of.p05), formatNumber(of.p95))},
                 {tr("Smallest, largest"),
                  QStringLiteral("%1 – %2").arg(formatNumber(of.min), formatNumber(of.max))},
                 {tr("Missing"), formatCount(of.missing)}};
    } else {
        for (const auto& [value, count] : of.topValues) {
            if (facts.size() == 6)
                break;
            facts.append({lineOfBytes(value, kShownValue), formatCount(count)});
        }
        facts.append({tr("Distinct"), formatCount(of.distinct)});
        facts.append({tr("Missing"), formatCount(of.missing)});
    }
    if (of.notANumber > 0)
        facts.append({tr("Not a number"), formatCount(of.notANumber)});
    if (of.notFitting > 0)
        facts.append({tr("Not fitting"), formatCount(of.notFitting)});
    m_field->setFacts(facts);
    QStringList notes(findingSentence(field->finding));
    if (of.holdsNumbersAsText())
        notes.append(
            tr("Text that holds numbers. Create the data set with %1=number to learn from it as one.")
                .arg(QString::fromStdString(of.field.path)));
    notes.removeAll(QString());
    m_field->setNote(notes.join(QLatin1Char(' ')));
}

void DatasetFacts::setUsers(const session::StoreSnapshot& snapshot, const std::string& dataset) {
    QList<Fact> facts;
    for (const auto& run : snapshot.runs)
        if (run.datasetName == dataset)
            facts.append({tr("Run %1").arg(run.id), QString::fromStdString(run.name),
                          kRunLink + QString::number(run.id)});
    for (const auto& model : snapshot.models) {
        if (model.datasetName != dataset)
            continue;
        facts.append(
            {tr("Model"), QString::fromStdString(model.name), kModelLink + QString::fromStdString(model.id)});
        for (const auto& monitor : snapshot.monitors)
            if (monitor.modelId == model.id)
                facts.append({tr("Reference of"), QString::fromStdString(monitor.sourceTopic),
                              kMonitorLink + QString::number(monitor.id)});
    }
    const qsizetype more = facts.size() - kMostUsers;
    facts.resize(std::min(facts.size(), kMostUsers));
    m_users->setFacts(facts);
    m_users->setNote(facts.isEmpty() ? RichText(tr("Nothing has been trained on it yet."))
                     : more > 0      ? RichText(tr("and %n more", nullptr, static_cast<int>(more)))
                                     : RichText());
}

} // namespace driftwood::ui
