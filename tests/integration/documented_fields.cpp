#include "documented_fields.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace driftwood::test {

QSet<QString> wordsOfJsonManual() {
    QFile file(DRIFTWOOD_JSON_MANUAL);
    QSet<QString> words;
    if (!file.open(QIODevice::ReadOnly))
        return words;
    static const QRegularExpression code("`([^`]+)`");
    for (const auto& match : code.globalMatch(QString::fromUtf8(file.readAll())))
        words.insert(match.captured(1));
    return words;
}

QList<QStringList> commandsOfJsonManual() {
    QFile file(DRIFTWOOD_JSON_MANUAL);
    QList<QStringList> commands;
    if (!file.open(QIODevice::ReadOnly))
        return commands;
    static const QRegularExpression code("`([^`]+)`");
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n'))
        if (line.startsWith("| `"))
            for (const auto& match : code.globalMatch(line.section('|', 1, 1)))
                commands << match.captured(1).split(' ');
    return commands;
}

QSet<QString> fieldsIn(const QJsonValue& value) {
    QSet<QString> fields;
    for (const QJsonValue& element : value.toArray())
        fields.unite(fieldsIn(element));
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!field.key().contains('/'))
            fields.insert(field.key());
        fields.unite(fieldsIn(field.value()));
    }
    return fields;
}

bool isOf(const QStringList& line, const QStringList& command) {
    if (line.size() < command.size())
        return false;
    for (qsizetype i = 0; i < command.size(); ++i)
        if (line[i] != command[i] && (command[i] != command[i].toUpper() || line[i].startsWith('-')))
            return false;
    return true;
}

} // namespace driftwood::test
