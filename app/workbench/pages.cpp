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
#include <QGuiApplication>

namespace driftwood::workbench {
namespace {

template <class P>
ui::PageFactory plainly() {
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

ui::PageEntries pages() {
    return {
        {ui::Place::Start, makeStart},
        {ui::Place::Browse, plainly<ui::BrowsePage>()},
        {ui::Place::DataSets, plainly<ui::DatasetsPage>()},
        {ui::Place::Training, plainly<ui::TrainingPage>()},
        {ui::Place::Models, plainly<ui::ModelsPage>()},
        {ui::Place::Monitor, plainly<ui::MonitorPage>()},
        {ui::Place::Settings, plainly<ui::SettingsPage>()},
    };
}

} // namespace driftwood::workbench
