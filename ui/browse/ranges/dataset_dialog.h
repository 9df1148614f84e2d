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

/// Names a data set and chooses its ranges, the rows to keep, the types of fields that the sample leaves
/// open, and how to split the rows by time.
class DatasetDialog : public QDialog {
    Q_OBJECT

  public:
    struct Offer {
        QString name;                                ///< suggested
        QStringList taken;                           ///< names that already exist
        const session::RangeSelection* ranges;       ///< settled
        std::optional<decoder::DecoderSpec> decoder; ///< for checking the filter, if the decoding is known
    };

    explicit DatasetDialog(const Offer& offer, QWidget* parent = nullptr);

    /// The contents of the fields, valid or not.
    struct Typed {
        QString name, filter, types;
        QStringList left;   ///< ranges that are not part of the data set
        int validation = 0; ///< per cent
        double gap = 0.0;   ///< seconds
    };
    [[nodiscard]] Typed typed() const;
    void setTyped(const Typed& typed);
    /// Shows why the requested data set was not created, beside the field that caused it, until the user
    /// changes something.
    void setRefusal(const Error& refusal);

    /// Valid once the dialog was accepted.
    [[nodiscard]] dataset::DatasetRequest request() const;

  private:
    QWidget* makeFields();
    void check();
    void takeChange(); ///< a field changed, so the refusal no longer applies
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
    QLabel* m_refusal = nullptr; ///< for a refusal that concerns no field
    QLineEdit* m_filterText = nullptr;
    QLabel* m_filterProblem = nullptr;
    QLineEdit* m_types = nullptr;
    QLabel* m_typesProblem = nullptr;
    QSpinBox* m_validation = nullptr;
    QDoubleSpinBox* m_gap = nullptr;
    QPushButton* m_create;
    std::optional<Error> m_refused;
    dataset::Filter m_filter;
    std::optional<decoder::DecoderSpec> m_decoder; ///< the offered one with the user's types
};

} // namespace driftwood::ui
