#pragma once

#include "dataset/field_statistics.h"
#include "profiling/field_findings.h"
#include "profiling/field_roles.h"
#include "profiling/label_check.h"
#include "session/app_context.h"
#include "training/network_spec.h"
#include "ui/itemmodels/training/feature_item_model.h"
#include "ui/training/run_draft.h"

#include <QObject>
#include <optional>

namespace driftwood::ui {

/// The fields of the data set in a new run's form: at first by name and type from its manifest; then with
/// statistics, distributions and suggested features from a sample of its records, if the cluster can be
/// reached.
class DatasetFields : public QObject {
    Q_OBJECT

  public:
    explicit DatasetFields(session::AppContext& app, QObject* parent = nullptr);

    /// Changes the data set; an unknown or empty name has no fields.
    void look(const QString& dataset);
    [[nodiscard]] const records::Schema& schema() const { return m_schema; }
    [[nodiscard]] const std::vector<dataset::FieldStatistics>& statistics() const { return m_statistics; }
    [[nodiscard]] bool isReading() const { return m_reading.pending(); }
    /// Why the sample could not be read.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// The roles that the user chose on the data set's page; nothing without a choice.
    [[nodiscard]] const std::optional<profiling::FieldRoles>& roles() const { return m_roles; }

    /// Why the roles that the user chose cannot be read; roles() has none then.
    [[nodiscard]] const std::optional<Error>& rolesError() const { return m_rolesError; }

    /// The roles that the user chose, otherwise those suggested by the sample; null while there are neither.
    [[nodiscard]] const profiling::FieldRoles* rolesInForce() const;

    /// Sets the label, empty for none. After the sample was analysed for it, fields that reveal the label
    /// carry a note and are not chosen.
    void setLabel(const std::string& path);
    [[nodiscard]] bool isJudgingLabel() const { return m_judging.pending(); }

    /// Whether there are roles to suggest features from: the user chose some, or the sample was read.
    [[nodiscard]] bool isSuggesting() const { return rolesInForce() != nullptr; }

    /// One row per field and one for the record's time, with the inputs chosen that a run uses by default:
    /// those of the roles, or of the sample's suggestion. Empty before there is one. The label is among the
    /// rows.
    [[nodiscard]] std::vector<FeatureRow> rows() const;
    /// The label's classes in the validation part; for a sample, in its newest records. Nothing before the
    /// sample was read.
    struct ValidationLabel {
        profiling::LabelCheck check;
        bool isSampled = false;
    };
    [[nodiscard]] std::optional<ValidationLabel> validationLabel(const QString& label) const;
    /// The classes of a field in the training rows; of a learner in one pass these are all rows. Empty before
    /// the sample was read.
    [[nodiscard]] LabelClasses classesOf(const QString& label, training::LearnerKind learner) const;
    /// Why this data set's records cannot be read now, as a sentence with what to do; empty if they can.
    [[nodiscard]] QString unreachable(const QString& dataset) const;

  Q_SIGNALS:
    void changed(); ///< the sample was read or has failed

  private:
    struct Sample;
    void takeRoles(const features::KeptRoles& kept);
    [[nodiscard]] QString noteOf(std::size_t field, bool used) const;
    void judgeLabel();
    void take(Result<std::shared_ptr<const Sample>> read);

    session::AppContext& m_app;
    QString m_dataset;
    records::Schema m_schema;
    std::optional<profiling::FieldRoles> m_roles;
    std::shared_ptr<const Sample> m_sample;
    std::vector<dataset::FieldStatistics> m_statistics;
    std::optional<Error> m_error;
    std::optional<Error> m_rolesError;
    tasks::PendingQuery m_reading;
    std::string m_label;
    std::vector<profiling::FieldFinding> m_ofLabel; ///< one per field, or empty while they are unknown
    tasks::PendingQuery m_judging;
};

} // namespace driftwood::ui
