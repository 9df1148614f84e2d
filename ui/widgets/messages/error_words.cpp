#include "ui/widgets/messages/error_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace driftwood::ui {
namespace {

constexpr char kErrorContext[] = "driftwood::ui::ErrorWords";

constexpr std::array<std::pair<ErrorCode, const char*>, 17> kErrorKinds{{
    {ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "This is not possible")},
    {ErrorCode::NotFound, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Not found")},
    {ErrorCode::AlreadyExists,
     QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "It already exists or is in use")},
    {ErrorCode::Unreachable, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "No broker could be reached")},
    {ErrorCode::AuthenticationFailed,
     QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "The login was refused")},
    {ErrorCode::NotAuthorized,
     QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "The broker does not allow it")},
    {ErrorCode::RangeGone, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Records of the range are gone")},
    {ErrorCode::TopicGone, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "The topic was deleted")},
    {ErrorCode::Stalled, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "There was no more progress")},
    {ErrorCode::Cancelled, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Stopped by you")},
    {ErrorCode::CorruptData,
     QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "The data is damaged or unreadable")},
    {ErrorCode::Mismatch, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Something does not match")},
    {ErrorCode::NoSpace, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "The disk is full")},
    {ErrorCode::NoMemory, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "There is not enough memory")},
    {ErrorCode::Io, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "A file could not be read or written")},
    {ErrorCode::Unsupported, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "This is not supported here")},
    {ErrorCode::Internal, QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "An error in Driftwood itself")},
}};

/// The texts of Driftwood and librdkafka.
constexpr std::array kKnownRefusals{
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "record is too large for the topic"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "the topic refuses the record's time"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "the topic refuses the record"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "this user may not use the topic"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "broker does not accept the request"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Message size too large"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Local: Invalid argument or configuration"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Invalid message size"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Invalid timestamp"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Broker failed to validate record"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Policy violation"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Topic authorization failed"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorWords", "Broker: Unknown topic or partition"),
};

} // namespace

QString errorKindText(ErrorCode code) {
    const auto kind = std::ranges::find(kErrorKinds, code, &std::pair<ErrorCode, const char*>::first);
    if (kind == kErrorKinds.end())
        return {};
    const QString text = QCoreApplication::translate(kErrorContext, kind->second);
    return text == QLatin1String(kind->second) ? QString() : text;
}

/// Translates "what happened: the client's text"; either part may be a known text.
QString refusalText(const std::string& reason) { // NOLINT(misc-no-recursion): as deep as it has colons
    for (const char* known : kKnownRefusals) {
        if (!reason.starts_with(known))
            continue;
        const QString words = QCoreApplication::translate(kErrorContext, known);
        const std::string rest = reason.substr(std::string_view(known).size());
        if (rest.empty())
            return words;
        if (rest.starts_with(": "))
            return words + QStringLiteral(": ") + refusalText(rest.substr(2));
    }
    return QString::fromStdString(reason);
}

} // namespace driftwood::ui
