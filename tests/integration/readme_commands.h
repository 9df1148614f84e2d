#pragma once

#include <QList>
#include <QString>

namespace driftwood::test {

/// A command line in README.md's "How to do each thing", without its comment.
struct ReadmeLine {
    enum class Where { Shell, Demo, Python };
    Where where = Where::Shell;
    QString text; ///< for a Python snippet the whole snippet
};

/// The commands in the order of the text. Empty if the file cannot be read.
[[nodiscard]] QList<ReadmeLine> readmeCommands(const QString& file);

} // namespace driftwood::test
