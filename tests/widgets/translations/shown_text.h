#pragma once

#include "linguist_file.h"

#include <QRegularExpression>
#include <QSet>
#include <QWidget>

namespace driftwood::test {

/// Compares the texts of a window's widgets with a translation.
class ShownText {
  public:
    explicit ShownText(const QList<Message>& messages);

    /// The visible texts that do not fit into their widgets, each with its widget's class. Labels that elide
    /// by design (ElidedLabel, RichLine) may shorten data but not fixed texts: a text that is exactly a
    /// translation must fit there, too.
    [[nodiscard]] QStringList misfits(const QWidget& root) const;
    /// The visible texts that are still in the source language although their translation differs.
    [[nodiscard]] QStringList untranslated(const QWidget& root) const;

  private:
    [[nodiscard]] bool isEnglish(const QString& text) const;
    [[nodiscard]] bool fits(const QWidget& widget) const;

    QSet<QString> m_words;                ///< translations without placeholders
    QSet<QString> m_english;              ///< sources without placeholders whose translation differs
    QList<QRegularExpression> m_patterns; ///< patterns for those with placeholders
};

} // namespace driftwood::test
