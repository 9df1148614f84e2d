#pragma once

#include <CLI/CLI.hpp>

namespace driftwood::cli {

/// CLI11's help, with texts wrapped at the terminal's width.
class HelpFormatter : public CLI::Formatter {
  public:
    explicit HelpFormatter(int width);

    std::string make_option(const CLI::Option* option, bool isPositional) const override;
    std::string make_subcommand(const CLI::App* sub) const override;
    std::string make_description(const CLI::App* app) const override;
    std::string make_footer(const CLI::App* app) const override;

  private:
    [[nodiscard]] std::string entry(const std::string& name, const std::string& text) const;
    [[nodiscard]] std::string paragraphs(const std::string& text) const;

    int m_width;
};

} // namespace driftwood::cli
