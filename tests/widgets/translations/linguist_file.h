#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace driftwood::test {

/// One text of a Linguist file (.ts).
struct Message {
    QString context;
    QString source;
    QString state;     ///< "unfinished", "vanished"; empty if it is finished
    QStringList texts; ///< the translation; for a text with a count, one per plural form
    bool counts = false;

    [[nodiscard]] QString where() const { return QStringLiteral("%1 “%2”").arg(context, source); }
};

/// All texts of a Linguist file; empty if it cannot be read.
[[nodiscard]] QList<Message> readMessages(const QString& path);
/// The file of a language ("de") in the sources.
[[nodiscard]] QString translationFile(const QString& language);

} // namespace driftwood::test
