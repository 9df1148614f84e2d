#include "readme_commands.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

namespace driftwood::test {

QList<ReadmeLine> readmeCommands(const QString& file) {
    QFile readme(file);
    if (!readme.open(QIODevice::ReadOnly))
        return {};
    const QString all = QString::fromUtf8(readme.readAll());
    const QString section = all.section("## How to do each thing", 1).section("\n## ", 0, 0);
    static const QRegularExpression comment("\\s{2,}#.*$");
    static const QString indent(4, ' ');
    QList<ReadmeLine> found;
    QStringList python;
    const auto endPython = [&] {
        if (!python.isEmpty())
            found << ReadmeLine{ReadmeLine::Where::Python, python.join('\n') + '\n'};
        python.clear();
    };
    for (const QString& line : section.split('\n')) {
        if (!line.startsWith(indent)) {
            endPython();
            continue;
        }
        const QString code = line.mid(indent.size());
        if (code.startsWith("import ") || !python.isEmpty())
            python << code;
        else
            found << ReadmeLine{code.startsWith("driftwood-cli ") ? ReadmeLine::Where::Shell
                                                                  : ReadmeLine::Where::Demo,
                                QString(code).remove(comment).trimmed()};
    }
    endPython();
    return found;
}

} // namespace driftwood::test
