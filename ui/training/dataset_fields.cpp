#include "ui/training/dataset_fields.h"

#include "features/categories.h"
#include "features/reference_statistics.h"
#include "profiling/dataset_sample.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/datasets/finding_words.h"
#include "ui/training/feature_shape.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

/// A data set with at most this many offsets is read whole, so its suggestions equal those of the run itself.
constexpr std::int64_t kSampleOffsets = 50'000;

} // namespace

struct DatasetFields::Sample {
    dataset::LoadedDataset data;
    std::vector<dataset::FieldStatistics> statistics;
    std::vector<features::ReferenceField> distributions; ///< one per field
    profiling::FieldRoles roles;                         ///< suggested
    std::vector<profiling::FieldFinding> findings;       ///< one per field, independent of the label
};

DatasetFields::DatasetFields(session::AppContext& app, QObject* parent)
    : QObject(parent)
    , m_app(app) {
    // After a connection was made or changed, records that could not be read may be readable.
    connect(&m_app.connection, &session::ConnectionSession::stateChanged, this, [this] {
        if (!m_sample && !m_dataset.isEmpty())
            look(m_dataset);
    });
}

QString DatasetFields::unreachable(const QString& dataset) const {
    const auto* row = m_app.store.snapshot().dataset(dataset.toStdString());
    if (row == nullptr)
        return {};
    const auto& connection = m_app.connection;
    const QString profile = QString::fromStdString(row->origin());
    if (!connection.connection())
        return tr("Not connected. Connect to %1, where the records are.").arg(profile);
    if (!connection.clusterId().empty() && !row->manifest.clusterId.empty() &&
        connection.clusterId() != row->manifest.clusterId)
        return tr("Its records are in another cluster. Connect to %1.").arg(profile);
    return {};
}

void DatasetFields::look(const QString& dataset) {
    m_dataset = dataset;
    m_sample.reset();
    m_statistics.clear();
    m_error.reset();
    m_reading.cancel();
    m_label.clear();
    m_ofLabel.clear();
    m_judging.cancel();
    const auto* row = m_app.store.snapshot().dataset(dataset.toStdString());
    m_schema = row == nullptr ? records::Schema{} : row->manifest.decoder.schema;
    m_rolesError.reset();
    const auto chosen = row == nullptr ? features::KeptRoles() : profiling::keptRoles(row->roles);
    if (!chosen)
        m_rolesError = chosen.error();
    takeRoles(chosen.value_or(features::KeptRoles()));
    if (row != nullptr && unreachable(dataset).isEmpty())
        m_reading = m_app.background.run<Result<std::shared_ptr<const Sample>>>(
            [connection = m_app.connection.connection(),
             manifest = row->manifest](const std::stop_token& stop) -> Result<std::shared_ptr<const Sample>> {
                auto data = profiling::sampleDataset(*connection, manifest, kSampleOffsets, stop);
                if (!data)
                    return forward(data);
                const auto& rows = data->rows;
                const auto every =
                    features::FeatureSpec::suggest(rows.schema(), features::LabelKind::None, {});
                auto statistics = dataset::fieldStatistics(rows, 0, rows.rows());
                auto reference = features::ReferenceStatistics::collect(every, rows, 0, rows.rows(), 1);
                const auto ofTraining = profiling::trainingStatistics(*data);
                auto roles = profiling::rolesOf(*data, ofTraining, {});
                std::vector<profiling::FieldFinding> findings;
                for (const dataset::FieldStatistics& field : ofTraining)
                    findings.push_back(
                        profiling::findingOn(field, rows, static_cast<std::size_t>(data->trainRows)));
                return std::make_shared<const Sample>(Sample{std::move(*data), std::move(statistics),
                                                             std::move(reference.fields), std::move(roles),
                                                             std::move(findings)});
            },
            [this](Result<std::shared_ptr<const Sample>> read) { take(std::move(read)); });
    Q_EMIT changed();
}

void DatasetFields::take(Result<std::shared_ptr<const Sample>> read) {
    if (read) {
        m_sample = std::move(*read);
        m_statistics = m_sample->statistics;
    } else {
        m_error = read.error();
    }
    judgeLabel();
    Q_EMIT changed();
}

void DatasetFields::setLabel(const std::string& path) {
    if (path == m_label)
        return;
    m_label = path;
    judgeLabel();
}

void DatasetFields::judgeLabel() {
    using Findings = std::vector<profiling::FieldFinding>;
    m_judging.cancel();
    m_ofLabel.clear();
    if (!m_sample || m_label.empty())
        return;
    m_judging = m_app.background.run<Findings>(
        [sample = m_sample, label = m_label](const std::stop_token&) {
            return profiling::labelFindings(sample->data.rows,
                                            static_cast<std::size_t>(sample->data.trainRows), label);
        },
        [this](const Findings& findings) {
            m_ofLabel = findings;
            Q_EMIT changed();
        });
}

std::optional<DatasetFields::ValidationLabel> DatasetFields::validationLabel(const QString& label) const {
    const auto* row = m_app.store.snapshot().dataset(m_dataset.toStdString());
    if (!m_sample || row == nullptr)
        return std::nullopt;
    const records::RecordBatch& rows = m_sample->data.rows;
    auto begin = static_cast<std::size_t>(m_sample->data.validationBegin);
    // Only a whole data set has a split. In a sample, the newest rows stand for the validation part.
    const bool isSampled = begin >= rows.rows();
    if (isSampled)
        begin = rows.rows() - static_cast<std::size_t>(static_cast<double>(rows.rows()) *
                                                       row->manifest.split.validationFraction);
    auto check = profiling::checkLabel(rows, label.toStdString(), begin, rows.rows());
    if (!check)
        return std::nullopt;
    return ValidationLabel{std::move(*check), isSampled};
}

LabelClasses DatasetFields::classesOf(const QString& label, training::LearnerKind learner) const {
    if (!m_sample)
        return {};
    const records::RecordBatch& rows = m_sample->data.rows;
    const auto* row = m_app.store.snapshot().dataset(m_dataset.toStdString());
    const auto field = features::FieldReader::bind(rows.schema(), label.toStdString());
    if (!field)
        return {};
    LabelClasses classes;
    classes.areAll = row != nullptr && static_cast<std::int64_t>(rows.rows()) == row->manifest.rows;
    const auto end = training::learnerOf(learner).inOnePass
                         ? rows.rows()
                         : static_cast<std::size_t>(m_sample->data.trainRows);
    for (const auto& [name, count] : features::countCategories(*field, rows, 0, end))
        classes.names << qt(std::string(features::recordText(field->type(), name)));
    return classes;
}

void DatasetFields::takeRoles(const features::KeptRoles& kept) {
    m_roles.reset();
    if (kept.empty())
        return;
    profiling::FieldRoles plain;
    for (const records::Field& field : m_schema.fields)
        plain.fields.push_back({field, profiling::FieldRole::Feature,
                                profiling::transformsFor(field, profiling::FieldRole::Feature).front()});
    m_roles = profiling::withKept(std::move(plain), kept);
}

const profiling::FieldRoles* DatasetFields::rolesInForce() const {
    if (m_roles)
        return &*m_roles;
    return m_sample ? &m_sample->roles : nullptr;
}

/// Explains why a field is not used, if its role or its values are the reason.
QString DatasetFields::noteOf(std::size_t field, bool used) const {
    const profiling::FieldRoles* roles = rolesInForce();
    if (roles == nullptr)
        return m_reading.pending() ? tr("reading") : QString();
    const profiling::FieldChoice& choice = roles->fields[field];
    if (!used && choice.role == profiling::FieldRole::Key)
        return tr("key");
    if (!used && choice.role == profiling::FieldRole::Label)
        return choice.field.path == m_label ? tr("label") : tr("unused label");
    if (field < m_ofLabel.size() && m_ofLabel[field])
        return findingNote(m_ofLabel[field]);
    if (!m_sample)
        return {};
    using profiling::FieldProblem;
    const profiling::FieldFinding& finding = m_sample->findings[field];
    const bool isOfNames =
        finding.problem == FieldProblem::ManyTexts || finding.problem == FieldProblem::NamesRecords;
    return used && isOfNames ? QString() : findingNote(finding); // a used field was chosen by the user, who
                                                                 // may want such texts
}

std::vector<FeatureRow> DatasetFields::rows() const {
    const profiling::FieldRoles* roles = rolesInForce();
    // The inputs are those without a label; the row of the label is excluded when the user chooses it.
    const auto chosen = roles == nullptr
                            ? std::vector<features::FeatureInput>()
                            : roles->spec(training::objectiveFor(features::LabelKind::None).task).inputs;
    std::vector<FeatureRow> out;
    for (std::size_t field = 0; field < m_schema.fields.size(); ++field) {
        const records::Field& of = m_schema.fields[field];
        FeatureRow row{.path = of.path,
                       .type = of.type,
                       .transform = profiling::transformsFor(of, profiling::FieldRole::Feature).front()};
        if (const auto mine = std::ranges::find(chosen, of.path, &features::FeatureInput::path);
            mine != chosen.end()) {
            row.used = true;
            row.transform = mine->transform;
            row.missingIndicator = mine->missingIndicator;
        }
        if (field < m_ofLabel.size() && m_ofLabel[field])
            row.used = false;
        row.note = noteOf(field, row.used);
        if (m_sample) {
            const dataset::FieldStatistics& known = m_statistics[field];
            row.missingShare = static_cast<double>(known.missing) / static_cast<double>(known.rows);
            const auto& shapes = m_sample->distributions;
            const auto shape = std::ranges::find(shapes, of.path, &features::ReferenceField::path);
            if (shape != shapes.end())
                row.histogram.reference = shapeOf(*shape);
        }
        out.push_back(std::move(row));
    }
    if (!out.empty())
        out.push_back({.path = std::string(records::kTimestampPath),
                       .type = records::FieldType::Int64,
                       .transform = features::Transform::CyclicHour});
    return out;
}

} // namespace driftwood::ui
