#include "common/cli/arguments.hpp"

#include "common/text/edit_distance.hpp"

#include <fmt/format.h>

#include <utility>

namespace blotter::cli {
namespace {

bool needs_value(const CLI::Option& option) { return option.get_items_expected_min() > 0; }

// Takes all words that follow it (--remove ID...).
bool takes_many(const CLI::Option& option) {
  return option.get_allow_extra_args() && option.get_items_expected_max() > 1;
}

class Parting {
 public:
  Parting(const CLI::App& app, const std::vector<std::string>& arguments,
          const std::function<bool(std::string_view)>& is_word)
      : app_(app), arguments_(arguments), is_word_(is_word) {}

  Result<Arguments> run() {
    while (at_ < arguments_.size()) {
      const std::string& argument = arguments_[at_++];
      if (argument == "--") {
        parted_.words.insert(parted_.words.end(), arguments_.begin() + static_cast<std::ptrdiff_t>(at_),
                             arguments_.end());
        break;
      }
      Result<void> done;
      if (argument.size() > 1 && argument.starts_with("--")) done = long_option(argument);
      else if (argument.size() > 1 && argument.front() == '-') done = short_options(argument);
      else parted_.words.push_back(argument);
      if (!done) return tl::unexpected<Error>(done.error());
    }
    return std::move(parted_);
  }

 private:
  [[nodiscard]] const CLI::Option* find(const std::string& name) const { return app_.get_option_no_throw(name); }

  Result<void> long_option(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const CLI::Option* option = find(name);
    if (!option) return unknown(name, fmt::format("'{}'", argument));
    if (equals != std::string::npos) {
      if (equals + 1 == argument.size() && needs_value(*option)) return no_value(name);
      parted_.options.push_back(argument);
      return {};
    }
    return take(name, *option);
  }

  // The option's own argument and the values behind it.
  Result<void> take(const std::string& name, const CLI::Option& option) {
    parted_.options.push_back(name);
    if (needs_value(option)) {
      if (at_ == arguments_.size() || forgot_value(arguments_[at_])) return no_value(name);
      const std::string& value = arguments_[at_++];
      if (value.empty()) parted_.options.push_back(value);
      else parted_.options.back() += (name.starts_with("--") ? "=" : "") + value;
    }
    if (takes_many(option))
      while (at_ < arguments_.size() && (arguments_[at_].size() < 2 || arguments_[at_].front() != '-'))
        parted_.options.push_back(arguments_[at_++]);
    return {};
  }

  // Whether there is an option in place of a value.
  [[nodiscard]] bool forgot_value(const std::string& next) const {
    return next.starts_with("--") && find(next.substr(0, next.find('='))) != nullptr;
  }

  static Result<void> no_value(const std::string& name) {
    return fail(ErrorCode::bad_usage, fmt::format("{} needs a value", name),
                fmt::format("write {0} VALUE, or {0}=VALUE when it begins with two dashes", name));
  }

  // -q, -n3, -n 3, -qn3.
  Result<void> short_options(const std::string& argument) {
    if (is_short(argument)) {
      const std::string name = last_of(argument);
      const CLI::Option& last = *find(name);
      if (!needs_value(last) || argument.size() > argument.find(name[1], 1) + 1) {
        parted_.options.push_back(argument);
        return {};
      }
      for (std::size_t i = 1; i + 1 < argument.size(); ++i) parted_.options.push_back({'-', argument[i]});
      return take(name, last);
    }
    if (is_word_(argument)) {
      parted_.words.push_back(argument);
      return {};
    }
    return unknown("-" + argument, fmt::format("'{}'", argument));
  }

  // Short options that take no value, and one at the end that may; not the name of a long option with a dash too few.
  [[nodiscard]] bool is_short(const std::string& argument) const {
    if (argument.size() > 2 && find("-" + argument.substr(0, argument.find('=')))) return false;
    for (std::size_t i = 1; i < argument.size(); ++i) {
      const CLI::Option* option = find({'-', argument[i]});
      if (!option) return false;
      if (needs_value(*option)) return i == 1 || i + 1 == argument.size();
    }
    return true;
  }
  [[nodiscard]] std::string last_of(const std::string& argument) const {
    for (std::size_t i = 1; i < argument.size(); ++i)
      if (needs_value(*find({'-', argument[i]})) || i + 1 == argument.size()) return {'-', argument[i]};
    return {};
  }

  // `name` has two dashes, as the option that may be meant.
  [[nodiscard]] Result<void> unknown(const std::string& name, const std::string& shown) const {
    std::string hint = find(name) ? name : text::nearest_name(name, option_names(app_));
    if (!hint.empty()) hint = fmt::format("did you mean {}? ", hint);
    const std::string word = shown.substr(1, shown.size() - 2);
    if (word.starts_with("--")) hint += fmt::format("{} --help lists all", app_.get_name());
    else hint += fmt::format("A word with a dash goes behind -- or in quotes: -- {0}, 'WORD {0}'", word);
    return fail(ErrorCode::bad_usage, fmt::format("unknown option {}", shown), hint);
  }

  const CLI::App& app_;
  const std::vector<std::string>& arguments_;
  const std::function<bool(std::string_view)>& is_word_;
  std::size_t at_ = 0;
  Arguments parted_;
};

}  // namespace

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    if (!option->get_group().empty())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

Result<Arguments> part_arguments(const CLI::App& app, const std::vector<std::string>& arguments,
                                 const std::function<bool(std::string_view)>& is_word) {
  return Parting(app, arguments, is_word).run();
}

}  // namespace blotter::cli
