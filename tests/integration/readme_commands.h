#pragma once

#include <QList>
#include <QString>

namespace driftwood::test {

/// A line of README.md's "How to do each thing" that is typed somewhere, without its comment.
struct ReadmeLine {
    enum class Where { Shell, Demo, Python };
    Where where = Where::Shell;
    QString text; ///< of a Python snippet, all of it
};

/// In the order in which they stand. Empty where the file cannot be read.
[[nodiscard]] QList<ReadmeLine> readmeCommands(const QString& file);

} // namespace driftwood::test
