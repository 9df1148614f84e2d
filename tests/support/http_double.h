#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace driftwood::test {

/// A small HTTP server on the loopback interface, in a thread of its own, one request per connection. What is
/// answered is up to the test, well-formed or not.
class HttpDouble {
  public:
    struct Request {
        QByteArray path;
        QMap<QByteArray, QByteArray> headers; ///< names in lower case
    };
    /// Writes what it likes; the connection is closed afterwards.
    using Answer = std::function<void(const Request&, QTcpSocket&)>;

    explicit HttpDouble(Answer answer)
        : m_answer(std::move(answer))
        , m_thread(QThread::create([this] { serve(); })) {
        m_thread->start();
        while (m_port == 0)
            QThread::yieldCurrentThread();
    }
    ~HttpDouble() { stop(); }

    void stop() {
        m_stop = true;
        m_thread->wait();
    }
    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port.load()); }
    [[nodiscard]] std::vector<Request> requests() const {
        const std::scoped_lock lock(m_mutex);
        return m_requests;
    }
    [[nodiscard]] bool isStopping() const { return m_stop; }

    static void reply(QTcpSocket& to, const QByteArray& body, const QByteArray& status = "200 OK",
                      const QByteArray& headers = {}) {
        to.write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n" +
                 headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

  private:
    void serve() {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("no port on the loopback interface");
        m_port = server.serverPort();
        while (!m_stop) {
            if (!server.waitForNewConnection(20))
                continue;
            QTcpSocket* const socket = server.nextPendingConnection();
            if (const auto request = read(*socket); !request.path.isEmpty()) {
                {
                    const std::scoped_lock lock(m_mutex);
                    m_requests.push_back(request);
                }
                m_answer(request, *socket);
            }
            while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(1000)) {
            }
            socket->disconnectFromHost();
            delete socket;
        }
    }
    static Request read(QTcpSocket& socket) {
        QByteArray head;
        while (!head.contains("\r\n\r\n") && socket.waitForReadyRead(2000))
            head += socket.readAll();
        const QList<QByteArray> lines = head.split('\n');
        Request request;
        request.path = lines.front().split(' ').value(1);
        for (const QByteArray& line : lines.mid(1))
            if (const auto colon = line.indexOf(':'); colon > 0)
                request.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
        return request;
    }

    Answer m_answer;
    std::atomic<int> m_port{0};
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::vector<Request> m_requests;
    std::unique_ptr<QThread> m_thread;
};

} // namespace driftwood::test
