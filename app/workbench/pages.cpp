#include "app/workbench/pages.h"

#include "session/app_context.h"
#include "ui/browse/browse_page.h"
#include "ui/connect/connection_dialog.h"
#include "ui/datasets/datasets_page.h"
#include "ui/models/models_page.h"
#include "ui/monitor/monitor_page.h"
#include "ui/settings/settings_page.h"
#include "ui/start/start_page.h"
#include "ui/training/training_page.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

namespace driftwood::workbench {
namespace {

struct PageWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::workbench::PageWords)
};

/// A factory of pages whose constructor takes only the context.
template <class P>
ui::PageFactory makeOnly() {
    return
        [](const ui::PageContext& context, QWidget* parent) -> ui::Page* { return new P(context, parent); };
}

ui::Page* makeStart(const ui::PageContext& context, QWidget* parent) {
    return new ui::StartPage(
        context,
        [app = &context.app, parent](const broker::ConnectionProfile& profile, bool fromClipboard) {
            auto* dialog = new ui::ConnectionDialog(*app, profile, parent->window());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            if (fromClipboard)
                dialog->import(QGuiApplication::clipboard()->text());
            dialog->open();
        },
        parent);
}

} // namespace

using ui::PageEntries;

PageEntries pages() {
    return {
        {ui::kBrowsePage, PageWords::tr("Browse"), "browse", "Ctrl+1", ui::PageEntry::Button::Column,
         PageWords::tr("Browse: read any topic without disturbing it, and choose the range to learn "
                       "from on its timeline."),
         makeOnly<ui::BrowsePage>()},
        {ui::kDatasetsPage, PageWords::tr("Data sets"), "datasets", "Ctrl+2", ui::PageEntry::Button::Column,
         PageWords::tr("Data sets: ranges of offsets frozen for training, with their fields' roles and "
                       "whether the log still has them."),
         makeOnly<ui::DatasetsPage>()},
        {ui::kTrainingPage, PageWords::tr("Training"), "training", "Ctrl+3", ui::PageEntry::Button::Column,
         PageWords::tr("Training: fit a network to a data set and watch its loss; runs can be paused, "
                       "resumed and compared."),
         makeOnly<ui::TrainingPage>()},
        {ui::kModelsPage, PageWords::tr("Models"), "models", "Ctrl+4", ui::PageEntry::Button::Column,
         PageWords::tr("Models: how good each one is, where it is wrong, what it was trained on, and "
                       "its exports."),
         makeOnly<ui::ModelsPage>()},
        {ui::kMonitorPage, PageWords::tr("Monitor"), "monitor", "Ctrl+5", ui::PageEntry::Button::Column,
         PageWords::tr("Monitor: a model on a live topic, what it predicts, what drifts, and training "
                       "again on what drifted."),
         makeOnly<ui::MonitorPage>()},
        {ui::kSettingsPage, PageWords::tr("Settings"), "settings", "Ctrl+,", ui::PageEntry::Button::Foot,
         PageWords::tr("Settings: theme, text size, times and language of this window."),
         makeOnly<ui::SettingsPage>()},
        {ui::kStartPage,
         PageWords::tr("Start"),
         "mark",
         {},
         ui::PageEntry::Button::None,
         PageWords::tr("Start: open the demo or a cluster, or continue recent work."),
         makeStart},
    };
}

} // namespace driftwood::workbench
