#pragma once

#include "broker/connection.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"

#include <memory>

namespace driftwood::test {

/// A class of tests with a connection to the broker, which is opened before the first test.
class ConnectedSuite : public QObject {
    Q_OBJECT

  protected:
    explicit ConnectedSuite(KafkaBed& bed);

    KafkaBed& m_bed;
    LogAdmin m_admin;
    std::shared_ptr<broker::Connection> m_connection;

  private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
};

} // namespace driftwood::test
