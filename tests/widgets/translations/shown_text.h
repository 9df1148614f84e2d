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

    /// Names of topics, models, fields.
    void addNames(const QStringList& names) { m_names += names; }

    /// The visible texts that do not fit into their widgets, each with its widget's class: labels, and all
    /// that is painted, as in tables and charts. A text that is shortened counts, too, unless it is a digest
    /// or a name that is shortened in its middle.
    [[nodiscard]] QStringList misfits(QWidget& root) const;
    /// The visible texts that are still in the source language although their translation differs.
    [[nodiscard]] QStringList untranslated(const QWidget& root) const;

  private:
    [[nodiscard]] bool isEnglish(const QString& text) const;
    [[nodiscard]] bool fits(const QWidget& widget) const;
    [[nodiscard]] QStringList cutTexts(QWidget& widget) const;
    [[nodiscard]] bool isShortened(const QString& text) const;
    [[nodiscard]] bool isShortenedName(const QString& text) const;

    QSet<QString> m_words; ///< translations without placeholders
    QStringList m_names;
    QStringList m_dotted; ///< translations that have "…" themselves
    QList<QRegularExpression> m_dottedPatterns;
    QSet<QString> m_english;              ///< sources without placeholders whose translation differs
    QList<QRegularExpression> m_patterns; ///< patterns for those with placeholders
};

} // namespace driftwood::test
