#include "app/cli/app_description.h"

namespace driftwood::cli {
namespace {

/// Escapes text for roff: backslashes and hyphens, and control characters at the start of a line.
std::string roff(const std::string& text) {
    std::string out;
    bool lineBegins = true;
    for (const char c : text) {
        if (lineBegins && (c == '.' || c == '\''))
            out += "\\&";
        lineBegins = c == '\n';
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out;
}

std::string optionEntry(const CommandDescription::Option& option) {
    std::string names;
    for (const std::string& name : option.names)
        names += (names.empty() ? "" : ", ") + roff(name);
    std::string out = ".TP\n\\fB" + names + "\\fR";
    if (!option.value.empty() && !option.positional)
        out += " \\fI" + roff(option.value) + "\\fR";
    out += "\n" + roff(option.text);
    if (!option.defaultValue.empty())
        out += " (default: " + roff(option.defaultValue) + ")";
    return out + "\n";
}

constexpr const char* kClosing = R"(.SH FILTERS
What \fB\-\-where\fR takes: tests of fields, joined by \fBand\fR, \fBor\fR, \fBnot\fR and parentheses:
.EX
fault == false and (temperature > 20.5 or zone in ("centre", "north"))
note contains "pump" and code is not missing and not tags[*] == "test"
@timestamp >= 2026-03-01T10:00Z and @timestamp < -2h
.EE
The operators are ==, !=, <, <=, > and >=; a literal is a number, true, false, null, a text in quotes, or a time. A number is
compared with the numbers that text holds ("20.15", "73.1%"); in quotes it is compared as text. A missing value passes != and
\fBis missing\fR alone; \fBnot\fR keeps what its test leaves out. Nested fields are named by a dotted path; a name with other
characters than letters, digits and _ \- . @ $ stands in backticks; tags[0] and tags[*] are one and any element of an array.
Besides the fields there are @timestamp, @key, @partition and @offset.
.SH EXIT STATUS
.TP
0
done
.TP
1
failed for a reason not named below
.TP
2
unknown option or value
.TP
3
topic, data set, model or file not found
.TP
4
no broker or schema registry answered, or it stopped answering
.TP
5
log-in refused, not authorized, or the connection is read\-only
.TP
6
records are gone, or are not what the manifest says
.TP
7
the command did its work, and a drift alarm was raised (attach, drift)
.TP
8
the topic for predictions refused some, and no topic for dead letters received them (attach)
.TP
9
no alarm was raised, but an earlier one is still open and not acknowledged (attach)
.TP
130
stopped by Ctrl\-C; the output says what was kept
.SH ENVIRONMENT
.TP
\fBDRIFTWOOD_WORKSPACE\fR, \fBDRIFTWOOD_PROFILE\fR, \fBDRIFTWOOD_REGISTRY\fR
stand for the options of these names
.TP
\fBNO_COLOR\fR
no colour, whatever the terminal
.TP
\fBDRIFTWOOD_CORE_DUMPS\fR
1: a crash may leave a core dump, and a debugger may be attached; else neither, because of passwords in memory
.TP
\fBCOLUMNS\fR
columns that tables and help keep to, instead of the terminal's
.SH FILES
.TP
\fI~/.local/share/driftwood/\fR
the workspace, unless \fB\-w\fR or \fBDRIFTWOOD_WORKSPACE\fR names another:
\fIworkspace.sqlite\fR has connections, data sets, runs, models, monitors and alarms,
and those beside it that end in \fI.bak\fR are copies of the last three days;
\fImodels/\fR has a bundle for each model, \fIcheckpoints/\fR what runs go on from
.TP
\fI~/.config/driftwood/known\-connections\fR
digests of the connections that you have saved or agreed to; one that came with a workspace from elsewhere is asked about first
.TP
\fI~/.local/share/driftwood\-demo/\fR
a workspace for each run of the demo
.SH EXAMPLES
.TP
The whole river on an embedded broker, in about two minutes:
.EX
driftwood\-cli demo
.EE
.TP
A connection whose password comes from the system's keychain:
.EX
driftwood\-cli connect staging \-\-servers broker:9093 \-\-security SASL_SSL \e
    \-\-user me \-\-store\-password
.EE
.TP
The last day as a data set, a model of it, and the model on the live topic:
.EX
driftwood\-cli dataset create day plant.machines \-\-from \-24h \-\-where "fault == false"
driftwood\-cli train day
driftwood\-cli attach day plant.machines \-\-to plant.predictions \-\-until\-alarm
.EE
.TP
What drifted in the last hour, for a script (exit status 7 means drift):
.EX
driftwood\-cli drift day \-\-from \-1h \-\-json | jq '.results[0].alarms'
.EE
)";

} // namespace

std::string manPage(const std::vector<CommandDescription>& commands, const std::string& version) {
    const CommandDescription& program = commands.front();
    std::string out = ".TH DRIFTWOOD\\-CLI 1 \"\" \"driftwood " + version + "\" \"User commands\"\n";
    out += ".SH NAME\ndriftwood\\-cli \\- models on the Kafka log\n";
    out += ".SH SYNOPSIS\n\\fBdriftwood\\-cli\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n";
    out += ".SH DESCRIPTION\n" + roff(program.summary) + "\n.SH OPTIONS\n";
    for (const auto& option : program.options)
        out += optionEntry(option);
    out += ".SH COMMANDS\n";
    for (const CommandDescription& command : commands) {
        if (command.path.empty())
            continue;
        out += ".SS " + roff(command.path);
        for (const auto& option : command.options)
            if (option.positional)
                out += option.required ? " " + option.names.front() : " [" + option.names.front() + "]";
        out += "\n" + roff(command.summary) + "\n";
        for (const auto& option : command.options)
            if (option.names.back() != "--help")
                out += optionEntry(option);
    }
    return out + kClosing;
}

} // namespace driftwood::cli
