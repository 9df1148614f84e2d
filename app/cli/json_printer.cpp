#include "app/cli/json_printer.h"

#include "app/cli/json_text.h"

#include <utility>

namespace driftwood::cli {

QString JsonPrinter::margin() const {
    return QString(static_cast<qsizetype>(m_open.size()) * kJsonIndent, QLatin1Char(' '));
}

void JsonPrinter::add(QString text) {
    if (!m_open.empty()) {
        m_print(m_begun + (std::exchange(m_open.back().isEmpty, false) ? "" : ","));
        text.replace(QLatin1Char('\n'), QLatin1Char('\n') + margin());
    }
    m_begun = margin() + text;
}

void JsonPrinter::open(const QString& text, const QString& close) {
    add(text);
    m_open.push_back({close});
}

void JsonPrinter::beginObject() { open(QStringLiteral("{"), QStringLiteral("}")); }

void JsonPrinter::beginList(const std::string& field) {
    open(jsonLine(field) + QStringLiteral(": ["), QStringLiteral("]"));
}

void JsonPrinter::fields(const nlohmann::ordered_json& object) {
    for (const auto& [name, value] : object.items())
        add(jsonLine(name) + QStringLiteral(": ") + jsonLine(value, kJsonIndent));
}

void JsonPrinter::element(const nlohmann::ordered_json& value) { add(jsonLine(value, kJsonIndent)); }

void JsonPrinter::end() {
    const Open ended = m_open.back();
    m_open.pop_back();
    if (ended.isEmpty) {
        m_begun += ended.close;
    } else {
        m_print(m_begun);
        m_begun = margin() + ended.close;
    }
    if (m_open.empty())
        m_print(m_begun);
}

} // namespace driftwood::cli
