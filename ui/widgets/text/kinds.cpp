#include "ui/widgets/text/kinds.h"

namespace driftwood::ui {

TagColors tagColors(TagKind kind) {
    switch (kind) {
    case TagKind::Running:
        return {Token::Accent, Token::AccentSoft, Token::AccentSoft};
    case TagKind::Ok:
        return {Token::Ok, Token::OkSoft, Token::OkSoft};
    case TagKind::Error:
        return {Token::Error, Token::ErrorSoft, Token::ErrorSoft};
    case TagKind::Ember:
        return {Token::Ember, Token::EmberSoft, Token::EmberSoft};
    case TagKind::Neutral:
        break;
    }
    return {Token::Ink2, Token::Window, Token::Line};
}

Token dotColor(DotKind kind) {
    switch (kind) {
    case DotKind::Ok:
        return Token::Ok;
    case DotKind::Error:
        return Token::Error;
    case DotKind::Ember:
        return Token::Ember;
    case DotKind::Running:
    case DotKind::Busy:
        return Token::Accent;
    case DotKind::None:
    case DotKind::Hollow:
    case DotKind::Off:
        break;
    }
    return Token::Ink3;
}

Token messageColor(MessageKind kind) {
    switch (kind) {
    case MessageKind::Ok:
        return Token::Ok;
    case MessageKind::Ember:
        return Token::Ember;
    case MessageKind::Error:
        return Token::Error;
    case MessageKind::Info:
        break;
    }
    return Token::Accent;
}

const char* messageIcon(MessageKind kind) {
    switch (kind) {
    case MessageKind::Ok:
        return "check";
    case MessageKind::Ember:
        return "warning";
    case MessageKind::Error:
        return "cross";
    case MessageKind::Info:
        break;
    }
    return "info";
}

} // namespace driftwood::ui
