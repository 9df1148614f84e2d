#include "broker/profile/keychain.h"

#ifdef DRIFTWOOD_KEYCHAIN
#include <libsecret/secret.h>
#include <memory>
#endif

namespace driftwood::broker {
namespace {

constexpr const char* kInstead =
    "Keep the password in an environment variable (env:NAME) or a file (file:/path) instead.";

std::string place(const std::string& name) { return "keychain:" + name; }

#ifdef DRIFTWOOD_KEYCHAIN

constexpr const char* kNameAttribute = "name";

const SecretSchema& schema() {
    static const SecretSchema schema{
        "org.driftwood.Password",
        SECRET_SCHEMA_NONE,
        {{kNameAttribute, SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
        0,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr};
    return schema;
}

/// GDBus ends the process when the session bus closes; this disables that default.
void outliveBus(GError** error) {
    if (GDBusConnection* bus = g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, error); bus != nullptr) {
        g_dbus_connection_set_exit_on_close(bus, FALSE);
        g_object_unref(bus);
    }
}

/// The outcome of a libsecret call: success, or the reason of the failure.
class Failure {
  public:
    Failure() = default;
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;
    ~Failure() { g_clear_error(&m_error); }

    [[nodiscard]] GError** out() { return &m_error; }
    explicit operator bool() const { return m_error != nullptr; }
    [[nodiscard]] Error toError(const std::string& name) const {
        if (g_error_matches(m_error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) != FALSE ||
            g_error_matches(m_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) != FALSE)
            return {ErrorCode::NotAuthorized, "the keychain is locked", place(name),
                    "Unlock it and try again."};
        return {ErrorCode::Unsupported, std::string("no keychain can be used: ") + m_error->message,
                place(name), kInstead};
    }

  private:
    GError* m_error = nullptr;
};

#else

Error withoutKeychain(const std::string& name) {
    return {ErrorCode::Unsupported, "this build has no keychain support", place(name), kInstead};
}

#endif

} // namespace

#ifdef DRIFTWOOD_KEYCHAIN

Result<std::string> passwordFromKeychain(const std::string& name) {
    Failure failure;
    outliveBus(failure.out());
    if (failure)
        return tl::unexpected(failure.toError(name));
    const std::unique_ptr<gchar, decltype(&secret_password_free)> password(
        secret_password_lookup_sync(&schema(), nullptr, failure.out(), kNameAttribute, name.c_str(), nullptr),
        &secret_password_free);
    if (failure)
        return tl::unexpected(failure.toError(name));
    if (!password)
        return fail(ErrorCode::NotFound, "the keychain has no password of this name", place(name),
                    "Store it with driftwood-cli connect … --store-password.");
    return std::string(password.get());
}

Status storeInKeychain(const std::string& name, const std::string& password) {
    Failure failure;
    outliveBus(failure.out());
    if (!failure)
        secret_password_store_sync(&schema(), SECRET_COLLECTION_DEFAULT, ("Driftwood: " + name).c_str(),
                                   password.c_str(), nullptr, failure.out(), kNameAttribute, name.c_str(),
                                   nullptr);
    return failure ? Status(tl::unexpected(failure.toError(name))) : Status();
}

Status removeFromKeychain(const std::string& name) {
    Failure failure;
    outliveBus(failure.out());
    if (!failure)
        secret_password_clear_sync(&schema(), nullptr, failure.out(), kNameAttribute, name.c_str(), nullptr);
    return failure ? Status(tl::unexpected(failure.toError(name))) : Status();
}

#else

Result<std::string> passwordFromKeychain(const std::string& name) {
    return tl::unexpected(withoutKeychain(name));
}
Status storeInKeychain(const std::string& name, const std::string&) {
    return tl::unexpected(withoutKeychain(name));
}
Status removeFromKeychain(const std::string& name) { return tl::unexpected(withoutKeychain(name)); }

#endif

} // namespace driftwood::broker
