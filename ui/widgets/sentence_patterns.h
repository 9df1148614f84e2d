#pragma once

#include <QRegularExpression>
#include <QString>
#include <functional>
#include <span>
#include <vector>

namespace driftwood::ui {

/// English sentences of the core, "%1" … for what differs, that the window says in its own language.
class SentencePatterns {
  public:
    /// `context` and `sentences` as QT_TRANSLATE_NOOP() marked them; both must outlive this.
    SentencePatterns(const char* context, std::span<const char* const> sentences);

    /// Empty where the sentence is none of these. `piece` words what stands for a "%1".
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
