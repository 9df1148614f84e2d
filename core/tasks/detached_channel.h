#pragma once

#include "tasks/worker.h"

#include <QObject>
#include <memory>

namespace driftwood::tasks {

/// A BatchChannel for work that may outlive its listener: nothing waits for a query to a broker that does not
/// answer, and later values are dropped. Belongs to the listener's thread.
template <class T>
class DetachedChannel {
  public:
    using Channel = BatchChannel<T>;

    DetachedChannel(std::chrono::milliseconds interval, typename Channel::Consumer consume)
        : m_wanted(std::make_shared<bool>(true))
        , m_end(std::make_shared<End>(
              interval, [wanted = m_wanted, consume = std::move(consume)](std::vector<T>&& batch) {
                  if (*wanted)
                      consume(std::move(batch));
              })) {}
    ~DetachedChannel() { *m_wanted = false; }
    DetachedChannel(const DetachedChannel&) = delete;
    DetachedChannel& operator=(const DetachedChannel&) = delete;

  private:
    /// The receiver lives as long as either side; it is destroyed in the listener's thread.
    struct End {
        End(std::chrono::milliseconds interval, typename Channel::Consumer consume)
            : channel(mailbox.get(), interval, std::move(consume)) {}
        struct Later {
            void operator()(QObject* object) const { object->deleteLater(); }
        };
        std::unique_ptr<QObject, Later> mailbox{new QObject};
        Channel channel;
    };

  public:
    /// The worker thread's side.
    class Sender {
      public:
        explicit Sender(std::shared_ptr<End> end)
            : m_end(std::move(end)) {}
        void push(T value) const { m_end->channel.push(std::move(value)); }
        void flush() const { m_end->channel.flush(); }

      private:
        std::shared_ptr<End> m_end;
    };
    [[nodiscard]] Sender sender() const { return Sender(m_end); }

  private:
    std::shared_ptr<bool> m_wanted; ///< used only by the listener's thread
    std::shared_ptr<End> m_end;
};

} // namespace driftwood::tasks
