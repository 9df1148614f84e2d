#include "ui/training/dataset_fields.h"

#include "features/reference_statistics.h"
#include "session/dataset_sample.h"
#include "session/feature_suggestion.h"
#include "ui/training/feature_shape.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr std::int64_t kSampleOffsets = 8000;

} // namespace

struct DatasetFields::Sample {
    dataset::LoadedDataset data;
    std::vector<dataset::FieldStatistics> statistics;
    std::vector<features::ReferenceField> distributions; ///< one a field
};

DatasetFields::DatasetFields(session::Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk) {
    // Connected only now, or to another cluster: what could not be read may be readable.
    connect(&m_desk.connection, &session::ConnectionSession::stateChanged, this, [this] {
        if (!m_sample && !m_dataset.isEmpty())
            look(m_dataset);
    });
}

QString DatasetFields::unreachable(const QString& dataset) const {
    const auto* row = m_desk.store.snapshot().dataset(dataset.toStdString());
    if (row == nullptr)
        return {};
    const auto& connection = m_desk.connection;
    const QString profile = QString::fromStdString(row->profileName);
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
    const auto* row = m_desk.store.snapshot().dataset(dataset.toStdString());
    m_schema = row == nullptr ? records::Schema{} : row->manifest.decoder.schema;
    takeRoles(row == nullptr ? std::string() : row->rolesJson);
    if (row != nullptr && unreachable(dataset).isEmpty())
        m_reading = m_desk.background.run<Result<std::shared_ptr<const Sample>>>(
            [connection = m_desk.connection.connection(),
             manifest = row->manifest](const std::stop_token& stop) -> Result<std::shared_ptr<const Sample>> {
                auto data = session::sampleDataset(*connection, manifest, kSampleOffsets, stop);
                if (!data)
                    return forward(data);
                const auto& rows = data->rows;
                const auto every =
                    features::FeatureSpec::suggest(rows.schema(), features::LabelKind::None, {});
                auto statistics = dataset::fieldStatistics(rows, 0, rows.rows());
                auto reference = features::ReferenceStatistics::collect(every, rows, 0, rows.rows(), 1);
                return std::make_shared<const Sample>(
                    Sample{std::move(*data), std::move(statistics), std::move(reference.fields)});
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
    Q_EMIT changed();
}

void DatasetFields::takeRoles(const std::string& json) {
    m_roles.reset();
    if (json.empty())
        return;
    session::FieldRoles plain;
    for (const records::Field& field : m_schema.fields)
        plain.fields.push_back({field, session::FieldRole::Feature,
                                session::transformsFor(field, session::FieldRole::Feature).front()});
    // Roles that cannot be read are as if nobody had chosen: the data set's page says what is wrong with
    // them.
    if (auto roles = session::fieldRolesFromJson(json, plain))
        m_roles = std::move(*roles);
}

std::vector<features::FeatureInput> DatasetFields::suggestedInputs(training::Task task,
                                                                   const std::string& label) const {
    if (m_roles)
        return m_roles->spec(task).inputs;
    const auto every = features::FeatureSpec::suggest(m_schema, features::LabelKind::None, {}).inputs;
    if (!m_sample)
        return every;
    const bool labelled = task != training::Task::AnomalyDetection && !label.empty();
    auto spec = session::suggestFeatures(m_sample->data, labelled ? task : training::Task::AnomalyDetection,
                                         labelled ? label : std::string());
    return spec ? std::move(spec->spec.inputs) : std::vector<features::FeatureInput>();
}

std::vector<FeatureRow> DatasetFields::rows(training::Task task, const std::string& label) const {
    const auto chosen = suggestedInputs(task, label);
    std::vector<FeatureRow> out;
    for (const auto& input : features::FeatureSpec::suggest(m_schema, features::LabelKind::None, {}).inputs) {
        const auto field = m_schema.indexOf(input.path);
        FeatureRow row{
            .path = input.path, .type = m_schema.fields[*field].type, .transform = input.transform};
        if (const auto mine = std::ranges::find(chosen, input.path, &features::FeatureInput::path);
            mine != chosen.end()) {
            row.used = true;
            row.transform = mine->transform;
            row.missingIndicator = mine->missingIndicator;
        }
        const auto known = std::ranges::find_if(
            m_statistics, [&](const dataset::FieldStatistics& s) { return s.field.path == input.path; });
        if (known != m_statistics.end() && known->rows > 0) {
            row.missingShare = static_cast<double>(known->missing) / static_cast<double>(known->rows);
            if (known->missing == known->rows)
                row.note = tr("always missing");
            else if (row.type == records::FieldType::Text ? known->distinct <= 1 : !(known->max > known->min))
                row.note = tr("one value only");
            else if (row.type == records::FieldType::Text && !row.used)
                row.note = tr("mostly distinct text");
        }
        if (m_sample) {
            const auto& shapes = m_sample->distributions;
            const auto shape = std::ranges::find(shapes, input.path, &features::ReferenceField::path);
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
