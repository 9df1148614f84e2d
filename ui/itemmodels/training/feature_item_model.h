#pragma once

#include "features/feature_spec.h"
#include "records/schema.h"
#include "ui/itemmodels/column_table_model.h"
#include "ui/widgets/lists/histogram.h"

namespace driftwood::ui {

/// A field as a possible input.
struct FeatureRow {
    std::string path;
    records::FieldType type = records::FieldType::Float64;
    bool used = false;
    features::Transform transform = features::Transform::Standardize;
    bool missingIndicator = false;
    int maxCategories = 32;
    HistogramPair histogram; ///< from a sample; may be empty
    double missingShare = 0; ///< of a sample
    QString note;            ///< why it is not suggested: "one value only", "label"
    bool isLabel = false;    ///< a label cannot be an input
    bool byHand = false;     ///< the user changed its use in the table

    [[nodiscard]] features::FeatureInput input() const {
        return {path, transform, missingIndicator, maxCategories};
    }
};

/// The fields of a data set and how a model uses each: chosen with a check box, with one of the transforms
/// that suit the field's type. Read-only when it shows the inputs of an existing run.
class FeatureItemModel : public ColumnTableModel<FeatureRow> {
    Q_OBJECT

  public:
    enum Column { Field, Type, TransformColumn, Missing, Distribution };

    explicit FeatureItemModel(bool editable, QObject* parent = nullptr);

    void setRows(std::vector<FeatureRow> rows);
    [[nodiscard]] const std::vector<FeatureRow>& rows() const { return m_rows; }
    [[nodiscard]] std::vector<features::FeatureInput> inputs() const; ///< those used
    /// Sets the predicted field, which cannot be an input. Empty: there is none.
    void setLabel(const std::string& path);

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    [[nodiscard]] static std::vector<features::Transform> transformsFor(records::FieldType type,
                                                                        const std::string& path);

  Q_SIGNALS:
    void inputsChanged();

  private:
    [[nodiscard]] Columns columns() const;
    /// True if the field is an input; in a read-only model every row is.
    [[nodiscard]] bool isUsed(const FeatureRow& row) const;
    [[nodiscard]] QString transformCell(const FeatureRow& row) const;

    bool m_editable;
};

} // namespace driftwood::ui
