// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/vocabulary.hpp"
#include "frontend/litmus/types.hpp"

namespace barrister::frontend::litmus {

void declare_types(ast::Declaration const& declaration, Vocabulary& vocabulary) {
  for (auto const& d : declaration.declarators) {
    auto const wrong = [&](std::string message, std::string hint) {
      vocabulary.wrong.push_back({d.span, std::move(message), std::move(hint)});
    };
    if (d.is_array)
      wrong("unsupported: a typedef of an array", "a struct with an array in it is a type, too");
    if (d.value || d.is_list) wrong("a typedef has no value", "");
    auto const type = type_of(declaration, d);
    if (type.of) wrong("unsupported: a typedef of typeof()", "write the type itself");
    auto const means = to_type(type);
    bool const is_of_architecture = d.name == "arch_spinlock_t"; // each has its own
    if (is_integer({d.name, 0}) && !is_of_architecture) {        // it has its width already
      auto const known = to_type({d.name, 0});
      bool const is_struct = means.spelling.starts_with("struct ");
      if (is_struct || !is_integer(type) || known.bits != means.bits || known.is_signed != means.is_signed)
        wrong("'" + d.name + "' is another type already", "leave this typedef out, or give it another name");
      continue;
    }
    if (auto const at = vocabulary.unknown_types.find(d.name); at != vocabulary.unknown_types.end())
      vocabulary.wrong.push_back({at->second, "'" + d.name + "' is used before the typedef that declares it",
                                  "put the typedef above, or into a file that is used"});
    auto const [at, is_new] = vocabulary.types.emplace(d.name, type);
    if (!is_new && to_type(at->second).spelling != means.spelling)
      wrong("'" + d.name + "' is declared twice", "");
  }
}

} // namespace barrister::frontend::litmus
