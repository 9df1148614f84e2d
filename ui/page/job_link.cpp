#include "ui/page/job_link.h"

#include <QObject>
#include <QVariant>

namespace driftwood::ui {
namespace {

constexpr auto kLinkProperty = "link";

} // namespace

void setJobLink(QObject& job, const Link& link) { job.setProperty(kLinkProperty, QVariant::fromValue(link)); }

std::optional<Link> jobLink(const QObject& job) {
    const QVariant value = job.property(kLinkProperty);
    if (!value.canConvert<Link>())
        return std::nullopt;
    return value.value<Link>();
}

} // namespace driftwood::ui
