#include "decoder/formats/protobuf/protobuf_schema.h"

#include "base/text_values.h"
#include "decoder/value_text.h"

#include <algorithm>
#include <bit>
#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
// The descriptors of these files are registered only where their code is linked.
#include <google/protobuf/any.pb.h>
#include <google/protobuf/duration.pb.h>
#include <google/protobuf/empty.pb.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/wrappers.pb.h>
#include <set>
#include <unordered_map>

namespace driftwood::decoder {
namespace {

namespace pb = google::protobuf;

constexpr std::size_t kMostProblems = 300; // bytes of what is said
constexpr int kDeepestBraces = 60;
constexpr const char* kMainFile = "schema.proto"; // of a schema that has no name

/// Keeps the first thing that libprotobuf finds wrong.
class FirstProblem final : public pb::io::ErrorCollector, public pb::DescriptorPool::ErrorCollector {
  public:
#if GOOGLE_PROTOBUF_VERSION >= 4022000
    void RecordError(int line, int, absl::string_view message) override {
        note("line " + std::to_string(line + 1) + ": " + std::string(message));
    }
    void RecordError(absl::string_view file, absl::string_view element, const pb::Message*, ErrorLocation,
                     absl::string_view message) override {
        note(std::string(file) + ", " + std::string(element) + ": " + std::string(message));
    }
#else
    void AddError(int line, int, const std::string& message) override {
        note("line " + std::to_string(line + 1) + ": " + message);
    }
    void AddError(const std::string& file, const std::string& element, const pb::Message*, ErrorLocation,
                  const std::string& message) override {
        note(file + ", " + element + ": " + message);
    }
#endif
    [[nodiscard]] const std::string& text() const { return m_text; }

  private:
    void note(const std::string& problem) {
        if (m_text.empty())
            m_text = shortened(problem, kMostProblems);
    }
    std::string m_text;
};

/// Whether braces nest deeper than any schema's; libprotobuf would follow them with its stack.
bool isNestedTooDeep(std::string_view text) {
    int depth = 0;
    for (const char c : text) {
        depth += c == '{' || c == '[' || c == '<' ? 1 : 0;
        depth -= (c == '}' || c == ']' || c == '>') && depth > 0 ? 1 : 0;
        if (depth > kDeepestBraces)
            return true;
    }
    return false;
}

// Options and extensions say nothing about the bytes, and need definitions that are often not at hand.

void dropOptions(pb::EnumDescriptorProto& type) {
    type.clear_options();
    type.mutable_options()->set_allow_alias(true);
    for (auto& value : *type.mutable_value())
        value.clear_options();
}

void dropOptions(pb::DescriptorProto& message) { // NOLINT(misc-no-recursion)
    message.clear_extension();
    if (message.has_options())
        message.mutable_options()->clear_uninterpreted_option();
    for (auto& field : *message.mutable_field())
        field.clear_options();
    for (auto& oneof : *message.mutable_oneof_decl())
        oneof.clear_options();
    for (auto& range : *message.mutable_extension_range())
        range.clear_options();
    for (auto& nested : *message.mutable_nested_type())
        dropOptions(nested);
    for (auto& inner : *message.mutable_enum_type())
        dropOptions(inner);
}

void dropOptions(pb::FileDescriptorProto& file) {
    file.clear_options();
    file.clear_service();
    file.clear_extension();
    file.clear_source_code_info();
    for (auto& message : *file.mutable_message_type())
        dropOptions(message);
    for (auto& inner : *file.mutable_enum_type())
        dropOptions(inner);
}

/// libprotobuf would write warnings to the terminal, about a file without "syntax" for instance.
void silenceLibprotobuf() {
#if GOOGLE_PROTOBUF_VERSION < 4022000
    static const auto kBefore = pb::SetLogHandler(nullptr);
    static_cast<void>(kBefore);
#endif
}

Result<pb::FileDescriptorProto> fileOf(const std::string& text, const std::string& name) {
    silenceLibprotobuf();
    const std::string where = name.empty() ? std::string("schema") : name;
    if (text.size() > kMostProtobufBytes)
        return fail(ErrorCode::CorruptData, "the Protobuf schema is larger than 4 MiB", where);
    pb::FileDescriptorProto file;
    const auto bytes = bytesOfBase64(text);
    if (!bytes || !file.ParsePartialFromString(*bytes)) {
        if (isNestedTooDeep(text))
            return fail(ErrorCode::CorruptData, "the Protobuf schema is nested too deep", where);
        file.Clear();
        FirstProblem problem;
        pb::io::ArrayInputStream stream(text.data(), static_cast<int>(text.size()));
        pb::io::Tokenizer tokenizer(&stream, &problem);
        pb::compiler::Parser parser;
        parser.RecordErrorsTo(&problem);
        if (!parser.Parse(&tokenizer, &file) || !problem.text().empty())
            return fail(ErrorCode::CorruptData, "not a Protobuf schema: " + problem.text(), where);
    }
    if (!name.empty())
        file.set_name(name);
    else if (file.name().empty())
        file.set_name(kMainFile);
    dropOptions(file);
    return file;
}

/// Builds a file after those that it imports. google.protobuf's own files are at hand.
class PoolBuilder {
  public:
    void add(pb::FileDescriptorProto file) {
        const std::string name = file.name();
        m_files.emplace(name, std::move(file));
    }
    [[nodiscard]] bool has(const std::string& name) const { return m_files.contains(name); }

    [[nodiscard]] Result<const pb::FileDescriptor*>
    build(const pb::FileDescriptorProto& file) { // NOLINT(misc-no-recursion)
        m_open.insert(file.name());
        for (const std::string& name : file.dependency()) {
            const std::string shown = "\"" + shortened(name, kMostProblems) + "\"";
            if (m_pool.FindFileByName(name) != nullptr)
                continue;
            const auto import = m_files.find(name);
            if (import == m_files.end())
                return fail(ErrorCode::NotFound,
                            "the Protobuf schema imports " + shown + ", which is not available");
            if (m_open.contains(name))
                return fail(ErrorCode::CorruptData,
                            "the Protobuf schema imports " + shown + ", which imports it");
            if (auto built = build(import->second); !built)
                return built;
        }
        m_open.erase(file.name());
        FirstProblem problem;
        const pb::FileDescriptor* const built = m_pool.BuildFileCollectingErrors(file, &problem);
        if (built == nullptr)
            return fail(ErrorCode::CorruptData, "not a Protobuf schema: " + problem.text());
        return built;
    }

  private:
    pb::DescriptorPool m_pool{pb::DescriptorPool::generated_pool()};
    std::map<std::string, pb::FileDescriptorProto, std::less<>> m_files;
    std::set<std::string, std::less<>> m_open; ///< on the way to the one being built
};

ProtobufWellKnown wellKnownOf(const std::string& name) {
    static const std::map<std::string, ProtobufWellKnown> kNames{
        {"google.protobuf.Timestamp", ProtobufWellKnown::Timestamp},
        {"google.protobuf.Duration", ProtobufWellKnown::Duration},
        {"google.protobuf.Struct", ProtobufWellKnown::Struct},
        {"google.protobuf.Value", ProtobufWellKnown::Value},
        {"google.protobuf.ListValue", ProtobufWellKnown::ListValue},
        {"google.protobuf.DoubleValue", ProtobufWellKnown::Wrapper},
        {"google.protobuf.FloatValue", ProtobufWellKnown::Wrapper},
        {"google.protobuf.Int64Value", ProtobufWellKnown::Wrapper},
        {"google.protobuf.UInt64Value", ProtobufWellKnown::Wrapper},
        {"google.protobuf.Int32Value", ProtobufWellKnown::Wrapper},
        {"google.protobuf.UInt32Value", ProtobufWellKnown::Wrapper},
        {"google.protobuf.BoolValue", ProtobufWellKnown::Wrapper},
        {"google.protobuf.StringValue", ProtobufWellKnown::Wrapper},
        {"google.protobuf.BytesValue", ProtobufWellKnown::Wrapper},
    };
    const auto found = kNames.find(name);
    return found == kNames.end() ? ProtobufWellKnown::None : found->second;
}

ProtobufKind kindOf(pb::FieldDescriptor::Type type) {
    using Descriptor = pb::FieldDescriptor;
    switch (type) {
    case Descriptor::TYPE_DOUBLE:
        return ProtobufKind::Double;
    case Descriptor::TYPE_FLOAT:
        return ProtobufKind::Float;
    case Descriptor::TYPE_INT64:
        return ProtobufKind::Int64;
    case Descriptor::TYPE_UINT64:
        return ProtobufKind::Uint64;
    case Descriptor::TYPE_INT32:
        return ProtobufKind::Int32;
    case Descriptor::TYPE_FIXED64:
        return ProtobufKind::Fixed64;
    case Descriptor::TYPE_FIXED32:
        return ProtobufKind::Fixed32;
    case Descriptor::TYPE_BOOL:
        return ProtobufKind::Bool;
    case Descriptor::TYPE_STRING:
        return ProtobufKind::String;
    case Descriptor::TYPE_GROUP:
        return ProtobufKind::Group;
    case Descriptor::TYPE_MESSAGE:
        return ProtobufKind::Message;
    case Descriptor::TYPE_BYTES:
        return ProtobufKind::Bytes;
    case Descriptor::TYPE_UINT32:
        return ProtobufKind::Uint32;
    case Descriptor::TYPE_ENUM:
        return ProtobufKind::Enum;
    case Descriptor::TYPE_SFIXED32:
        return ProtobufKind::Sfixed32;
    case Descriptor::TYPE_SFIXED64:
        return ProtobufKind::Sfixed64;
    case Descriptor::TYPE_SINT32:
        return ProtobufKind::Sint32;
    case Descriptor::TYPE_SINT64:
        return ProtobufKind::Sint64;
    }
    return ProtobufKind::Bytes;
}

std::uint64_t extended(std::int64_t value) { return static_cast<std::uint64_t>(value); }

void takeDefault(const pb::FieldDescriptor& from, ProtobufField& to) {
    if (to.isRepeated || to.isMessage() || (to.hasPresence && !from.has_default_value()))
        return;
    to.hasDefault = true;
    switch (from.cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_INT32:
        to.defaultBits = extended(from.default_value_int32());
        break;
    case pb::FieldDescriptor::CPPTYPE_INT64:
        to.defaultBits = extended(from.default_value_int64());
        break;
    case pb::FieldDescriptor::CPPTYPE_UINT32:
        to.defaultBits = from.default_value_uint32();
        break;
    case pb::FieldDescriptor::CPPTYPE_UINT64:
        to.defaultBits = from.default_value_uint64();
        break;
    case pb::FieldDescriptor::CPPTYPE_DOUBLE:
        to.defaultBits = std::bit_cast<std::uint64_t>(from.default_value_double());
        break;
    case pb::FieldDescriptor::CPPTYPE_FLOAT:
        to.defaultBits = std::bit_cast<std::uint32_t>(from.default_value_float());
        break;
    case pb::FieldDescriptor::CPPTYPE_BOOL:
        to.defaultBits = from.default_value_bool() ? 1 : 0;
        break;
    case pb::FieldDescriptor::CPPTYPE_ENUM:
        to.defaultBits = extended(from.default_value_enum()->number());
        break;
    case pb::FieldDescriptor::CPPTYPE_STRING:
        to.defaultBytes = from.default_value_string();
        break;
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
        break;
    }
}

/// Copies descriptors into a schema of our own; each message once.
class SchemaCopier {
  public:
    [[nodiscard]] Result<std::shared_ptr<const ProtobufSchema>> copy(const pb::FileDescriptor& file) {
        for (int i = 0; i < file.message_type_count(); ++i)
            m_schema->top.push_back(indexOf(*file.message_type(i)));
        while (m_done < m_open.size() && m_fields <= kMostProtobufFields)
            fill(m_done++);
        if (m_fields > kMostProtobufFields)
            return fail(ErrorCode::CorruptData, "the Protobuf schema has more than " +
                                                    std::to_string(kMostProtobufFields) + " fields");
        if (m_schema->top.empty())
            return fail(ErrorCode::CorruptData, "the Protobuf schema has no message");
        m_schema->root = m_schema->top.front();
        return std::shared_ptr<const ProtobufSchema>(std::move(m_schema));
    }
    [[nodiscard]] ProtobufSchema& schema() { return *m_schema; }

  private:
    std::uint32_t indexOf(const pb::Descriptor& message) {
        const auto [found, isNew] = m_messages.emplace(&message, static_cast<std::uint32_t>(m_open.size()));
        if (isNew)
            m_open.push_back(&message);
        return found->second;
    }

    std::uint32_t indexOf(const pb::EnumDescriptor& type) {
        const auto [found, isNew] =
            m_enums.emplace(&type, static_cast<std::uint32_t>(m_schema->enums.size()));
        if (isNew) {
            ProtobufEnum& out = m_schema->enums.emplace_back();
            for (int i = 0; i < type.value_count(); ++i)
                out.names.emplace(type.value(i)->number(), type.value(i)->name());
        }
        return found->second;
    }

    void fill(std::size_t index) {
        const pb::Descriptor& from = *m_open[index];
        ProtobufMessage to;
        to.name = from.full_name();
        to.wellKnown = wellKnownOf(to.name);
        to.isMapEntry = from.options().map_entry();
        to.oneofs = from.oneof_decl_count();
        m_fields += static_cast<std::size_t>(from.field_count()) + 1;
        for (int i = 0; i < from.field_count(); ++i) {
            const pb::FieldDescriptor& field = *from.field(i);
            ProtobufField& out = to.fields.emplace_back();
            out.name = field.name();
            out.number = static_cast<std::uint32_t>(field.number());
            out.kind = kindOf(field.type());
            out.isRepeated = field.is_repeated();
            out.isMap = field.is_map();
            out.hasPresence = field.has_presence();
            if (const auto* const oneof = field.real_containing_oneof(); oneof != nullptr)
                out.oneof = oneof->index();
            if (out.isMessage())
                out.type = indexOf(*field.message_type());
            else if (out.kind == ProtobufKind::Enum)
                out.type = indexOf(*field.enum_type());
            takeDefault(field, out);
        }
        for (int i = 0; i < from.nested_type_count(); ++i)
            to.nested.push_back(indexOf(*from.nested_type(i)));
        if (m_schema->messages.size() <= index)
            m_schema->messages.resize(index + 1);
        m_schema->messages[index] = std::move(to);
    }

    std::shared_ptr<ProtobufSchema> m_schema = std::make_shared<ProtobufSchema>();
    std::unordered_map<const pb::Descriptor*, std::uint32_t> m_messages;
    std::unordered_map<const pb::EnumDescriptor*, std::uint32_t> m_enums;
    std::vector<const pb::Descriptor*> m_open; ///< by index
    std::size_t m_done = 0;
    std::size_t m_fields = 0;
};

} // namespace

const ProtobufField* ProtobufMessage::field(std::uint32_t number) const {
    const auto found = std::ranges::find(fields, number, &ProtobufField::number);
    return found == fields.end() ? nullptr : &*found;
}

std::optional<std::uint32_t> ProtobufSchema::at(const std::vector<std::int32_t>& indexes) const {
    const std::vector<std::uint32_t>* in = &top;
    std::optional<std::uint32_t> found;
    for (const std::int32_t index : indexes) {
        if (index < 0)
            return std::nullopt;
        const auto place = static_cast<std::size_t>(index);
        // Java counts without the messages of maps, protoc's descriptors with them.
        std::vector<std::uint32_t> declared = *in;
        std::erase_if(declared, [&](std::uint32_t message) { return messages[message].isMapEntry; });
        const auto& list = place < declared.size() ? declared : *in;
        if (place >= list.size())
            return std::nullopt;
        found = list[place];
        in = &messages[*found].nested;
    }
    return found;
}

Result<std::shared_ptr<const ProtobufSchema>> parseProtobufSchema(const ProtobufSource& source) {
    PoolBuilder builder;
    for (const ReferencedSchema& import : source.imports) {
        auto file = fileOf(import.text, import.name);
        if (!file)
            return forward(file);
        builder.add(std::move(*file));
    }
    auto main = fileOf(source.file, {});
    if (!main)
        return forward(main);
    if (builder.has(main->name()))
        main->set_name(kMainFile);
    auto built = builder.build(*main);
    if (!built)
        return forward(built);
    const pb::FileDescriptor* const file = *built;
    SchemaCopier copier;
    ProtobufSchema& schema = copier.schema();
    auto copied = copier.copy(*file);
    if (!copied || source.message.empty())
        return copied;
    const auto named = std::ranges::find(schema.messages, source.message, &ProtobufMessage::name);
    if (named == schema.messages.end())
        return fail(ErrorCode::NotFound,
                    "the Protobuf schema has no message " + shortened(source.message, kMostProblems), {},
                    "Write its name with the package: shop.Order.");
    schema.root = static_cast<std::uint32_t>(named - schema.messages.begin());
    return copied;
}

Result<std::shared_ptr<const ProtobufSchema>> parseProtobufSchema(const std::string& text) {
    auto source = ProtobufSource::fromText(text);
    if (!source)
        return forward(source);
    return parseProtobufSchema(*source);
}

Result<ProtobufSource> protobufSourceOfSet(const std::string& bytes, const std::string& message) {
    pb::FileDescriptorSet set;
    if (!set.ParsePartialFromString(bytes) || set.file_size() == 0)
        return fail(ErrorCode::CorruptData, "this is not a descriptor set", {},
                    "Write one with: protoc --include_imports --descriptor_set_out=FILE …");
    ProtobufSource out;
    out.message = message;
    int own = set.file_size() - 1; // protoc writes imports first
    const auto declares = [&](const pb::FileDescriptorProto& file) {
        const std::string prefix = file.package().empty() ? std::string() : file.package() + ".";
        return std::ranges::any_of(file.message_type(), [&](const pb::DescriptorProto& top) {
            const std::string name = prefix + top.name();
            return message == name || message.starts_with(name + ".");
        });
    };
    for (int i = 0; i < set.file_size() && !message.empty(); ++i)
        if (declares(set.file(i)))
            own = i;
    for (int i = 0; i < set.file_size(); ++i) {
        pb::FileDescriptorProto& file = *set.mutable_file(i);
        file.clear_source_code_info();
        std::string text = base64Text(file.SerializePartialAsString());
        if (i == own)
            out.file = std::move(text);
        else
            out.imports.push_back({file.name(), std::move(text)});
    }
    return out;
}

std::vector<std::string> protobufImports(const std::string& text) {
    const auto file = fileOf(text, {});
    if (!file)
        return {};
    return {file->dependency().begin(), file->dependency().end()};
}

} // namespace driftwood::decoder
