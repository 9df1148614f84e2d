#pragma once

#include "dataset/field_statistics.h"
#include "profiling/field_findings.h"
#include "profiling/field_roles.h"
#include "profiling/label_check.h"
#include "session/app_context.h"
#include "training/network_spec.h"
#include "ui/itemmodels/feature_item_model.h"
#include "ui/training/run_draft.h"

#include <QObject>
#include <optional>

namespace driftwood::ui {

/// The fields of the data set in a new run's form: at once by name and type from its manifest, then with
/// statistics, distributions and a suggestion of features from a sample of its records, where the cluster can
/// be asked.
class DatasetFields : public QObject {
    Q_OBJECT

  public:
    explicit DatasetFields(session::AppContext& app, QObject* parent = nullptr);

    /// Looks at another data set; an unknown or empty name has no fields.
    void look(const QString& dataset);
    [[nodiscard]] const records::Schema& schema() const { return m_schema; }
    [[nodiscard]] const std::vector<dataset::FieldStatistics>& statistics() const { return m_statistics; }
    [[nodiscard]] bool isReading() const { return m_reading.pending(); }
    /// The sample could not be read: why.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// What a person chose on the data set's page; nothing where nobody did.
    [[nodiscard]] const std::optional<profiling::FieldRoles>& roles() const { return m_roles; }

    /// The roles that a person chose, else those that the sample suggests; null while neither is known.
    [[nodiscard]] const profiling::FieldRoles* rolesInForce() const;

    /// What is to be predicted, empty for nothing: fields that give it away are then noted, and not chosen,
    /// once the sample has been looked at for them.
    void setLabel(const std::string& path);
    [[nodiscard]] bool isJudgingLabel() const { return m_judging.pending(); }

    /// Whether it is known what to begin with: somebody chose, or the sample is there.
    [[nodiscard]] bool isSuggesting() const { return rolesInForce() != nullptr; }

    /// A row for every field and for the record's time, with the inputs chosen that a run begins with where
    /// nobody names features: those of the roles, else of what the sample suggests. None before that is
    /// known. What is to be predicted is among them.
    [[nodiscard]] std::vector<FeatureRow> rows() const;
    /// How the classes of a label lie in the validation part; of a sample, in its newest records. Nothing
    /// before the sample is there.
    struct ValidationLabel {
        profiling::LabelCheck check;
        bool isSampled = false;
    };
    [[nodiscard]] std::optional<ValidationLabel> validationLabel(const QString& label) const;
    /// The values of a field in the rows to train on, as classes; in one pass these are all rows. None before
    /// the sample is there.
    [[nodiscard]] LabelClasses classesOf(const QString& label, bool inOnePass) const;
    /// Why this data set's records cannot be read now, as a sentence with what to do; empty: they can.
    [[nodiscard]] QString unreachable(const QString& dataset) const;

  Q_SIGNALS:
    void changed(); ///< the sample is there, or could not be read

  private:
    struct Sample;
    void takeRoles(const std::string& json);
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
    tasks::PendingQuery m_reading;
    std::string m_label;
    std::vector<profiling::FieldFinding> m_ofLabel; ///< one a field, or none while they are not known
    tasks::PendingQuery m_judging;
};

} // namespace driftwood::ui
