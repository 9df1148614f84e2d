#pragma once

#include "app/cli/plain_records.h"
#include "decoder/payload_text.h"

#include <memory>
#include <optional>
#include <string>

namespace driftwood::cli {

/// The decoders for keys and values of records that are only looked at.
class PayloadReaders {
  public:
    /// The formats that the command line names; empty: none, "text": not decoded.
    struct Wanted {
        std::string keyFormat;
        std::string valueFormat;
        bool isGiven = false; ///< the command line names a registry or a schema
    };
    /// Made from the records themselves, because they tell which schemas they name. NotFound, or the
    /// registry's fault, where nothing is in a format that was asked for; see fault() where none was.
    [[nodiscard]] static Result<PayloadReaders>
    create(const Wanted& wanted, const decoder::SchemaSource& book, const broker::RawBatchList& records);
    PayloadReaders() = default;

    /// Whether keys, or values, are decoded; otherwise they are shown as they are.
    [[nodiscard]] bool has(bool ofKeys) const { return (ofKeys ? m_key : m_value).has_value(); }
    [[nodiscard]] decoder::PayloadText::Read read(bool ofKeys, const PlainRecords& records);
    /// Why schemas were not given, of the first that was asked for in vain; null where each got an answer.
    /// The fault of the values comes before that of the keys.
    [[nodiscard]] const std::shared_ptr<const Error>& fault() const {
        return m_valueFault ? m_valueFault : m_keyFault;
    }

  private:
    std::optional<decoder::PayloadText> m_key;
    std::optional<decoder::PayloadText> m_value;
    std::shared_ptr<const Error> m_keyFault;
    std::shared_ptr<const Error> m_valueFault;
};

} // namespace driftwood::cli
