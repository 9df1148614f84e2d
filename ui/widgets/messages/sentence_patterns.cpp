#include "ui/widgets/messages/sentence_patterns.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

QRegularExpression expressionOf(const QString& sentence) {
    static const QRegularExpression kPiece(QStringLiteral("%[1-9]"));
    QString expression;
    qsizetype done = 0;
    for (auto pieces = kPiece.globalMatch(sentence); pieces.hasNext();) {
        const auto at = pieces.next();
        expression += QRegularExpression::escape(sentence.mid(done, at.capturedStart() - done));
        expression += QStringLiteral("(.*?)");
        done = at.capturedEnd();
    }
    expression += QRegularExpression::escape(sentence.mid(done));
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::DotMatchesEverythingOption);
}

} // namespace

SentencePatterns::SentencePatterns(const char* context, std::span<const char* const> sentences)
    : m_context(context) {
    for (const char* sentence : sentences)
        m_patterns.push_back({expressionOf(QString::fromUtf8(sentence)), sentence});
}

QString SentencePatterns::translated(const QString& english,
                                     const std::function<QString(const QString&)>& piece) const {
    for (const Pattern& pattern : m_patterns) // the text is a template itself, without its variable parts yet
        if (english == QLatin1String(pattern.source))
            return QCoreApplication::translate(m_context, pattern.source);
    for (const Pattern& pattern : m_patterns) {
        const auto match = pattern.english.match(english);
        if (!match.hasMatch())
            continue;
        const QString words = QCoreApplication::translate(m_context, pattern.source);
        QString said;
        for (qsizetype i = 0; i < words.size(); ++i) {
            const bool mayBePiece = words[i] == QLatin1Char('%') && i + 1 < words.size();
            const int number = mayBePiece ? words[i + 1].digitValue() : 0;
            if (number < 1 || number > match.lastCapturedIndex()) {
                said += words[i];
                continue;
            }
            said += piece(match.captured(number));
            ++i;
        }
        return said;
    }
    return {};
}

} // namespace driftwood::ui
