#include "ui/format/schemas_text.h"

#include <QStringList>

namespace driftwood::ui {

QString schemasText(const std::vector<std::string>& keys, std::size_t most) {
    QStringList out;
    for (const std::string& key : keys) {
        if (key.empty())
            continue;
        if (out.size() == static_cast<qsizetype>(most))
            return out.join(QStringLiteral(", ")) + QStringLiteral(" …");
        out << QString::fromStdString(key.substr(key.find(':') + 1));
    }
    return out.join(QStringLiteral(", "));
}

} // namespace driftwood::ui
