#pragma once

#include "linguist_file.h"

#include <QRegularExpression>
#include <QSet>
#include <QWidget>

namespace driftwood::test {

/// What the widgets of a window say, held against a translation.
class ShownText {
  public:
    explicit ShownText(const QList<Message>& messages);

    /// The visible texts that do not fit their widgets, each with its widget's class. Labels that end in "…"
    /// by design (ElidedLabel, RichLine) may shorten data and not words: a text that stands in the
    /// translation as it is must fit there too.
    [[nodiscard]] QStringList misfits(const QWidget& root) const;
    /// The visible texts that are still the source's though their translation is another one.
    [[nodiscard]] QStringList untranslated(const QWidget& root) const;

  private:
    [[nodiscard]] bool isEnglish(const QString& text) const;
    [[nodiscard]] bool fits(const QWidget& widget) const;

    QSet<QString> m_words;   ///< translations into which nothing is put
    QSet<QString> m_english; ///< sources into which nothing is put, where the translation differs
    QList<QRegularExpression> m_patterns; ///< those into which something is put
};

} // namespace driftwood::test
