#pragma once

#include <QRegularExpression>
#include <QString>
#include <functional>
#include <span>
#include <vector>

namespace driftwood::ui {

/// English sentences of the core, with "%1" … for variable parts, and their translations.
class SentencePatterns {
  public:
    /// `context` and `sentences` as marked by QT_TRANSLATE_NOOP(); both must outlive this object.
    SentencePatterns(const char* context, std::span<const char* const> sentences);

    /// Empty if the sentence is none of these. `piece` translates the text in place of a "%1".
    [[nodiscard]] QString translated(const QString& english,
                                     const std::function<QString(const QString&)>& piece) const;

  private:
    struct Pattern {
        QRegularExpression english;
        const char* source;
    };

    const char* m_context;
    std::vector<Pattern> m_patterns;
};

} // namespace driftwood::ui
