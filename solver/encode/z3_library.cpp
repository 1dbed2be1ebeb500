// SPDX-License-Identifier: BSD-2-Clause
// libz3 costs more to load than most tests cost to check. So nothing is linked with it: what z3++.h calls is
// defined here, and each function passes the call on to the one of that name in the library.
#include "solver/encode/z3_library.hpp"
#include <dlfcn.h>
#include <stdexcept>
#include <z3.h>
#include <z3_version.h>

namespace barrister::solver {
namespace {

struct Library {
  void* handle = dlopen(BARRISTER_Z3_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  std::string problem;
  Library();
};

Library::Library() {
  if (!handle) {
    problem = std::string("Z3 cannot be loaded: ") + dlerror();
    return;
  }
  unsigned major = 0, minor = 0, build = 0, revision = 0;
  auto const version = reinterpret_cast<decltype(&Z3_get_version)>(dlsym(handle, "Z3_get_version"));
  if (version) version(&major, &minor, &build, &revision);
  if (major < Z3_MAJOR_VERSION || (major == Z3_MAJOR_VERSION && minor < Z3_MINOR_VERSION))
    problem = "Z3 is too old: " + std::to_string(major) + "." + std::to_string(minor) + ", and " +
              std::to_string(Z3_MAJOR_VERSION) + "." + std::to_string(Z3_MINOR_VERSION) + " is needed";
}

Library const& library() {
  static Library const loaded;
  return loaded;
}

template <class Function> Function* find(char const* name) {
  auto* const found = dlsym(library().handle, name);
  if (!found) throw std::runtime_error(std::string("Z3 has no ") + name + "()");
  return reinterpret_cast<Function*>(found);
}

} // namespace

std::string const& z3_problem() { return library().problem; }

} // namespace barrister::solver

// Each looks its function up once.
#define FORWARD(name, ...)                                                                                   \
  static auto* const function = barrister::solver::find<decltype(name)>(#name);                              \
  return function(__VA_ARGS__)

extern "C" {
void Z3_ast_vector_dec_ref(Z3_context c, Z3_ast_vector v) { FORWARD(Z3_ast_vector_dec_ref, c, v); }
Z3_ast Z3_ast_vector_get(Z3_context c, Z3_ast_vector v, unsigned i) { FORWARD(Z3_ast_vector_get, c, v, i); }
void Z3_ast_vector_inc_ref(Z3_context c, Z3_ast_vector v) { FORWARD(Z3_ast_vector_inc_ref, c, v); }
void Z3_ast_vector_push(Z3_context c, Z3_ast_vector v, Z3_ast a) { FORWARD(Z3_ast_vector_push, c, v, a); }
unsigned Z3_ast_vector_size(Z3_context c, Z3_ast_vector v) { FORWARD(Z3_ast_vector_size, c, v); }
void Z3_dec_ref(Z3_context c, Z3_ast a) { FORWARD(Z3_dec_ref, c, a); }
void Z3_del_config(Z3_config c) { FORWARD(Z3_del_config, c); }
void Z3_del_context(Z3_context c) { FORWARD(Z3_del_context, c); }
Z3_func_decl Z3_get_app_decl(Z3_context c, Z3_app a) { FORWARD(Z3_get_app_decl, c, a); }
Z3_ast_kind Z3_get_ast_kind(Z3_context c, Z3_ast a) { FORWARD(Z3_get_ast_kind, c, a); }
Z3_decl_kind Z3_get_decl_kind(Z3_context c, Z3_func_decl d) { FORWARD(Z3_get_decl_kind, c, d); }
Z3_error_code Z3_get_error_code(Z3_context c) { FORWARD(Z3_get_error_code, c); }
Z3_string Z3_get_error_msg(Z3_context c, Z3_error_code err) { FORWARD(Z3_get_error_msg, c, err); }
Z3_sort Z3_get_sort(Z3_context c, Z3_ast a) { FORWARD(Z3_get_sort, c, a); }
Z3_sort_kind Z3_get_sort_kind(Z3_context c, Z3_sort t) { FORWARD(Z3_get_sort_kind, c, t); }
void Z3_inc_ref(Z3_context c, Z3_ast a) { FORWARD(Z3_inc_ref, c, a); }
Z3_ast_vector Z3_mk_ast_vector(Z3_context c) { FORWARD(Z3_mk_ast_vector, c); }
Z3_sort Z3_mk_bool_sort(Z3_context c) { FORWARD(Z3_mk_bool_sort, c); }
Z3_config Z3_mk_config() { FORWARD(Z3_mk_config); }
Z3_ast Z3_mk_const(Z3_context c, Z3_symbol s, Z3_sort ty) { FORWARD(Z3_mk_const, c, s, ty); }
Z3_context Z3_mk_context_rc(Z3_config c) { FORWARD(Z3_mk_context_rc, c); }
Z3_ast Z3_mk_not(Z3_context c, Z3_ast a) { FORWARD(Z3_mk_not, c, a); }
Z3_ast Z3_mk_or(Z3_context c, unsigned num_args, Z3_ast const* args) { FORWARD(Z3_mk_or, c, num_args, args); }
Z3_params Z3_mk_params(Z3_context c) { FORWARD(Z3_mk_params, c); }
Z3_solver Z3_mk_solver_for_logic(Z3_context c, Z3_symbol logic) { FORWARD(Z3_mk_solver_for_logic, c, logic); }
Z3_symbol Z3_mk_string_symbol(Z3_context c, Z3_string s) { FORWARD(Z3_mk_string_symbol, c, s); }
void Z3_model_dec_ref(Z3_context c, Z3_model m) { FORWARD(Z3_model_dec_ref, c, m); }
Z3_bool_opt Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool model_completion, Z3_ast* v) {
  FORWARD(Z3_model_eval, c, m, t, model_completion, v);
}
void Z3_model_inc_ref(Z3_context c, Z3_model m) { FORWARD(Z3_model_inc_ref, c, m); }
void Z3_params_dec_ref(Z3_context c, Z3_params p) { FORWARD(Z3_params_dec_ref, c, p); }
void Z3_params_inc_ref(Z3_context c, Z3_params p) { FORWARD(Z3_params_inc_ref, c, p); }
void Z3_params_set_uint(Z3_context c, Z3_params p, Z3_symbol k, unsigned v) {
  FORWARD(Z3_params_set_uint, c, p, k, v);
}
void Z3_set_ast_print_mode(Z3_context c, Z3_ast_print_mode mode) { FORWARD(Z3_set_ast_print_mode, c, mode); }
void Z3_set_error_handler(Z3_context c, Z3_error_handler h) { FORWARD(Z3_set_error_handler, c, h); }
void Z3_solver_assert(Z3_context c, Z3_solver s, Z3_ast a) { FORWARD(Z3_solver_assert, c, s, a); }
Z3_lbool Z3_solver_check_assumptions(Z3_context c, Z3_solver s, unsigned num_assumptions,
                                     Z3_ast const* assumptions) {
  FORWARD(Z3_solver_check_assumptions, c, s, num_assumptions, assumptions);
}
void Z3_solver_dec_ref(Z3_context c, Z3_solver s) { FORWARD(Z3_solver_dec_ref, c, s); }
Z3_model Z3_solver_get_model(Z3_context c, Z3_solver s) { FORWARD(Z3_solver_get_model, c, s); }
Z3_string Z3_solver_get_reason_unknown(Z3_context c, Z3_solver s) {
  FORWARD(Z3_solver_get_reason_unknown, c, s);
}
void Z3_solver_inc_ref(Z3_context c, Z3_solver s) { FORWARD(Z3_solver_inc_ref, c, s); }
void Z3_solver_set_params(Z3_context c, Z3_solver s, Z3_params p) { FORWARD(Z3_solver_set_params, c, s, p); }
}
