#include "ui/monitor/promote_dialog.h"

#include "base/person.h"
#include "ui/format/format.h"
#include "ui/page/model_versions.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kPromoteWidth = 480;
constexpr int kNumber = 20;

/// A step: its number, what happens, and what that implies.
QLayout* step(int number, const RichText& what, RichLine* more) {
    auto* digit = textLabel(QString::number(number), TextStyle::Value, Token::Ink3);
    digit->setFixedWidth(scaled(kNumber));
    digit->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* said = new RichLine(what, TextStyle::Body);
    said->setWrap(true);
    more->setWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(said);
    words->addWidget(more);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap8);
    row->addWidget(digit, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    return row;
}

RichLine* small(const RichText& text) { return new RichLine(text, TextStyle::Small, Token::Ink2); }

QString positionsText(const std::vector<Position>& positions) {
    QStringList places;
    for (const Position& position : positions)
        places << QStringLiteral("P%1 @ %2")
                      .arg(position.partition.value)
                      .arg(formatCount(position.offset.value));
    return places.join(QStringLiteral("  "));
}

} // namespace

PromoteDialog::PromoteDialog(session::AppContext& app, qint64 monitorId, const std::string& modelId,
                             bool back, QWidget* parent)
    : QDialog(parent)
    , m_app(app)
    , m_monitorId(monitorId)
    , m_modelId(modelId)
    , m_warning(new RichLine({}, TextStyle::Body, Token::Ember))
    , m_positions(small({}))
    , m_problem(new RichLine({}, TextStyle::Small, Token::Error))
    , m_why(new QLineEdit) {
    const session::StoreSnapshot& made = m_app.store.snapshot();
    const workspace::MonitorRow* place = made.monitor(monitorId);
    const auto [champion, challenger] =
        versionsOf(made, place != nullptr ? place->modelId : std::string(), modelId);
    const QString title = back ? tr("Back to %1").arg(challenger) : tr("Promote %1").arg(challenger);
    m_promote = pushButton(title, ButtonKind::Primary);
    setWindowTitle(title);
    setGround(*this, Token::Surface);
    const QString group = place != nullptr ? QString::fromStdString(place->group) : QString();
    const QString target = place != nullptr ? QString::fromStdString(place->targetTopic) : QString();

    auto* column = new QVBoxLayout;
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap12);
    column->setSpacing(metrics::kGap12);
    column->addWidget(textLabel(title, TextStyle::Title));
    column->addWidget(
        textLabel(tr("%1 takes the place of %2").arg(challenger, champion), TextStyle::Small, Token::Ink2));
    m_warning->setWrap(true);
    m_warning->hide();
    column->addWidget(m_warning);
    column->addLayout(step(1, tr("%1 stops when all it has read is acknowledged and committed").arg(champion),
                           m_positions));
    column->addLayout(
        step(2, tr("%1 continues from exactly there: no record twice, none left out").arg(challenger),
             small({tr("same group %1, same topic %2"), {mono(group), mono(target)}})));
    column->addLayout(
        step(3, tr("Every prediction names its model"),
             small({tr("its header says %1"),
                    {mono(QStringLiteral("driftwood.model.id=") + QString::fromStdString(modelId))}})));
    column->addLayout(
        step(4, tr("%1 is kept; going back to it is one step as well").arg(champion),
             small(tr("Drift is measured against the reference of %1 from then on.").arg(challenger))));
    m_why->setPlaceholderText(tr("Why (kept with the promotion)"));
    m_why->setAccessibleName(tr("Why"));
    column->addWidget(m_why);
    column->addWidget(textLabel(QString::fromStdString(personHere()), TextStyle::Small, Token::Ink3));
    m_problem->setWrap(true);
    column->addWidget(m_problem);
    auto* cancel = pushButton(tr("Not now"));
    auto* foot = new Bar(metrics::kHeaderHeight, Token::Window);
    foot->setLine(Bar::Line::Above);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_promote);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addLayout(column);
    outer->addWidget(foot);
    setFixedWidth(scaled(kPromoteWidth));
    m_promote->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_promote, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_app.store, &session::Store::changed, this, &PromoteDialog::check);
    check();
    askForPositions();
    m_why->setFocus();
}

void PromoteDialog::setWarning(const QString& warning) {
    m_warning->setRichText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

void PromoteDialog::askForPositions() {
    const workspace::MonitorRow* place = m_app.store.snapshot().monitor(m_monitorId);
    const auto connection = m_app.connection.connection();
    if (place == nullptr || connection == nullptr)
        return;
    m_positions->setRichText(tr("looking up the group's offsets…"));
    using Answer = Result<std::vector<Position>>;
    m_asked = m_app.background.run<Answer>(
        [connection, group = place->group, topic = TopicName(place->sourceTopic)](const std::stop_token&) {
            return connection->committed(group, topic);
        },
        [this, running = place->running](Answer answer) {
            if (!answer)
                m_positions->setRichText(errorText(answer.error()));
            else if (answer->empty())
                m_positions->setRichText(tr("nothing is committed yet"));
            else
                m_positions->setRichText({running ? tr("it is at %1 now") : tr("it stopped at %1"),
                                          {mono(positionsText(*answer))}});
        });
}

QString PromoteDialog::problem() const {
    const session::StoreSnapshot& made = m_app.store.snapshot();
    const workspace::MonitorRow* place = made.monitor(m_monitorId);
    if (place == nullptr)
        return tr("The monitor is no longer there.");
    if (place->targetTopic.empty())
        return tr(
            "This monitor publishes nothing, so there is nothing to replace. Attach the model instead.");
    if (place->interrupted)
        return tr(
            "Interrupted: Driftwood closed while it was running. Resume it first, so that it stops cleanly.");
    if (made.model(m_modelId) == nullptr)
        return tr("The model is no longer in the workspace.");
    if (m_app.connection.profile().name != place->profileName ||
        m_app.connection.state() != session::ConnectionSession::State::Connected)
        return tr("Connect to “%1” first: the group is there.")
            .arg(QString::fromStdString(place->profileName));
    return {};
}

void PromoteDialog::check() {
    const QString wrong = problem();
    m_problem->setRichText(wrong);
    m_problem->setVisible(!wrong.isEmpty());
    m_promote->setEnabled(wrong.isEmpty());
    m_promote->setToolTip(wrong);
}

monitoring::PromotionRequest PromoteDialog::request() const {
    return {m_monitorId, m_modelId, personHere(), m_why->text().trimmed().toStdString()};
}

} // namespace driftwood::ui
