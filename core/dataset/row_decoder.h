#pragma once

#include "dataset/dataset.h"
#include "dataset/type_survey.h"

#include <memory>
#include <span>
#include <string>

namespace driftwood::dataset {

/// Turns records into a data set's rows: decodes and filters them, and counts what gives none.
class RowDecoder {
  public:
    /// `fields`: decode only these and what the filter reads; empty: all of the plan's.
    [[nodiscard]] static Result<RowDecoder> create(const Manifest& plan,
                                                   const std::vector<std::string>& fields = {});

    [[nodiscard]] const std::shared_ptr<const records::Schema>& schema() const { return m_schema; }
    /// Appends a batch's rows; `types` sees them before the filter.
    void decode(const broker::RawBatch& batch, records::RecordBatch& rows, TypeSurvey* types = nullptr);
    /// The first record whose schema was asked for without an answer, so that it may be a row another time.
    [[nodiscard]] const std::optional<decoder::DecodeFailure>& unanswered() const { return m_unanswered; }
    /// Moves the counts into the manifest and what is to be said of single records into the data set.
    void finish(LoadedDataset& into);

  private:
    RowDecoder(std::unique_ptr<decoder::Decoder> decoder, Filter filter,
               std::shared_ptr<const records::Schema> schema)
        : m_decoder(std::move(decoder))
        , m_filter(std::move(filter))
        , m_schema(std::move(schema))
        , m_unfiltered(m_schema) {}

    std::unique_ptr<decoder::Decoder> m_decoder;
    Filter m_filter;
    std::shared_ptr<const records::Schema> m_schema;
    records::RecordBatch m_unfiltered; ///< rows of one batch, before the filter
    std::vector<decoder::DecodeFailure> m_failures;
    std::size_t m_keptFailures = 0;
    std::optional<decoder::DecodeFailure> m_unanswered;
    std::int64_t m_rows = 0;
    std::int64_t m_undecodable = 0;
    std::int64_t m_filteredOut = 0;
    std::vector<UncomparedValues> m_uncompared;
};

} // namespace driftwood::dataset
