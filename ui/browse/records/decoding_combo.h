#pragma once

#include "browsing/decoding.h"
#include "decoder/detection.h"
#include "ui/widgets/controls/labelled_combo.h"

#include <vector>

namespace driftwood::ui {

/// Chooses how keys, or values, are decoded: automatically, or in one of the formats there are. Says what a
/// sample was found to be, why, and what else it could be.
class DecodingCombo : public LabelledCombo {
    Q_OBJECT

  public:
    DecodingCombo(const QString& label, bool ofKeys, QWidget* parent = nullptr);

    [[nodiscard]] browsing::Decoding decoding() const;
    void setDecoding(const browsing::Decoding& decoding);
    /// Shows the choice of "auto" ("Avro", "text"; empty: unknown) and the formats found in the sample.
    void setFound(const QString& taken, const decoder::Detection& seen);

    /// The width follows the chosen entry and not the longest, so that the bar keeps one line; the list is as
    /// wide as its entries.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    void showPopup() override;

  private:
    [[nodiscard]] QString reason(const decoder::Detection& seen) const;

    bool m_ofKeys;
    QStringList m_words;                         ///< of the items, without what was found
    std::vector<browsing::Decoding> m_decodings; ///< one for each item
};

} // namespace driftwood::ui
