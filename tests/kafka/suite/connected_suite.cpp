#include "kafka/suite/connected_suite.h"

#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

ConnectedSuite::ConnectedSuite(KafkaBed& bed)
    : m_bed(bed)
    , m_admin(bed.address(Listener::Plaintext)) {}

void ConnectedSuite::initTestCase() {
    auto opened = broker::Connection::open(profileFor(m_bed));
    VERIFY_OK(opened);
    m_connection = *opened;
}

void ConnectedSuite::cleanupTestCase() { m_connection.reset(); }

} // namespace driftwood::test
