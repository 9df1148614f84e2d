#include "ui/browse/records/read_bar.h"

#include "decoder/formats/format.h"
#include "decoder/wrapping/envelope.h"
#include "ui/browse/records/decoding_combo.h"
#include "ui/browse/records/point_dialog.h"
#include "ui/format/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/labelled_combo.h"

#include <QInputDialog>
#include <QSignalBlocker>
#include <algorithm>

namespace driftwood::ui {

using browsing::Decoding;
using browsing::ReadPoint;

namespace {

// Entries of the Start and Until menus. In the Partitions menu an entry is a partition's number, or one of
// the last values.
enum Entry { Newest = -10, Oldest, NoEnd, AtOffset, AtTime, Chosen, AllPartitions, SomePartitions };

constexpr std::size_t kMostListed = 64;

void fill(LabelledCombo& combo, const QList<QPair<QString, int>>& entries, int current) {
    const QSignalBlocker quiet(combo);
    combo.clear();
    for (const auto& [text, data] : entries)
        combo.addItem(text, data);
    combo.setCurrentData(current);
}

} // namespace

ReadBar::ReadBar(QWidget* parent)
    : Bar(parent)
    , m_start(new LabelledCombo(tr("Start")))
    , m_end(new LabelledCombo(tr("Until")))
    , m_parts(new LabelledCombo(tr("Partitions")))
    , m_key(new DecodingCombo(tr("Key"), true))
    , m_value(new DecodingCombo(tr("Value"), false))
    , m_unwrap(barButton(tr("Unwrap")))
    , m_tail(barButton(QStringLiteral("play"), tr("Live tail"))) {
    m_start->setAccessibleName(tr("Start"));
    m_end->setAccessibleName(tr("Until"));
    m_parts->setAccessibleName(tr("Partitions"));
    m_key->setAccessibleName(tr("Decoder of the key"));
    m_value->setAccessibleName(tr("Decoder of the value"));
    m_unwrap->setObjectName(QStringLiteral("unwrap"));
    m_unwrap->setCheckable(true);
    m_unwrap->hide();
    m_tail->setCheckable(true);
    setWraps();
    addWidget(m_start);
    addWidget(m_end);
    addWidget(m_parts);
    addWidget(m_key);
    addWidget(m_value);
    addWidget(m_unwrap);
    addStretch();
    addWidget(m_tail);
    reset();
    setTail(Tail::Off);

    connect(m_start, &QComboBox::activated, this, &ReadBar::startChosen);
    connect(m_end, &QComboBox::activated, this, &ReadBar::untilChosen);
    connect(m_parts, &QComboBox::activated, this, &ReadBar::partitionsChosen);
    for (DecodingCombo* const combo : {m_key, m_value})
        connect(combo, &QComboBox::activated, this, [this] {
            Q_EMIT decodingsChosen();
            Q_EMIT changed();
        });
    connect(m_unwrap, &QPushButton::clicked, this, [this] {
        Q_EMIT decodingsChosen();
        Q_EMIT changed();
    });
    connect(m_tail, &QPushButton::clicked, this, &ReadBar::tailClicked);
}

void ReadBar::reset() {
    m_from = {};
    m_until.reset();
    m_chosen.clear();
    showStart();
    showUntil();
    showPartitions();
}

void ReadBar::setFrom(const ReadPoint& from) {
    m_from = from;
    showStart();
}

void ReadBar::setUntil(const std::optional<ReadPoint>& until) {
    m_until = until;
    showUntil();
}

void ReadBar::setPartitions(const std::vector<PartitionId>& partitions) {
    if (partitions == m_partitions)
        return;
    m_partitions = partitions;
    showPartitions();
}

void ReadBar::setChosenPartitions(const std::vector<PartitionId>& partitions) {
    m_chosen = partitions;
    showPartitions();
}

browsing::Decodings ReadBar::decodings() const {
    Decoding value = m_value->decoding();
    value.unwrap = m_unwrap->isChecked();
    return {value, m_key->decoding()};
}

void ReadBar::setDecodings(const browsing::Decodings& decodings) {
    m_value->setDecoding(decodings.value);
    m_key->setDecoding(decodings.key);
    m_unwrap->setChecked(decodings.value.unwrap);
    setFound({});
}

void ReadBar::setFound(const browsing::RecordReading::Chosen& chosen) {
    const auto title = [](decoder::PayloadFormat format) { return qt(decoder::formatOf(format).title); };
    const auto& spec = chosen.spec;
    const bool known = spec || chosen.values.records > 0;
    const QString value = !known ? QString() : spec ? title(spec->format) : tr("text");
    const QString key = !known ? QString() : spec && spec->key ? title(spec->key->format) : tr("text");
    const auto isAuto = [](const DecodingCombo& combo) {
        return combo.decoding().kind == Decoding::Kind::Auto;
    };
    const auto behind = [this](const QString& format, const decoder::Detection& seen) {
        const std::string names = seen.compressionNames();
        return format.isEmpty() || names.empty() ? format : tr("%1, then %2").arg(qt(names), format);
    };
    showEnvelopes(chosen.around);
    m_value->setFound(isAuto(*m_value) ? behind(value, chosen.values) : QString(), chosen.values);
    m_key->setFound(isAuto(*m_key) ? behind(key, chosen.keys) : QString(), chosen.keys);
}

void ReadBar::showEnvelopes(const std::vector<decoder::EnvelopeKind>& around) {
    QStringList titles;
    for (const decoder::EnvelopeKind kind : around)
        titles << qt(decoder::envelopeOf(kind).title);
    const QString names = titles.join(QStringLiteral(", "));
    m_unwrap->setVisible(!around.empty() || m_unwrap->isChecked());
    m_unwrap->setText(around.empty() ? tr("Unwrap") : tr("Unwrap %1").arg(names));
    m_unwrap->setToolTip(around.empty()
                             ? tr("The values are in no envelope that is known.")
                             : tr("The values are in an envelope of %1. Shows the data in it as columns, and "
                                  "records that delete as deletes.")
                                   .arg(names));
}

void ReadBar::setTail(Tail tail) {
    m_tail->setChecked(tail != Tail::Off);
    m_tail->setText(tail == Tail::Off ? tr("Live tail") : tail == Tail::Live ? tr("Pause") : tr("Resume"));
    m_tail->setIcon(icon(tail == Tail::Live ? QStringLiteral("pause") : QStringLiteral("play")));
    m_tail->setToolTip(tail == Tail::Off ? tr("Follow the topic from now on")
                                         : tr("Pause or resume (Space); Esc ends the tail"));
}

void ReadBar::setTailEnabled(bool enabled) { m_tail->setEnabled(enabled); }

void ReadBar::showStart() {
    QList<QPair<QString, int>> entries{{tr("Newest"), Newest}, {tr("Oldest"), Oldest}};
    int current = m_from.kind == ReadPoint::Kind::Newest ? Newest : Oldest;
    if (m_from.kind == ReadPoint::Kind::Offset || m_from.kind == ReadPoint::Kind::Time) {
        entries.append({shortPoint(m_from, m_zone), Chosen});
        current = Chosen;
    }
    entries.append({tr("at offset…"), AtOffset});
    entries.append({tr("at time…"), AtTime});
    fill(*m_start, entries, current);
}

void ReadBar::showUntil() {
    QList<QPair<QString, int>> entries{{tr("no end"), NoEnd}};
    if (m_until)
        entries.append({shortPoint(*m_until, m_zone), Chosen});
    entries.append({tr("offset…"), AtOffset});
    entries.append({tr("time…"), AtTime});
    fill(*m_end, entries, m_until ? Chosen : NoEnd);
}

void ReadBar::showPartitions() {
    QList<QPair<QString, int>> entries{
        {m_partitions.empty() ? tr("all") : tr("all %1").arg(m_partitions.size()), AllPartitions}};
    for (std::size_t i = 0; i < std::min(m_partitions.size(), kMostListed); ++i)
        entries.append({QStringLiteral("P%1").arg(m_partitions[i].value), m_partitions[i].value});
    int current = AllPartitions;
    if (m_chosen.size() == 1 && m_partitions.size() <= kMostListed) {
        current = m_chosen.front().value;
    } else if (!m_chosen.empty()) {
        entries.append({tr("%1 of %2").arg(m_chosen.size()).arg(m_partitions.size()), Chosen});
        current = Chosen;
    }
    entries.append({tr("some…"), SomePartitions});
    fill(*m_parts, entries, current);
}

std::optional<ReadPoint> ReadBar::ask(bool offset, const QString& title) {
    PointDialog dialog(offset ? PointDialog::Asks::Offset : PointDialog::Asks::Time, title, m_zone, this);
    if (dialog.exec() != QDialog::Accepted || !dialog.choice())
        return std::nullopt;
    if (dialog.choice()->partition)
        setChosenPartitions({*dialog.choice()->partition});
    return dialog.choice()->point;
}

void ReadBar::startChosen(int index) {
    const int entry = m_start->itemData(index).toInt();
    if (entry == Newest || entry == Oldest) {
        m_from = entry == Newest ? ReadPoint::newest() : ReadPoint::oldest();
    } else if (entry != Chosen) {
        const auto point =
            ask(entry == AtOffset, entry == AtOffset ? tr("Start at offset") : tr("Start at time"));
        if (!point)
            return showStart();
        m_from = *point;
    }
    showStart();
    Q_EMIT changed();
}

void ReadBar::untilChosen(int index) {
    const int entry = m_end->itemData(index).toInt();
    if (entry == NoEnd) {
        m_until.reset();
    } else if (entry != Chosen) {
        const auto point = ask(entry == AtOffset, entry == AtOffset ? tr("Until offset") : tr("Until time"));
        if (!point)
            return showUntil();
        m_until = point;
    }
    showUntil();
    Q_EMIT changed();
}

void ReadBar::partitionsChosen(int index) {
    const int entry = m_parts->itemData(index).toInt();
    if (entry == SomePartitions) {
        bool accepted = false;
        const QString text = QInputDialog::getText(
            this, tr("Partitions"), tr("Numbers and ranges, as in 0-2,5"), QLineEdit::Normal, {}, &accepted);
        const auto chosen = readPartitions(text);
        if (!accepted || !chosen)
            return showPartitions();
        m_chosen = *chosen;
        std::erase_if(m_chosen, [this](PartitionId partition) {
            return std::ranges::find(m_partitions, partition) == m_partitions.end();
        });
    } else if (entry == AllPartitions) {
        m_chosen.clear();
    } else if (entry != Chosen) {
        m_chosen = {PartitionId(entry)};
    }
    showPartitions();
    Q_EMIT changed();
}

} // namespace driftwood::ui
