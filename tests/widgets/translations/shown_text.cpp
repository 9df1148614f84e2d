#include "shown_text.h"

#include "drawn_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/tag.h"
#include "ui/widgets/text/text_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QStyleOptionFrame>
#include <QTabBar>

namespace driftwood::test {
namespace {

constexpr QChar kDots(0x2026);
constexpr double kSlack = 1.5;     ///< pixels that a letter may reach beyond its advance
constexpr int kLineEditMargin = 2; ///< QLineEdit's own margin, on both sides of its text

bool isPut(const QString& source) { return source.contains(QLatin1Char('%')); }

const QRegularExpression& place() {
    static const QRegularExpression pattern(QStringLiteral("%(\\d|n)"));
    return pattern;
}

/// A pattern for the texts that "%1 of %2" can become.
QRegularExpression filledPattern(const QString& source) {
    QStringList pieces;
    for (const QString& piece : source.split(place()))
        pieces << QRegularExpression::escape(piece);
    return QRegularExpression(QRegularExpression::anchoredPattern(pieces.join(QStringLiteral(".+"))),
                              QRegularExpression::DotMatchesEverythingOption);
}

/// The same; invalid if there are too few fixed words to recognise the texts.
QRegularExpression patternOf(const QString& source) {
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{3,}"));
    if (!QString(source).remove(place()).contains(word))
        return QRegularExpression(QStringLiteral("("));
    return filledPattern(source);
}

QStringList tabsOf(const QTabBar& bar) {
    QStringList texts;
    for (int i = 0; i < bar.count(); ++i)
        if (bar.isTabVisible(i))
            texts << bar.tabText(i);
    return texts;
}

QStringList sectionsOf(const QHeaderView& header) {
    QStringList texts;
    for (int i = 0; header.model() != nullptr && i < header.count(); ++i)
        if (!header.isSectionHidden(i))
            texts << header.model()->headerData(i, header.orientation()).toString();
    return texts;
}

QStringList textsOf(const QWidget& widget) {
    QStringList texts;
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts << label->text();
    else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts << button->text();
    else if (const auto* tag = qobject_cast<const ui::Tag*>(&widget))
        texts << tag->text();
    else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        texts << tabsOf(*tabs);
    else if (const auto* header = qobject_cast<const QHeaderView*>(&widget))
        texts << sectionsOf(*header);
    else if (const auto* combo = qobject_cast<const QComboBox*>(&widget))
        texts << combo->currentText();
    else if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
        texts << (edit->text().isEmpty() ? edit->placeholderText() : QString());
    texts.removeAll(QString());
    return texts;
}

/// The tabs with cut texts; all of them if the bar is too short for its tabs.
QStringList tightTabs(const QTabBar& bar) {
    QStringList tight;
    int right = 0;
    for (int i = 0; i < bar.count(); ++i) {
        if (!bar.isTabVisible(i))
            continue;
        // The count follows a tabulator, which is as wide as a tab stop only in the metrics of plain text.
        if (bar.fontMetrics().horizontalAdvance(bar.tabText(i).replace('\t', ' ')) > bar.tabRect(i).width())
            tight << bar.tabText(i);
        right = std::max(right, bar.tabRect(i).right() + 1);
    }
    return right <= bar.width() ? tight : tabsOf(bar);
}

int widthWanted(const QHeaderView& header, int section) {
    if (header.isSortIndicatorShown() && header.sortIndicatorSection() == section)
        return header.sectionSizeHint(section);
    const QString text = header.model()->headerData(section, header.orientation()).toString();
    const int around = ui::metrics::kCellPadding + header.style()->pixelMetric(QStyle::PM_HeaderMargin);
    return QFontMetrics(ui::font(ui::TextStyle::Header)).horizontalAdvance(text) + 2 * around;
}

/// Names may be shortened: a tool tip shows them whole.
QStringList tightSections(const QHeaderView& header, const QStringList& names) {
    QStringList tight;
    for (int i = 0; header.model() != nullptr && i < header.count(); ++i)
        if (!header.isSectionHidden(i) && header.sectionSize(i) < widthWanted(header, i) &&
            !names.contains(header.model()->headerData(i, header.orientation()).toString()))
            tight << QStringLiteral("column “%1”, %2 wide, wants %3")
                         .arg(header.model()->headerData(i, header.orientation()).toString())
                         .arg(header.sectionSize(i))
                         .arg(widthWanted(header, i));
    return tight;
}

bool comboFits(const QComboBox& combo) {
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    option.editable = combo.isEditable();
    const QRect room =
        combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo);
    return combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room.width();
}

bool placeholderFits(const QLineEdit& edit) {
    QStyleOptionFrame option;
    option.initFrom(&edit);
    const QRect room = edit.style()
                           ->subElementRect(QStyle::SE_LineEditContents, &option, &edit)
                           .marginsRemoved(edit.textMargins());
    return edit.fontMetrics().horizontalAdvance(edit.placeholderText()) + 2 * kLineEditMargin <= room.width();
}

bool labelFits(const QLabel& label) {
    if (label.wordWrap() || label.hasHeightForWidth())
        return label.heightForWidth(label.width()) <= label.height();
    return label.sizeHint().width() <= label.width() && label.sizeHint().height() <= label.height();
}

/// Whether no side of the widget is cut off without a way to scroll there.
bool isWhollyInView(const QWidget& widget) {
    for (const QWidget* parent = widget.parentWidget(); parent != nullptr && !widget.isWindow();
         parent = parent->parentWidget()) {
        const QRect rect(widget.mapTo(parent, QPoint()), widget.size());
        const auto* area = qobject_cast<const QAbstractScrollArea*>(parent->parentWidget());
        if (area != nullptr && area->viewport() == parent) {
            const bool scrollsSideways = area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
            return scrollsSideways || (rect.left() >= 0 && rect.right() < parent->width());
        }
        if (!parent->rect().contains(rect))
            return false;
        if (parent->isWindow())
            break;
    }
    return true;
}

/// The area that the widget shows the contents of, if there is more of them at its sides. The titles of a
/// table move with it.
bool scrollsSideways(const QWidget& widget) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(widget.parentWidget());
    if (const auto* header = qobject_cast<const QHeaderView*>(area))
        area = qobject_cast<const QAbstractScrollArea*>(header->parentWidget());
    return area != nullptr && area->horizontalScrollBar()->maximum() > 0;
}

/// Visits the visible widgets below `root` in the same window.
template <class Visit>
void walk(const QWidget& root, const Visit& visit) {
    for (QObject* child : root.children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (widget == nullptr || widget->isWindow() || !widget->isVisible())
            continue;
        visit(*widget);
        walk(*widget, visit);
    }
}

QString named(const QWidget& widget, const QString& text) {
    return QStringLiteral("%1 “%2”, %3 wide and %4 high, wants %5 and %6")
        .arg(widget.metaObject()->className(), text)
        .arg(widget.width())
        .arg(widget.height())
        .arg(widget.sizeHint().width())
        .arg(widget.hasHeightForWidth() ? widget.heightForWidth(widget.width()) : widget.sizeHint().height());
}

} // namespace

ShownText::ShownText(const QList<Message>& messages) {
    QSet<QString> same; // texts whose translation equals the source in some context
    for (const Message& message : messages) {
        for (const QString& text : message.texts) {
            if (!isPut(text))
                m_words << text;
            if (text.contains(kDots) && isPut(text))
                m_dottedPatterns << filledPattern(text);
            else if (text.contains(kDots))
                m_dotted << text;
        }
        if (message.texts.contains(message.source))
            same << message.source;
    }
    for (const Message& message : messages) {
        if (same.contains(message.source))
            continue;
        if (!isPut(message.source))
            m_english << message.source;
        else if (const QRegularExpression pattern = patternOf(message.source); pattern.isValid())
            m_patterns << pattern;
    }
}

bool ShownText::isEnglish(const QString& text) const {
    if (m_words.contains(text)) // it equals the translation of another text
        return false;
    return m_english.contains(text) || std::ranges::any_of(m_patterns, [&text](const auto& pattern) {
               return pattern.match(text).hasMatch();
           });
}

bool ShownText::fits(const QWidget& widget) const {
    if (const auto* line = qobject_cast<const ui::RichLine*>(&widget);
        line != nullptr && line->hasHeightForWidth())
        return line->heightForWidth(line->width()) <= line->height();
    else if (line != nullptr)
        return !m_words.contains(line->text()) || line->sizeHint().width() <= line->width();
    if (const auto* label = qobject_cast<const ui::ElidedLabel*>(&widget))
        return !m_words.contains(label->text()) ||
               label->fontMetrics().horizontalAdvance(label->text()) <= label->contentsRect().width();
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        return labelFits(*label);
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget))
        return comboFits(*combo);
    if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
        return placeholderFits(*edit);
    return widget.sizeHint().width() <= widget.width();
}

/// Whether the text has a beginning and an end of the name around its dots.
bool ShownText::isShortenedName(const QString& text) const {
    const qsizetype dots = text.indexOf(kDots);
    return std::ranges::any_of(m_names, [&](const QString& name) {
        for (qsizetype head = 1; head < name.size(); ++head)
            for (qsizetype tail = 1; head + tail < name.size(); ++tail)
                if (text.left(dots).endsWith(name.left(head)) &&
                    text.mid(dots + 1).startsWith(name.right(tail)))
                    return true;
        return false;
    });
}

bool ShownText::isShortened(const QString& text) const {
    static const QRegularExpression digest(
        QStringLiteral("\\b([0-9a-f]{4,}…|\\w{4}( … |…)\\w{4}\\b|\\w{6}…\\w{6}\\b)"));
    if (!text.contains(kDots) || text.contains(digest) || isShortenedName(text))
        return false;
    return std::ranges::none_of(m_dotted, [&](const QString& words) { return words.contains(text); }) &&
           std::ranges::none_of(m_dottedPatterns,
                                [&](const auto& words) { return words.match(text).hasMatch(); });
}

/// The painted texts that are shortened, or cut at the widget's sides where nobody can scroll.
QStringList ShownText::cutTexts(QWidget& widget) const {
    QStringList found;
    if (qobject_cast<QLineEdit*>(&widget) != nullptr || widget.visibleRegion().isEmpty())
        return found; // what is typed may be longer than its field
    const bool scrolls = scrollsSideways(widget);
    for (const DrawnText& drawn : drawnTexts(widget)) {
        if (!drawn.place.intersects(drawn.room))
            continue;
        const bool isCut = !scrolls && (drawn.place.left() < drawn.room.left() - kSlack ||
                                        drawn.place.right() > drawn.room.right() + kSlack);
        if (isCut || isShortened(drawn.text))
            found << QStringLiteral("%1 paints “%2” at %3 to %4, between %5 and %6")
                         .arg(widget.metaObject()->className(), drawn.text)
                         .arg(drawn.place.left())
                         .arg(drawn.place.right())
                         .arg(drawn.room.left())
                         .arg(drawn.room.right());
    }
    return found;
}

QStringList ShownText::misfits(QWidget& root) const {
    QStringList found;
    walk(root, [&](QWidget& widget) {
        const QStringList texts = textsOf(widget);
        const bool counts = qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr;
        if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
            found << tightTabs(*tabs);
        else if (const auto* header = qobject_cast<const QHeaderView*>(&widget))
            found << tightSections(*header, m_names);
        else if ((!texts.isEmpty() || counts) && (!fits(widget) || !isWhollyInView(widget)))
            found << named(widget, texts.value(0));
        found << cutTexts(widget);
    });
    return found;
}

QStringList ShownText::untranslated(const QWidget& root) const {
    QStringList found;
    walk(root, [&](const QWidget& widget) {
        for (const QString& text : textsOf(widget))
            if (isEnglish(text))
                found << named(widget, text);
    });
    return found;
}

} // namespace driftwood::test
