#pragma once

#include <QString>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Prints an indented JSON object piece by piece, for objects with lists that are too long for memory. The
/// text is that of the object as a whole (jsonLine()).
class JsonPrinter {
  public:
    /// Takes a line, or several, without the last line end.
    using Print = std::function<void(const QString&)>;
    explicit JsonPrinter(Print print)
        : m_print(std::move(print)) {}

    /// The whole, or an element of a list.
    void beginObject();
    /// A field of an object.
    void beginList(const std::string& field);
    /// All fields of `object`, as the next ones of the innermost object.
    void fields(const nlohmann::ordered_json& object);
    /// The next of the innermost list.
    void element(const nlohmann::ordered_json& value);
    /// Ends the innermost object or list.
    void end();

  private:
    struct Open {
        QString close;
        bool isEmpty = true;
    };
    [[nodiscard]] QString margin() const;
    void add(QString text);
    void open(const QString& text, const QString& close);

    Print m_print;
    std::vector<Open> m_open;
    QString m_begun; ///< text that may be followed by a comma
};

} // namespace driftwood::cli
