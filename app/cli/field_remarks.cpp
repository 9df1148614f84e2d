#include "app/cli/field_remarks.h"

#include "app/cli/text_layout.h"
#include "ui/format/format.h"

#include <QHash>

namespace driftwood::cli {
namespace {

/// Up to this number of fields have a line each.
constexpr qsizetype kMostAlone = 3;
constexpr qsizetype kNamed = 5;

QString together(const QString& text, const QStringList& paths) {
    QString line = QStringLiteral("%1: %2: %3")
                       .arg(counted(paths.size(), "field"), text, paths.mid(0, kNamed).join(", "));
    if (paths.size() > kNamed)
        line += QStringLiteral(" and %1 more").arg(ui::formatCount(paths.size() - kNamed));
    return line;
}

} // namespace

QList<FieldRemark> remarksOf(const std::vector<model::LeftOutField>& fields) {
    QList<FieldRemark> remarks;
    for (const model::LeftOutField& field : fields)
        remarks.append({shown(field.path), shown(field.reason), shown(field.reason)});
    return remarks;
}

QStringList remarkLines(const QList<FieldRemark>& remarks) {
    QHash<QString, QStringList> paths;
    for (const FieldRemark& remark : remarks)
        paths[remark.ofMany] << remark.path;
    QStringList lines;
    for (const FieldRemark& remark : remarks) {
        const QStringList& sharing = paths[remark.ofMany];
        if (sharing.size() <= kMostAlone)
            lines << remark.path + ": " + remark.text;
        else if (sharing.front() == remark.path)
            lines << together(remark.ofMany, sharing);
    }
    return lines;
}

} // namespace driftwood::cli
