#pragma once

#include "base/result.h"
#include "demo/demo_world.h"

#include <memory>
#include <string>
#include <vector>

namespace driftwood::demo {

/// A schema registry on loopback with the demo's schemas: the part of Confluent's HTTP interface that reads
/// (subjects, versions, schemas by id, compatibility). It answers from threads of its own until it is
/// destroyed.
class DemoRegistry {
  public:
    /// Versions of a subject are numbered from 1 in the order given.
    [[nodiscard]] static Result<std::unique_ptr<DemoRegistry>> start(const std::vector<DemoSchema>& schemas);
    ~DemoRegistry();
    DemoRegistry(const DemoRegistry&) = delete;
    DemoRegistry& operator=(const DemoRegistry&) = delete;

    [[nodiscard]] const std::string& address() const { return m_address; } ///< "http://127.0.0.1:PORT"

  private:
    struct Server;
    DemoRegistry();

    std::unique_ptr<Server> m_server;
    std::string m_address;
};

} // namespace driftwood::demo
