#include "ui/browse/records/decoding_combo.h"

#include "decoder/formats/format.h"
#include "ui/format/format.h"
#include "ui/format/schemas_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"

#include <QAbstractItemView>
#include <QSignalBlocker>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <algorithm>

namespace driftwood::ui {

using browsing::Decoding;

namespace {

constexpr int kLongestText = 150; ///< at 100 % text; a longer one is elided, the tool tip says all

} // namespace

DecodingCombo::DecodingCombo(const QString& label, bool ofKeys, QWidget* parent)
    : LabelledCombo(label, parent)
    , m_ofKeys(ofKeys) {
    const auto add = [this](const QString& words, const Decoding& decoding) {
        addItem(words);
        m_words << words;
        m_decodings.push_back(decoding);
    };
    add(tr("auto"), {Decoding::Kind::Auto});
    for (const decoder::Format* const format : decoder::formats())
        add(qt(format->title), {Decoding::Kind::As, format->format});
    add(tr("text"), {Decoding::Kind::Text});
    if (!ofKeys)
        add(tr("raw"), {Decoding::Kind::Raw});
    connect(this, &QComboBox::currentTextChanged, this, [this] { updateGeometry(); });
}

QSize DecodingCombo::sizeHint() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QFontMetrics metrics = fontMetrics();
    const QSize text(std::min(metrics.horizontalAdvance(currentText()), scaled(kLongestText)),
                     metrics.height());
    return style()->sizeFromContents(QStyle::CT_ComboBox, &option, text, this);
}

void DecodingCombo::showPopup() {
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + metrics::kScrollBar + 2 * metrics::kGap8);
    LabelledCombo::showPopup();
}

Decoding DecodingCombo::decoding() const { return m_decodings[static_cast<std::size_t>(currentIndex())]; }

void DecodingCombo::setDecoding(const Decoding& decoding) {
    Decoding plain = decoding;
    plain.unwrap = false; // is another control's
    const auto found = std::ranges::find(m_decodings, plain);
    const QSignalBlocker quiet(this);
    setCurrentIndex(found == m_decodings.end() ? 0 : static_cast<int>(found - m_decodings.begin()));
}

QString DecodingCombo::reason(const decoder::Detection& seen) const {
    if (seen.payloads == 0)
        return {};
    const QString sampled = formatCount(seen.payloads);
    QStringList sentences{m_ofKeys ? tr("%1 keys sampled.").arg(sampled)
                                   : tr("%1 values sampled.").arg(sampled)};
    if (!seen.schemas.empty())
        sentences << tr("Schemas they refer to: %1.").arg(schemasText(seen.schemas));
    for (const decoder::CompressionSeen& one : seen.compressed)
        sentences << tr("%1 are compressed by %2, and looked at without it.")
                         .arg(formatCount(one.payloads), qt(decoder::compressionName(one.compression)));
    QStringList read;
    for (const decoder::FormatSeen& format : seen.formats)
        read << QStringLiteral("%1 (%2)").arg(qt(decoder::formatOf(format.format).title),
                                              formatCount(format.payloads));
    if (!read.isEmpty())
        sentences << tr("Readable as %1.").arg(read.join(QStringLiteral(", ")));
    else if (seen.framed == 0)
        sentences << tr("No format can read them.");
    if (seen.framed > 0)
        sentences << tr("%1 refer to a schema that is not available.").arg(formatCount(seen.framed));
    return sentences.join(u' ');
}

void DecodingCombo::setFound(const QString& taken, const decoder::Detection& seen) {
    setItemText(0, taken.isEmpty() ? m_words.front() : tr("auto · %1").arg(taken));
    for (std::size_t i = 1; i < m_decodings.size(); ++i) {
        const auto format = std::ranges::find(seen.formats, m_decodings[i].format,
                                              [](const decoder::FormatSeen& one) { return one.format; });
        const bool isFound = m_decodings[i].kind == Decoding::Kind::As && format != seen.formats.end();
        const int row = static_cast<int>(i);
        setItemText(
            row, isFound ? tr("%1 · reads %2 of %3")
                               .arg(m_words[row], formatCount(format->payloads), formatCount(seen.payloads))
                         : m_words[row]);
    }
    const QString why = reason(seen);
    updateGeometry();
    setToolTip(why);
    setAccessibleDescription(why);
}

} // namespace driftwood::ui
