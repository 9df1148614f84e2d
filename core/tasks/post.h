#pragma once

#include <QMetaObject>
#include <QObject>
#include <utility>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace driftwood::tasks {
namespace detail {

#ifdef __SANITIZE_THREAD__
/// ThreadSanitizer does not see Qt's internal locks, so tell it that posting happens before running.
template <class Work>
class SeenPost {
  public:
    SeenPost(QObject* receiver, Work work)
        : m_receiver(receiver)
        , m_work(std::move(work)) {}
    SeenPost(SeenPost&& other) noexcept // the last of these writes what the receiver's thread reads
        : m_receiver(other.m_receiver)
        , m_work(std::move(other.m_work)) {
        __tsan_release(m_receiver);
    }
    [[gnu::no_sanitize_thread]] void operator()() { // reads m_receiver before the annotation can take effect
        __tsan_acquire(m_receiver);
        m_work();
    }

  private:
    QObject* m_receiver;
    Work m_work;
};
#endif

} // namespace detail

/// From any thread: calls `work` later in the thread of `receiver`, in the order of the posts. Dropped if the
/// receiver is destroyed first; the receiver must exist until this returns.
template <class Work>
void post(QObject* receiver, Work work) {
#ifdef __SANITIZE_THREAD__
    QMetaObject::invokeMethod(receiver, detail::SeenPost<Work>(receiver, std::move(work)),
                              Qt::QueuedConnection);
#else
    QMetaObject::invokeMethod(receiver, std::move(work), Qt::QueuedConnection);
#endif
}

} // namespace driftwood::tasks
