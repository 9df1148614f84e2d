#include "ui/charts/plot/chart_export.h"

#include "base/files.h"
#include "ui/charts/plot/chart_private.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QSvgGenerator>
#include <cmath>

namespace driftwood::ui {

namespace {

QString number(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest) : QString();
}

QString quoted(QString name) {
    if (!name.contains(',') && !name.contains('"') && !name.contains('\n'))
        return name;
    return '"' + name.replace('"', QStringLiteral("\"\"")) + '"';
}

tl::unexpected<Error> cannotWrite(const QString& path, const QString& why) {
    return fail(ErrorCode::Io, "the chart could not be written: " + why.toStdString(), path.toStdString(),
                "Choose another folder or name.");
}

/// Opens a file that replaces the old one only when it is complete.
Status open(QSaveFile& file) {
    if (Status possible = checkReplaceable(file.fileName().toStdString()); !possible)
        return possible;
    return file.open(QIODevice::WriteOnly) ? Status{} : cannotWrite(file.fileName(), file.errorString());
}

/// Hides crosshair and focus ring, which belong on the screen but not in an exported picture.
class WithoutPointer {
  public:
    explicit WithoutPointer(ChartPrivate& chart)
        : m_chart(chart)
        , m_ring(chart.input.hasRing()) {
        m_chart.crosshair.setHidden(true);
        if (m_ring)
            m_chart.input.setRing(false);
    }
    ~WithoutPointer() {
        m_chart.crosshair.setHidden(false);
        if (m_ring)
            m_chart.input.setRing(true);
    }
    WithoutPointer(const WithoutPointer&) = delete;
    WithoutPointer& operator=(const WithoutPointer&) = delete;

  private:
    ChartPrivate& m_chart;
    bool m_ring;
};

void exportAs(Chart& chart, const QString& path) {
    const QString kind = QFileInfo(path).suffix().toLower();
    const Status done = kind == QStringLiteral("svg")   ? chart.exportSvg(path)
                        : kind == QStringLiteral("csv") ? chart.exportCsv(path)
                                                        : chart.exportPng(path);
    if (done)
        return;
    auto* box = new QMessageBox(QMessageBox::Warning, Chart::tr("Export chart"),
                                QString::fromStdString(done.error().text()), QMessageBox::Close, &chart);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

QImage Chart::picture(double scale) {
    QImage image(size() * scale, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    image.setDevicePixelRatio(scale);
    const WithoutPointer quiet(*d);
    // The widget draws the picture, because toPainter takes seconds for a noisy line of 1.5 px.
    const double ratio = d->plot->bufferDevicePixelRatio();
    d->plot->resize(size());
    d->plot->setBufferDevicePixelRatio(scale);
    d->refresh();
    d->plot->replot(QCustomPlot::rpQueuedRefresh);
    d->plot->render(&image);
    d->plot->setBufferDevicePixelRatio(ratio);
    d->changed();
    return image;
}

Status Chart::exportPng(const QString& path, double scale) {
    const QImage image = picture(scale);
    QSaveFile file(path);
    if (image.isNull())
        return cannotWrite(path, tr("it has no size"));
    if (Status opened = open(file); !opened)
        return opened;
    return image.save(&file, "PNG") && file.commit() ? Status{} : cannotWrite(path, file.errorString());
}

Status Chart::exportSvg(const QString& path) {
    QSaveFile file(path);
    if (Status opened = open(file); !opened)
        return opened;
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(size());
    generator.setViewBox(rect());
    generator.setTitle(accessibleName());
    generator.setDescription(summary());
    {
        const WithoutPointer quiet(*d);
        d->plot->resize(size());
        d->refresh();
        QCPPainter painter;
        if (!painter.begin(&generator))
            return cannotWrite(path, tr("no SVG can be drawn"));
        painter.setMode(QCPPainter::pmVectorized);
        painter.fillRect(rect(), color(Token::Surface));
        d->plot->toPainter(&painter, width(), height());
    }
    d->changed();
    return file.commit() ? Status{} : cannotWrite(path, file.errorString());
}

Status Chart::exportCsv(const QString& path) {
    d->refresh();
    std::vector<CsvColumn> columns;
    for (const auto& track : d->tracks)
        for (CsvColumn& column : track->columns(d->axis.visible()))
            columns.push_back(std::move(column));
    return writeCsv(path, d->axis, columns);
}

Status writeCsv(const QString& path, const HorizontalAxis& axis, const std::vector<CsvColumn>& columns) {
    QSaveFile file(path);
    if (Status opened = open(file); !opened)
        return opened;
    const bool time = axis.kind() == XAxis::Time;
    const auto position = [&](double x) {
        // Qt 6.4 writes "+00:00" for a time in a zone equal to UTC, and "Z" for a UTC time.
        return time ? QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(x))
                          .toUTC()
                          .toString(Qt::ISODateWithMs)
                    : number(x);
    };
    QStringList cells{time                          ? QStringLiteral("time")
                      : axis.kind() == XAxis::Step  ? QStringLiteral("step")
                      : axis.kind() == XAxis::Epoch ? QStringLiteral("epoch")
                      : axis.unit().isEmpty()       ? QStringLiteral("x")
                                                    : quoted(axis.unit())};
    for (const CsvColumn& column : columns)
        cells << quoted(column.name);
    std::vector<std::size_t> at(columns.size(), 0);
    for (;;) {
        file.write(cells.join(',').toUtf8() + '\n');
        double next = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (at[i] < columns[i].x.size())
                next = std::min(next, columns[i].x[at[i]]);
        if (!std::isfinite(next))
            break;
        cells = {position(next)};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool here = at[i] < columns[i].x.size() && columns[i].x[at[i]] == next;
            cells << (here ? number(columns[i].y[at[i]]) : QString());
            at[i] += here ? 1 : 0;
        }
    }
    return file.commit() ? Status{} : cannotWrite(path, file.errorString());
}

void addExportActions(QMenu& menu, Chart& chart) {
    menu.addAction(Chart::tr("Export chart…"), &chart, [&chart] {
        auto* dialog = new QFileDialog(&chart, Chart::tr("Export chart"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({Chart::tr("Picture (*.png)"), Chart::tr("Vector picture (*.svg)"),
                                Chart::tr("Values of the visible range (*.csv)")});
        dialog->setDefaultSuffix(QStringLiteral("png"));
        QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
            dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
        });
        QObject::connect(dialog, &QFileDialog::fileSelected, &chart,
                         [&chart](const QString& path) { exportAs(chart, path); });
        dialog->open();
    });
    menu.addAction(Chart::tr("Copy picture"), &chart,
                   [&chart] { QGuiApplication::clipboard()->setImage(chart.picture()); });
}

} // namespace driftwood::ui
