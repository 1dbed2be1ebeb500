// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_c.hpp"
#include "tests/support/chance.hpp"
#include <vector>

namespace barrister {
namespace {

struct Variable {
  std::string type, name;
};
struct Function {
  std::string name;
  std::size_t parameters = 0;
};

class Generator {
public:
  explicit Generator(std::uint64_t seed) : chance_(seed) {
    out_.name = "p" + std::to_string(seed) + "_";
    enums();
    defines();
    globals();
    for (auto n = chance_.below(3); n > 0; --n) function();
    visible_ = globals_;
    statements(3 + chance_.below(4), 2);
    out_.code = std::move(code_);
    for (std::size_t i = 0; i < out_.outcomes; ++i) out_.declarations += "long " + outcome(i) + ";\n";
  }
  CProgram take() { return std::move(out_); }

private:
  std::string global(std::string const& name) const { return out_.name + name; }
  std::string outcome(std::size_t i) const { return global("o" + std::to_string(i)); }

  std::string type() {
    return chance_.one_of({"u8", "s8", "u16", "s16", "u32", "int", "unsigned int", "short", "unsigned char",
                           "char", "long", "unsigned long", "u64", "s64", "bool"});
  }

  std::string constant() {
    auto const value = chance_.one_of({"0",
                                       "1",
                                       "2",
                                       "3",
                                       "7",
                                       "8",
                                       "31",
                                       "127",
                                       "128",
                                       "200",
                                       "255",
                                       "256",
                                       "32767",
                                       "32768",
                                       "65535",
                                       "65536",
                                       "2147483647",
                                       "2147483648",
                                       "4294967295",
                                       "4294967296",
                                       "9223372036854775807",
                                       "0x7fffffff",
                                       "0x80000000",
                                       "0xffffffff",
                                       "0x100000000",
                                       "0x7fffffffffffffff",
                                       "0x8000000000000000",
                                       "0xffffffffffffffff",
                                       "010",
                                       "0377",
                                       "037777777777",
                                       "020000000000",
                                       "0XaB"});
    return value + chance_.one_of({"", "", "", "u", "l", "UL", "ll", "ULL"});
  }

  // What a constant expression may have.
  std::string known(int depth) {
    if (depth == 0 || chance_.once_in(3))
      return constants_.empty() || !chance_.once_in(3) ? constant() : some(constants_);
    return operation(depth, &Generator::known);
  }

  std::string some(std::vector<std::string> const& names) { return names[chance_.below(names.size())]; }

  std::string value(int depth) {
    if (depth == 0 || chance_.once_in(5)) {
      if (!visible_.empty() && !chance_.once_in(3)) return visible_[chance_.below(visible_.size())].name;
      return known(0);
    }
    if (!functions_.empty() && chance_.once_in(12)) return call(depth - 1);
    if (chance_.once_in(12)) {
      auto const of = chance_.below(3);
      return "sizeof(" +
             (of == 0                       ? type()
              : of == 1 && !arrays_.empty() ? some(arrays_)
                                            : value(depth - 1)) +
             ")";
    }
    return operation(depth, &Generator::value);
  }

  std::string call(int depth) {
    auto const& f = functions_[chance_.below(functions_.size())];
    std::string out = f.name + "(";
    for (std::size_t i = 0; i < f.parameters; ++i) out += (i > 0 ? ", " : "") + value(depth);
    return out + ")";
  }

  using Part = std::string (Generator::*)(int);
  std::string operation(int depth, Part of) {
    auto const part = [&] { return "(" + (this->*of)(depth - 1) + ")"; };
    switch (chance_.below(9)) {
    case 0: return chance_.one_of({"-", "~", "!", "+"}) + part();
    case 1: return "(" + type() + ") " + part();
    case 2:
      return part() + chance_.one_of({" << ", " >> "}) + "(" + part() + " & 31)"; // int has no more bits
    case 3:
      return part() + chance_.one_of({" / ", " % "}) + "((" + part() + " & 15) + 1)"; // neither 0 nor below
    case 4: // what a variable starts with may not choose
      if (of == &Generator::value) return part() + " ? " + part() + " : " + part();
      [[fallthrough]];
    case 5: return part() + chance_.one_of({" && ", " || "}) + part();
    case 6: return part() + chance_.one_of({" == ", " != ", " < ", " <= ", " > ", " >= "}) + part();
    default: return part() + chance_.one_of({" + ", " - ", " * ", " & ", " | ", " ^ "}) + part();
    }
  }

  void enums() {
    if (chance_.once_in(2)) return;
    out_.declarations += "enum { "; // one with a name is a type, of which we refuse those below 0
    for (std::size_t i = 0, n = 1 + chance_.below(3); i < n; ++i) {
      auto const name = global("E" + std::to_string(i));
      out_.declarations += (i > 0 ? ", " : "") + name;
      if (chance_.once_in(3))
        out_.declarations += chance_.one_of({" = -1", " = 5", " = 0x10", " = 010", " = -128 + 3"});
      else if (chance_.once_in(2))
        out_.declarations += " = (" + known(2) + ") & 0x7fff"; // all of them an int can hold
      constants_.push_back(name);
    }
    out_.declarations += " };\n";
  }
  void defines() {
    for (std::size_t i = 0, n = chance_.below(3); i < n; ++i) {
      auto const name = global("D" + std::to_string(i));
      out_.declarations +=
          "#define " + name + " " + (chance_.once_in(2) ? constant() : "(" + known(2) + ")") + "\n";
      constants_.push_back(name);
    }
  }
  void globals() {
    for (std::size_t i = 0, n = chance_.below(3); i < n; ++i) {
      arrays_.push_back(global("a" + std::to_string(i)));
      out_.declarations += type() + " " + arrays_.back() + "[((" + known(2) + ") & 15) + 1];\n";
    }
    for (std::size_t i = 0, n = 1 + chance_.below(3); i < n; ++i) {
      globals_.push_back({type(), global("g" + std::to_string(i))});
      out_.declarations += globals_.back().type + " " + globals_.back().name + " = " + known(2) + ";\n";
    }
  }

  // Of its parameters alone: what it is called beside is not changed by it.
  void function() {
    auto const result = type(), name = global("f" + std::to_string(functions_.size()));
    Function f{name, 1 + chance_.below(2)};
    std::string list;
    visible_.clear();
    for (std::size_t i = 0; i < f.parameters; ++i) {
      visible_.push_back({type(), "a" + std::to_string(i)});
      list += (i > 0 ? ", " : "") + visible_.back().type + " " + visible_.back().name;
    }
    is_task_ = false;
    statements(chance_.below(3), 1);
    is_task_ = true;
    out_.declarations +=
        "static " + result + " " + name + "(" + list + ")\n{\n" + code_ + "return " + value(2) + ";\n}\n";
    code_.clear();
    functions_.push_back(std::move(f));
  }

  void statements(std::size_t n, int depth) {
    for (; n > 0; --n) statement(depth);
  }
  void block(int depth) {
    auto const outside = visible_;
    code_ += "{\n";
    statements(1 + chance_.below(3), depth - 1);
    code_ += "}\n";
    visible_ = outside;
  }
  void statement(int depth) {
    switch (chance_.below(depth > 0 ? 10 : 6)) {
    case 0:
    case 1: declare(); return;
    case 2: change(); return;
    case 6:
      code_ += "if (" + value(2) + ") ";
      block(depth);
      code_ += "else ";
      block(depth);
      return;
    case 7: {
      auto const i = "i" + std::to_string(loops_++);
      code_ += "for (" + chance_.one_of({"int", "u8", "s8", "u16", "unsigned int", "long"}) + " " + i +
               " = 0; " + i + " < " + chance_.one_of({"1", "2"}) + "; " + i + "++) ";
      block(depth);
      return;
    }
    case 8: choice(depth); return;
    case 9: block(depth); return;
    default:
      if (is_task_)
        code_ += outcome(out_.outcomes++) + " = " + value(3) + ";\n";
      else
        change();
    }
  }
  // Each type has names of its own, the same in each block: what ended before is not what is there now.
  void declare() {
    auto const kind = type();
    std::string name = "v";
    for (char const c : kind) name += c == ' ' ? '_' : c;
    for (auto const& v : visible_)
      if (v.name == name) name += "x";
    auto const first = value(2);
    if (!visible_.empty() && chance_.once_in(60)) {
      auto const& hidden = visible_[chance_.below(visible_.size())].name;
      bool const is_global = hidden.starts_with(out_.name);
      if (is_global) out_.hides = true, name = hidden;
    }
    code_ += kind + " " + name + " = " + (name.starts_with(out_.name) ? constant() : first) + ";\n";
    if (!name.starts_with(out_.name)) visible_.push_back({kind, name});
  }
  void change() {
    if (visible_.empty()) return;
    auto const& name = visible_[chance_.below(visible_.size())].name;
    switch (chance_.below(4)) {
    case 0: code_ += chance_.one_of({"++", "--"}) + name + ";\n"; return;
    case 1: code_ += name + chance_.one_of({"++", "--"}) + ";\n"; return;
    case 2: code_ += name + chance_.one_of({" <<= ", " >>= "}) + "(" + value(1) + ") & 7;\n"; return;
    default:
      code_ +=
          name + chance_.one_of({" = ", " += ", " -= ", " *= ", " &= ", " |= ", " ^= "}) + value(2) + ";\n";
    }
  }
  void choice(int depth) {
    code_ += "switch (" + value(2) + ") {\ncase " + chance_.one_of({"0", "1", "255", "-1"}) + ":\n";
    block(depth);
    if (!chance_.once_in(3)) code_ += "break;\n";
    code_ += "case " + chance_.one_of({"2", "200", "0xffff", "0x80000000"}) + ":\n";
    block(depth);
    code_ += "break;\ndefault:\n";
    block(depth);
    code_ += "}\n";
  }

  Chance chance_;
  CProgram out_;
  std::string code_;
  std::vector<std::string> constants_, arrays_;
  std::vector<Variable> globals_, visible_;
  std::vector<Function> functions_;
  int loops_ = 0;
  bool is_task_ = true;
};

} // namespace

CProgram generate_c(std::uint64_t seed) { return Generator(seed).take(); }

} // namespace barrister
