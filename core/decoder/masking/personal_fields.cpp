#include "decoder/masking/personal_fields.h"

#include "decoder/field_path.h"

#include <algorithm>
#include <array>

namespace driftwood::decoder {
namespace {

/// One of these words in a name is enough.
constexpr std::array<std::string_view, 25> kWords{
    "email",  "mail",    "phone", "mobile",  "msisdn",   "telephone", "ssn",     "iban", "passport",
    "card",   "cvv",     "pan",   "surname", "birthday", "birthdate", "dob",     "ip",   "ipaddress",
    "street", "address", "zip",   "vorname", "nachname", "firstname", "lastname"};
/// These need the other beside them: a "name" may be that of anything.
constexpr std::array<std::string_view, 9> kPersons{"first",  "last", "full",   "user",  "customer",
                                                   "holder", "nick", "person", "family"};

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

/// "lastName" and "last_name" are both "last" and "name".
std::vector<std::string> wordsOf(std::string_view name) {
    std::vector<std::string> out(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool isSeparator = c == '_' || c == '-' || c == '.' || c == ' ';
        if ((isSeparator || (isUpper(c) && i > 0 && !isUpper(name[i - 1]))) && !out.back().empty())
            out.emplace_back();
        if (!isSeparator)
            out.back() += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

template <std::size_t N>
bool haveOneOf(const std::vector<std::string>& words, const std::array<std::string_view, N>& list) {
    return std::ranges::any_of(
        words, [&](const std::string& word) { return std::ranges::find(list, word) != list.end(); });
}

} // namespace

bool looksPersonal(std::string_view path) {
    const std::vector<std::string> names = parseFieldPath(path).names;
    const std::vector<std::string> words = wordsOf(names.back());
    if (haveOneOf(words, kWords))
        return true;
    if (std::ranges::find(words, "name") == words.end())
        return false;
    // "user.name" as well as "user_name"
    return haveOneOf(words, kPersons) ||
           (names.size() > 1 && haveOneOf(wordsOf(names[names.size() - 2]), kPersons));
}

std::vector<std::string> personalFields(const records::Schema& schema) {
    std::vector<std::string> out;
    for (const records::Field& field : schema.fields)
        if (field.length == 0 && looksPersonal(field.path))
            out.push_back(field.path);
    return out;
}

} // namespace driftwood::decoder
