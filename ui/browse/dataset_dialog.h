#pragma once

#include "dataset/dataset.h"
#include "session/range_selection.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace driftwood::ui {

/// Names a data set, chooses which of the ranges it is made of, which rows to keep, what its fields are where
/// the sample does not say it, and how to split the rows by time.
class DatasetDialog : public QDialog {
    Q_OBJECT

  public:
    struct Offer {
        QString name;                                ///< suggested
        QStringList taken;                           ///< names there are already
        const session::RangeSelection* ranges;       ///< settled
        std::optional<decoder::DecoderSpec> decoder; ///< to check the filter by, where it is known
    };

    explicit DatasetDialog(const Offer& offer, QWidget* parent = nullptr);

    /// What stands in the fields, right or wrong.
    struct Typed {
        QString name, filter, types;
        QStringList left;   ///< ranges that are not taken
        int validation = 0; ///< per cent
        double gap = 0.0;   ///< seconds
    };
    [[nodiscard]] Typed typed() const;
    void setTyped(const Typed& typed);
    /// Why the data set that these fields asked for was not made: stands at the field it is about until
    /// something is changed.
    void setRefusal(const Error& refusal);

    /// Once accepted.
    [[nodiscard]] dataset::DatasetRequest request() const;

  private:
    QWidget* makeFields();
    void check();
    void takeChange(); ///< in a field: what was refused is no longer what stands there
    [[nodiscard]] std::vector<QString> chosen() const;
    void showProblem(QLabel* line, QWidget* field, const QString& problem);
    [[nodiscard]] QString recordsText(const std::vector<QString>& names) const;
    [[nodiscard]] QString checkName() const;
    [[nodiscard]] QString checkTypes();
    [[nodiscard]] QString checkFilter();

    Offer m_offer;
    QLineEdit* m_name = nullptr;
    QLabel* m_nameProblem = nullptr;
    std::vector<std::pair<QString, QCheckBox*>> m_ranges;
    QLabel* m_records = nullptr;
    QLabel* m_partsProblem = nullptr;
    QLabel* m_refusal = nullptr; ///< of no field
    QLineEdit* m_filterText = nullptr;
    QLabel* m_filterProblem = nullptr;
    QLineEdit* m_types = nullptr;
    QLabel* m_typesProblem = nullptr;
    QSpinBox* m_validation = nullptr;
    QDoubleSpinBox* m_gap = nullptr;
    QPushButton* m_create;
    std::optional<Error> m_refused;
    dataset::Filter m_filter;
    std::optional<decoder::DecoderSpec> m_decoder; ///< the offer's, with the types that were stated
};

} // namespace driftwood::ui
