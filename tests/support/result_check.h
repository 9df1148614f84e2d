#pragma once

#include "base/result.h"

#include <QtTest>

/// Fails the running test function with the error's text if a Result or Status is an error.
#define VERIFY_OK(expression)                                                                                \
    do {                                                                                                     \
        const auto& verifiedResult = (expression);                                                           \
        QVERIFY2(verifiedResult.has_value(),                                                                 \
                 verifiedResult.has_value() ? "" : verifiedResult.error().text().c_str());                   \
    } while (false)

/// Checks that the expression fails with this code.
#define VERIFY_FAILS(expression, expectedCode)                                                               \
    do {                                                                                                     \
        const auto& verifiedResult = (expression);                                                           \
        QVERIFY2(!verifiedResult.has_value(), "succeeded, though it should have failed");                    \
        QVERIFY2(verifiedResult.error().code == (expectedCode), verifiedResult.error().text().c_str());      \
    } while (false)
