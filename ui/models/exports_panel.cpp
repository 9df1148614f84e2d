#include "ui/models/exports_panel.h"

#include "ui/format/format.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/facts_section.h"

#include <QFileInfo>

namespace driftwood::ui {
namespace {

constexpr int kIdShown = 12;

/// States what the export was checked against, from the report stored with it.
RichText checkText(const workspace::ExportRow& row) {
    const auto& comparison = row.comparison.value();
    if (!comparison)
        return RichText(ExportsPanel::tr("written %1").arg(qt(row.createdAt)));
    RichText text(ExportsPanel::tr("✓ outputs equal within %1 on %2 records"),
                  {mono(formatNumber(comparison->maxAbsoluteDifference), Token::Ok),
                   mono(formatCount(comparison->rowsCompared), Token::Ok)});
    if (const double allowed = comparison->allowedDifference; allowed >= 0.0)
        text.gap().add(RichText(ExportsPanel::tr("allowed: %1"), {mono(formatNumber(allowed))}));
    return text;
}

QString sizeOf(const QString& path) {
    const QFileInfo file(path);
    return file.exists() ? formatBytes(file.size()) : QStringLiteral("–");
}

} // namespace

ExportsPanel::ExportsPanel(QWidget* parent)
    : FactsPanel(parent) {
    for (const model::Exporter* exporter : model::exporters())
        m_graphs.push_back(
            addForm(qt(exporter->title), [this, exporter] { Q_EMIT graphRequested(exporter); }));
    m_weights = addForm(tr("safetensors"), [this] { Q_EMIT weightsRequested(); });
    m_card = addForm(tr("Model card"), [this] { Q_EMIT cardRequested(); });
    m_inside = addSection(tr("Inside every export"));
    m_signature = addSection(tr("Signature"));
    clear();
}

void ExportsPanel::clear() { showSections(false); }

void ExportsPanel::showSections(bool shown) {
    for (FactsSection* section : m_graphs)
        section->setVisible(shown);
    for (FactsSection* section : {m_weights, m_card, m_inside, m_signature})
        section->setVisible(shown);
}

FactsSection* ExportsPanel::addForm(const QString& name, const std::function<void()>& request) {
    FactsSection* section = addSection(name);
    auto* button = barButton(tr("Export…"));
    button->setAccessibleName(tr("Export %1").arg(name));
    section->setTrailing(button);
    connect(button, &QPushButton::clicked, this, request);
    return section;
}

void ExportsPanel::showGraph(FactsSection& section, const model::Exporter& exporter,
                             const workspace::ExportRow* newest) {
    const Fact opens{tr("Opens in"), qt(exporter.opens)};
    if (newest == nullptr) {
        section.setFacts({opens});
        section.setNote(tr("Not exported yet. Before writing, it is compared with Driftwood's own "
                           "scoring on real records."));
        return;
    }
    const QString path = qt(newest->path);
    section.setFacts(
        {opens, {QFileInfo(path).fileName(), sizeOf(path), {}, TextStyle::Value, Token::Ink, path}});
    section.setNote(checkText(*newest));
}

void ExportsPanel::setModel(const model::TrainedModel& model, const std::filesystem::path& bundle,
                            const std::vector<workspace::ExportRow>& exports) {
    const auto formats = model::exporters();
    for (std::size_t i = 0; i < formats.size(); ++i) {
        const workspace::ExportRow* newest = nullptr;
        for (const workspace::ExportRow& row : exports)
            if (row.modelId == model.id && row.format == formats[i]->name &&
                (newest == nullptr || row.createdAt > newest->createdAt))
                newest = &row;
        showGraph(*m_graphs[i], *formats[i], newest);
    }
    const QString weights = qt((bundle / "weights.safetensors").string());
    m_weights->setFacts({{tr("Weights"), sizeOf(weights), {}, TextStyle::Value, Token::Ink, weights}});
    m_weights->setNote(tr("In the native bundle; its digest is checked whenever it is read."));
    m_card->setNote(tr("What it does, how good it is, what it was trained on, down to offsets."));

    QList<Fact> inside{{tr("Features"), tr("in the graph")},
                       {tr("Example rows"), tr("%1, with outputs").arg(model.examples.size())}};
    if (model.hasThreshold())
        inside.append({tr("Threshold"), formatNumber(model.threshold)});
    inside.append({tr("Lineage"), tr("the whole manifest")});
    inside.append(
        {tr("Model id"), qt(model.id).left(kIdShown), {}, TextStyle::Value, Token::Ink, qt(model.id)});
    m_inside->setFacts(inside);
    m_signature->setFacts(
        {{tr("Input"), tr("%1 fields").arg(model.features.inputs().size())},
         {tr("Network input"), QStringLiteral("float32 [n, %1]").arg(model.learned.network().inputs())},
         {tr("Network output"), QStringLiteral("float32 [n, %1]").arg(model.learned.network().outputs())},
         {tr("Engine"), qt(model.lineage.engine)}});
    showSections(true);
}

} // namespace driftwood::ui
