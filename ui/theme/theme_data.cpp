#include "ui/theme/theme_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// The linker drops the resources of a static library unless this macro refers to them; it must be outside
// namespaces.
static void initThemeResources() { Q_INIT_RESOURCE(theme); }

namespace driftwood::ui {

namespace {

constexpr std::array<const char*, kTokenCount> kNames{
    "window",       "surface",   "raised",      "hover",   "line",       "line-2",
    "control",      "ink",       "ink-2",       "ink-3",   "accent",     "accent-hover",
    "accent-press", "on-accent", "accent-soft", "ember",   "ember-soft", "error",
    "error-soft",   "ok",        "ok-soft",     "train",   "validation", "actual",
    "predicted",    "reference", "current",     "measure", "grid",       "on-cluster"};

QList<QColor> colorList(const QJsonValue& value) {
    QList<QColor> out;
    for (const QJsonValue& entry : value.toArray())
        out << QColor(entry.toString());
    return out;
}

ThemeData read(const QString& path) {
    initThemeResources();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not compiled in", qPrintable(path));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    ThemeData data;
    const QJsonObject tokens = json["tokens"].toObject();
    for (int i = 0; i < kTokenCount; ++i)
        data.tokens[static_cast<size_t>(i)] =
            QColor(tokens[QLatin1String(kNames[static_cast<size_t>(i)])].toString());
    data.partitions = colorList(json["partitions"]);
    data.categories = colorList(json["categories"]);
    data.drift = colorList(json["drift"]);
    const QJsonObject clusters = json["clusters"].toObject();
    for (auto it = clusters.begin(); it != clusters.end(); ++it)
        data.clusters.insert(it.key(), QColor(it.value().toString()));
    return data;
}

} // namespace

QString tokenName(Token token) { return QLatin1String(kNames[static_cast<size_t>(token)]); }

const ThemeData& themeData(bool dark) {
    static const ThemeData kLight = read(QStringLiteral(":/driftwood/themes/light.json"));
    static const ThemeData kDark = read(QStringLiteral(":/driftwood/themes/dark.json"));
    return dark ? kDark : kLight;
}

} // namespace driftwood::ui
