#pragma once

#include <cstdint>
#include <string_view>

namespace driftwood::decoder {

/// Takes the parts of one payload of a format that describes itself, in their order, and passes over those
/// that it does not override.
class TreeSink {
  public:
    virtual ~TreeSink() = default;

    virtual void beginObject() {}
    virtual void name(std::string_view) {} ///< of the next value of an object; UTF-8
    virtual void endObject() {}
    virtual void beginArray() {}
    virtual void endArray() {}

    virtual void null() {}
    virtual void truth(bool) {}
    virtual void integer(std::int64_t) {}
    virtual void largeInteger(std::uint64_t) {} ///< beyond an int64
    virtual void floating(double) {}
    virtual void singleFloating(float) {}
    virtual void text(std::string_view) {}    ///< UTF-8
    virtual void decimal(std::string_view) {} ///< the digits of a number of any size: "-12.30"
};

/// Values that nest deeper are refused.
inline constexpr int kMostTreeDepth = 256;

} // namespace driftwood::decoder
