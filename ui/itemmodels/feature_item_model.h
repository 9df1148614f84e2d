#pragma once

#include "features/feature_spec.h"
#include "records/schema.h"
#include "ui/widgets/histogram.h"

#include <QAbstractTableModel>
#include <vector>

namespace driftwood::ui {

/// A field as something to learn from.
struct FeatureRow {
    std::string path;
    records::FieldType type = records::FieldType::Float64;
    bool used = false;
    features::Transform transform = features::Transform::Standardize;
    bool missingIndicator = false;
    int maxCategories = 32;
    HistogramPair histogram; ///< of a sample; may be empty
    double missingShare = 0; ///< of a sample
    QString note;            ///< why it is not suggested: "one value only", "label"
    bool isLabel = false;    ///< cannot be used
};

/// The fields of a data set with what a model makes of each: chosen by check box, transform chosen from those
/// that suit the field's type. Read-only where it shows what a run was trained with.
class FeatureItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Field, Type, TransformColumn, Missing, Distribution, kColumns };
    enum Role {
        TransformsRole = Qt::UserRole + 1, ///< QStringList: what may be chosen, by name for people
    };

    explicit FeatureItemModel(bool editable, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_editable(editable) {}

    void setRows(std::vector<FeatureRow> rows);
    [[nodiscard]] const std::vector<FeatureRow>& rows() const { return m_rows; }
    [[nodiscard]] std::vector<features::FeatureInput> inputs() const; ///< those used
    /// Takes the spec's inputs as the choice; fields the rows lack are left out.
    void setInputs(const std::vector<features::FeatureInput>& inputs);
    /// This field is what is predicted: it cannot be an input. Empty: none is.
    void setLabel(const std::string& path);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    [[nodiscard]] static std::vector<features::Transform> transformsFor(records::FieldType type,
                                                                        const std::string& path);

  Q_SIGNALS:
    void inputsChanged();

  private:
    [[nodiscard]] QVariant checkState(const FeatureRow& row, int column) const;

    bool m_editable;
    std::vector<FeatureRow> m_rows;
};

} // namespace driftwood::ui
