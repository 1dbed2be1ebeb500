// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/json_schema.hpp"
#include <algorithm>
#include <set>

namespace barrister {
namespace {

using nlohmann::json;

std::string const definitions = "#/$defs/";

// Looks at every schema in a schema.
class Examined {
public:
  Examined(json const& root, std::vector<std::string>& problems) : root_(root), problems_(problems) {}

  void look_at(json const& schema, std::string const& at) {
    if (schema.is_boolean()) return;
    if (!schema.is_object()) return problem(at, "a schema is an object, or true or false");
    for (auto const& [keyword, value] : schema.items()) look_at(keyword, value, at);
  }

private:
  void problem(std::string const& at, std::string const& words) { problems_.push_back(at + ": " + words); }
  void look_at(std::string const& keyword, json const& value, std::string const& at) {
    static std::set<std::string> const plain = {"$schema", "$comment", "title",    "description",
                                                "type",    "enum",     "const",    "required",
                                                "minimum", "minItems", "maxItems", "minLength"};
    auto const below = at + "/" + keyword;
    if (keyword == "properties" || keyword == "$defs") {
      for (auto const& [name, part] : value.items()) look_at(part, below + "/" + name);
    } else if (keyword == "items" || keyword == "additionalProperties") {
      look_at(value, below);
    } else if (keyword == "anyOf") {
      if (value.empty()) problem(at, "anyOf of nothing");
      for (std::size_t i = 0; i < value.size(); ++i) look_at(value[i], below + "/" + std::to_string(i));
    } else if (keyword == "$ref") {
      auto const name = value.get<std::string>();
      bool const is_ours = name.starts_with(definitions);
      if (!is_ours || !root_.at("$defs").contains(name.substr(definitions.size())))
        problem(at, "no such $ref: " + name);
    } else if (!plain.contains(keyword)) {
      problem(at, "unknown keyword '" + keyword + "'");
    }
  }

  json const& root_;
  std::vector<std::string>& problems_;
};

bool is_of_type(json const& value, std::string const& type) {
  return type == "object"    ? value.is_object()
         : type == "array"   ? value.is_array()
         : type == "string"  ? value.is_string()
         : type == "boolean" ? value.is_boolean()
         : type == "null"    ? value.is_null()
         : type == "number"  ? value.is_number()
         : type == "integer" ? value.is_number_integer()
                             : false;
}

// Compares a value with a schema.
class Compared {
public:
  Compared(json const& root, std::set<std::string>& seen) : root_(root), seen_(seen) {}

  std::vector<std::string> part(json const& value, std::string const& name, std::string const& at) const {
    auto out = of(value, root_.at("$defs").at(name), at);
    if (out.empty()) seen_.insert(name);
    return out;
  }
  std::vector<std::string> of(json const& value, json const& schema, std::string const& at) const {
    std::vector<std::string> out;
    if (schema.is_boolean()) {
      if (!schema.get<bool>()) out.push_back(at + ": nothing is due here");
      return out;
    }
    for (auto const& [keyword, says] : schema.items()) {
      if (keyword == "$ref")
        append(out, part(value, says.get<std::string>().substr(definitions.size()), at));
      else if (keyword == "anyOf")
        append(out, any_of(value, says, at));
      else if (auto const words = plain(value, keyword, says); !words.empty())
        out.push_back(at + ": " + words);
    }
    if (value.is_object()) append(out, members(value, schema, at));
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        append(out, of(value[i], schema["items"], at + "/" + std::to_string(i)));
    return out;
  }

private:
  static void append(std::vector<std::string>& to, std::vector<std::string> const& more) {
    to.insert(to.end(), more.begin(), more.end());
  }
  static std::string plain(json const& value, std::string const& keyword, json const& says) {
    if (keyword == "type") {
      auto const types = says.is_array() ? says : json::array({says});
      bool const fits = std::ranges::any_of(types, [&](json const& t) { return is_of_type(value, t); });
      return fits ? "" : "not of type " + says.dump() + ": " + value.dump();
    }
    if (keyword == "enum")
      return std::ranges::find(says, value) != says.end() ? ""
                                                          : "none of " + says.dump() + ": " + value.dump();
    if (keyword == "const") return value == says ? "" : "not " + says.dump() + ": " + value.dump();
    if (keyword == "minimum") return !value.is_number() || value >= says ? "" : "too small: " + value.dump();
    if (keyword == "minLength")
      return !value.is_string() || value.get_ref<std::string const&>().size() >= says ? "" : "too short";
    if (keyword == "minItems") return !value.is_array() || value.size() >= says ? "" : "too few";
    if (keyword == "maxItems") return !value.is_array() || value.size() <= says ? "" : "too many";
    if (keyword == "required" && value.is_object())
      for (auto const& name : says)
        if (!value.contains(name.get<std::string>())) return "no member " + name.dump();
    return "";
  }
  std::vector<std::string> members(json const& value, json const& schema, std::string const& at) const {
    std::vector<std::string> out;
    auto const known = schema.value("properties", json::object());
    for (auto const& [name, member] : value.items()) {
      if (known.contains(name))
        append(out, of(member, known[name], at + "/" + name));
      else if (schema.contains("additionalProperties"))
        append(out, of(member, schema["additionalProperties"], at + "/" + name));
    }
    return out;
  }
  // The complaints of the schema that comes nearest.
  std::vector<std::string> any_of(json const& value, json const& schemas, std::string const& at) const {
    std::vector<std::string> nearest;
    for (auto const& schema : schemas) {
      auto found = of(value, schema, at);
      if (found.empty()) return {};
      if (nearest.empty() || found.size() < nearest.size()) nearest = std::move(found);
    }
    return nearest;
  }

  json const& root_;
  std::set<std::string>& seen_;
};

} // namespace

JsonSchema::JsonSchema(json schema) : schema_(std::move(schema)) {
  Examined(schema_, problems_).look_at(schema_, "");
}

std::vector<std::string> JsonSchema::complaints(json const& value, std::string const& part) {
  Compared const compared(schema_, seen_);
  return part.empty() ? compared.of(value, schema_, "") : compared.part(value, part, "");
}

std::set<std::string> JsonSchema::parts() const {
  std::set<std::string> out;
  for (auto const& [name, _] : schema_.at("$defs").items()) out.insert(name);
  return out;
}

} // namespace barrister
