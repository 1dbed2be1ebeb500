// SPDX-License-Identifier: BSD-2-Clause
// The layer of declarations around C. Its words are words only where a declaration, or a part of one, begins:
// C code may use them as names.
#include "frontend/characters.hpp"
#include "frontend/protocol/read.hpp"
#include "frontend/protocol/terminals.hpp"

namespace barrister::frontend::litmus {

namespace {

namespace p = protocol::ast;

struct CpuList {
  std::vector<std::uint32_t> cpus;
  std::vector<Span> spans;
};
struct Quantified {
  p::Word bound;
  bool by_task = false;
};

} // namespace

x3::rule<struct word_id, p::Word> const word = "a name";
x3::rule<struct sentence_id, p::Word> const sentence = "a text in quotes";
x3::rule<struct cpus_id, CpuList> const cpus = "CPUs";
x3::rule<struct enum_id, p::Enum> const enum_ = "'enum'";
x3::rule<struct enum_and_global_id, p::EnumAndGlobal> const enum_and_global = "'enum'";
x3::rule<struct struct_and_global_id, p::StructAndGlobal> const struct_and_global = "'struct'";
x3::rule<struct typed_struct_id, ast::Struct> const typed_struct = "'struct'";
x3::rule<struct member_id, ast::Declaration> const member = "a declaration";
x3::rule<struct typedef_id, p::Typedef> const typedef_ = "'typedef'";
x3::rule<struct globals_id, ast::Declaration> const globals = "a name"; // behind a type
x3::rule<struct enumerator_id, p::Enumerator> const enumerator = "a name";
x3::rule<struct define_id, p::Define> const define = "'#define'";
x3::rule<struct struct_id, ast::Struct> const struct_ = "'struct'";
x3::rule<struct special_id, p::Specials> const special = "a variable";
x3::rule<struct one_special_id, p::Special> const one_special = "a variable";
x3::rule<struct another_id, p::Special> const another = "a name";
x3::rule<struct by_macro_id, ast::Declaration> const by_macro = "a variable";
x3::rule<struct global_id, p::Global> const global = "a variable";
x3::rule<struct global_by_macro_id, p::Global> const global_by_macro = "a variable";
x3::rule<struct external_id> const external = "'extern'";
x3::rule<struct function_id, p::Function> const function = "a function";
x3::rule<struct hook_id, p::Function> const hook = "'hook'";
x3::rule<struct code_of_id, p::Code> const code_of = "code";
x3::rule<struct world_id, p::World> const world = "'world'";
x3::rule<struct task_id, p::Task> const task = "'task'";
x3::rule<struct agent_id, p::Agent> const agent = "'agent'";
x3::rule<struct start_id, p::Start> const start = "'start'";
x3::rule<struct invariant_id, p::Invariant> const invariant = "'invariant'";
x3::rule<struct property_id, p::Property> const property = "'property'";
x3::rule<struct quantified_id, Quantified> const quantified = "'for'";
x3::rule<struct replace_id, p::Replace> const replace = "'replace'";
x3::rule<struct protocol_declaration_id, p::Declaration> const protocol_declaration = "a declaration";
x3::rule<struct change_id, p::Declaration> const change = "a declaration";
x3::rule<struct variant_id, p::Variant> const variant = "'variant'";
x3::rule<struct model_use_id, p::ModelUse> const model_use = "a model";
x3::rule<struct expectation_id, p::Expectation> const expectation = "'holds', 'within' or 'violated'";
x3::rule<struct expect_id, p::Expect> const expect_ = "'expect'";
x3::rule<struct file_id, p::File> const file = "a declaration";

auto const set_word = [](auto& c) { _val(c) = {spelled(_attr(c)), _attr(c).span}; };
auto const set_text = [](auto& c) {
  auto const inside = _attr(c).text.substr(1, _attr(c).text.size() - 2);
  _val(c) = {std::string(inside), {_attr(c).span.begin + 1, _attr(c).span.end - 1}};
};
auto const set_name = [](auto& c) { _val(c).name = std::move(_attr(c)); };
// For people: their terminals are not to obey it.
auto const set_sentence = [](auto& c) {
  _val(c).sentence = std::move(_attr(c));
  _val(c).sentence.text = printable_lines(_val(c).sentence.text);
};
auto const set_value = [](auto& c) { _val(c).value = _attr(c); };
auto const keep = [](auto& c) { _val(c) = std::move(_attr(c)); };

auto const word_def = token(Kind::Identifier)[set_word];
auto const sentence_def = token(Kind::String)[set_text];

auto const add_cpu = [](auto& c) {
  _val(c).cpus.push_back(small_number_in(_attr(c)));
  _val(c).spans.push_back(_attr(c).span);
};
auto const cpus_def = token(Kind::Number)[add_cpu] > *(skip(Kind::Comma) > token(Kind::Number)[add_cpu]);

// Types and variables.
auto const add_enumerator = [](auto& c) { _val(c).all.push_back(std::move(_attr(c))); };
auto const enumerator_def = word[set_name] > -(skip(Kind::Assign) > assignment[set_value]);
auto const enum__def = spelled_as(Kind::Tag, "enum") >> -word[set_name] >>
                       skip(Kind::LeftBrace) > enumerator[add_enumerator] >
                       *(skip(Kind::Comma) >> !token(Kind::RightBrace) >> enumerator[add_enumerator]) >
                       -skip(Kind::Comma) > skip(Kind::RightBrace);
auto const define_def = skip(Kind::Define) > word[set_name] >
                        named("a value", no_parameters) > expression[set_value] > skip(Kind::EndOfLine);
auto const set_struct_name = [](auto& c) {
  _val(c).name = _attr(c).text;
  _val(c).span = _attr(c).span;
};
auto const add_member = [](auto& c) { _val(c).members.push_back(std::move(_attr(c))); };
auto const set_struct_aligned = [](auto& c) { _val(c).is_aligned = true; };
auto const set_inner = [](auto& c) {
  _val(c).inner = std::make_shared<ast::Struct const>(std::move(_attr(c)));
};
auto const add_inner_declarator = [](auto& c) { _val(c).declarators.push_back(std::move(_attr(c))); };
auto const member_def = (&(*skip(Kind::Qualifier) >> spelled_as(Kind::Tag, "struct") >>
                           -skip(Kind::Identifier) >> skip(Kind::LeftBrace)) >>
                         *skip(Kind::Qualifier) >> nested(typed_struct)[set_inner] >>
                         x3::expect[(&token(Kind::Semicolon) |
                                     (located(declarator)[add_inner_declarator] >
                                      *(skip(Kind::Comma) > located(declarator)[add_inner_declarator]))) >
                                    skip(Kind::Semicolon)]) |
                        declaration[keep];
auto const members = *(!token(Kind::RightBrace) >> x3::expect[member[add_member]]) > skip(Kind::RightBrace) >
                     *token(Kind::Alignment)[set_struct_aligned];
auto const struct__def = spelled_as(Kind::Tag, "struct") >> word[set_struct_name] >>
                         skip(Kind::LeftBrace) > members;
auto const typed_struct_def = spelled_as(Kind::Tag, "struct") >> -word[set_struct_name] >>
                              skip(Kind::LeftBrace) > members;

// The type has to be known before more is read.
auto const set_typed_struct = [](auto& c) { _val(c).structure = std::move(_attr(c)); };
auto const set_typed_enum = [](auto& c) { _val(c).enumeration = std::move(_attr(c)); };
auto const set_typedef_type = [](auto& c) {
  _val(c).declaration.type = _attr(c).words;
  _val(c).declaration.of = _attr(c).of;
  _val(c).declaration.stars = _attr(c).stars;
};
auto const add_type = [](auto& c) {
  auto& all = _val(c).declaration;
  _attr(c).stars += all.stars;
  all.declarators.push_back(std::move(_attr(c)));
};
auto const declare = [](auto& c) {
  auto& [structure, enumeration, types] = _val(c);
  auto const& first = types.declarators.front();
  if (structure && structure->name.empty()) {
    structure->name = first.name;
    structure->span = first.span;
  }
  if (enumeration && enumeration->name.text.empty()) enumeration->name = {first.name, first.span};
  if (structure) types.type = "struct " + structure->name;
  if (enumeration) types.type = "enum " + enumeration->name.text;
  declare_types(types, *vocabulary_in(c));
  vocabulary_in(c)->names_types = false;
};
auto const linkage = *skip(Kind::Qualifier);
auto const typed_begins = [](char const* tag) {
  return &(linkage >> spelled_as(Kind::Tag, tag) >> -skip(Kind::Identifier) >> skip(Kind::LeftBrace));
};
auto const begin_type = [](auto& c) { vocabulary_in(c)->types_typedef = true; };
auto const end_type = [](auto& c) { vocabulary_in(c)->types_typedef = false; };
auto const name_types = [](auto& c) { vocabulary_in(c)->names_types = true; };
auto const typedef__def = keyword("typedef") >
                          (((typed_begins("struct") >> linkage >> typed_struct[set_typed_struct]) |
                            (typed_begins("enum") >> linkage >> enum_[set_typed_enum]) |
                            (x3::eps[begin_type] >> type[set_typedef_type] >> x3::eps[end_type])) >>
                           x3::eps[name_types]) > located(declarator)[add_type] >
                          *(skip(Kind::Comma) > located(declarator)[add_type]) >
                          (skip(Kind::Semicolon) >> x3::eps)[declare];

// What follows the closing brace: variables of that type.
auto const add_declarator = [](auto& c) { _val(c).declarators.push_back(std::move(_attr(c))); };
auto const globals_def = (&token(Kind::Semicolon) |
                          (located(declarator)[add_declarator] >
                           *(skip(Kind::Comma) > located(declarator)[add_declarator]))) >
                         skip(Kind::Semicolon);
auto const set_enum = [](auto& c) {
  _val(c).type = std::move(_attr(c));
  auto const& name = _val(c).type.name.text;
  _val(c).declaration.type = name.empty() ? "enum" : "enum " + name;
};
auto const set_struct = [](auto& c) {
  _val(c).type = std::move(_attr(c));
  _val(c).declaration.type = "struct " + _val(c).type.name;
};
auto const set_globals = [](auto& c) { _val(c).declaration.declarators = std::move(_attr(c).declarators); };
auto const enum_begins =
    &(linkage >> spelled_as(Kind::Tag, "enum") >> -skip(Kind::Identifier) >> skip(Kind::LeftBrace));
auto const struct_begins =
    &(linkage >> spelled_as(Kind::Tag, "struct") >> skip(Kind::Identifier) >> skip(Kind::LeftBrace));
auto const enum_and_global_def = (enum_begins >> linkage) > enum_[set_enum] > globals[set_globals];
auto const struct_and_global_def = (struct_begins >> linkage) > struct_[set_struct] > globals[set_globals];
auto const set_declaration = [](auto& c) { _val(c).declaration = std::move(_attr(c)); };
auto const global_def = declaration[set_declaration];
auto const global_by_macro_def = by_macro[set_declaration];

template <p::Special::Owner owner> auto const owned_by = [](auto& c) { _val(c).owner = owner; };
template <p::Special::By by> auto const of_each = [](auto& c) { _val(c).by = by; };
template <p::Special::Counting how>
auto const counts = [](auto& c) {
  _val(c).counting = how;
  _val(c).owner = p::Special::Owner::Ghost;
};
auto const set_special_type = [](auto& c) {
  _val(c).type = std::move(_attr(c));
  _val(c).stars_of_typedef = _val(c).type.stars;
};
auto const add_special_star = [](auto& c) { ++_val(c).type.stars; };
auto const attribute = [](auto const& p, auto const& action) { return (x3::omit[p] >> x3::eps)[action]; };
auto const by_each = (attribute(define_per_cpu, of_each<p::Special::By::Cpu>) |
                      attribute(keyword("DEFINE_PER_TASK"), of_each<p::Special::By::Task>)) >
                     skip(Kind::LeftParen) > type[set_special_type] > *token(Kind::Star)[add_special_star] >
                     skip(Kind::Comma) > word[set_name] > skip(Kind::RightParen);
auto const special_stars = *(token(Kind::Star)[add_special_star] >> *skip(Kind::Qualifier));
auto const plain = type[set_special_type] > special_stars > word[set_name];
auto const special_begins = -spelled_as(Kind::Qualifier, "static") >>
                            (keyword("owned") | keyword("ghost") | define_per_cpu |
                             keyword("DEFINE_PER_TASK"));
auto const special_value = -(skip(Kind::Assign) > assignment[set_value]);
auto const one_special_def =
    ((attribute(keyword("ghost") >> keyword("count"), counts<p::Special::Counting::Count>) > word[set_name]) |
     (attribute(keyword("ghost") >> keyword("ever"), counts<p::Special::Counting::Ever>) > word[set_name]) |
     (attribute(keyword("ghost"), owned_by<p::Special::Owner::Ghost>) > (by_each | plain)) |
     (attribute(keyword("owned"), owned_by<p::Special::Owner::Owned>) > (by_each | plain)) | by_each) >
    *skip(Kind::Alignment) > special_value;
auto const another_def = special_stars >> word[set_name] > special_value;
auto const add_first = [](auto& c) { _val(c).all.push_back(std::move(_attr(c))); };
auto const add_another = [](auto& c) { // as the first, but for its stars, its name and its value
  auto const& first = _val(c).all.front();
  bool const is_counted = first.counting != p::Special::Counting::No;
  if (first.by != p::Special::By::None || (is_counted && _attr(c).type.stars > 0)) {
    x3::_pass(c) = false;
    return;
  }
  auto one = first;
  one.type.stars = one.stars_of_typedef + _attr(c).type.stars;
  one.name = std::move(_attr(c).name);
  one.value = std::move(_attr(c).value);
  _val(c).all.push_back(std::move(one));
};
auto const special_def = (&special_begins >> -spelled_as(Kind::Qualifier, "static")) >
                         one_special[add_first] > *(skip(Kind::Comma) > another[add_another]) >
                         skip(Kind::Semicolon);

// What macros of the kernel define.
auto const set_defined_type = [](auto& c) { _val(c).type = std::move(_attr(c)); };
auto const set_defined_name = [](auto& c) {
  ast::Declarator one;
  one.name = _attr(c).text;
  one.span = _attr(c).span;
  _val(c).declarators.push_back(std::move(one));
};
auto const by_macro_def = (linkage >> *skip(Kind::Alignment) >> definer[set_defined_type]) >
                          skip(Kind::LeftParen) > word[set_defined_name] > skip(Kind::RightParen) >
                          skip(Kind::Semicolon);

// Functions.
auto const set_result = [](auto& c) { _val(c).function.result = std::move(_attr(c)); };
auto const add_result_star = [](auto& c) { ++_val(c).function.result.stars; };
auto const set_called = [](auto& c) {
  _val(c).function.called = _attr(c).text;
  _val(c).function.name = _attr(c).span;
};
auto const add_parameter = [](auto& c) { _val(c).function.parameters.push_back(std::move(_attr(c))); };
auto const set_body = [](auto& c) {
  _val(c).function.body = std::move(_attr(c).body);
  _val(c).function.raw_body = _attr(c).text;
  _val(c).has_body = true;
};
auto const set_hook = [](auto& c) {
  _val(c).is_hook = true;
  if (_val(c).function.result.words.empty()) _val(c).function.result.words = "void";
};
auto const parameter_list = skip(Kind::LeftParen) >
                            -(located(parameter)[add_parameter] >
                              *(skip(Kind::Comma) > located(parameter)[add_parameter])) >
                            skip(Kind::RightParen);
auto const function_begins = &(x3::omit[type] >> *(skip(Kind::Star) >> *skip(Kind::Qualifier)) >>
                               skip(Kind::Identifier) >> skip(Kind::LeftParen));
auto const function_def = (function_begins >> type[set_result]) >
                          *(token(Kind::Star)[add_result_star] >>
                            *skip(Kind::Qualifier)) > word[set_called] > parameter_list
                          > (code[set_body] | skip(Kind::Semicolon));
auto const hook_def = keyword("hook") >
                      -(type[set_result] >
                        *token(Kind::Star)[add_result_star]) > word[set_called] > parameter_list
                      > (skip(Kind::Semicolon) >> x3::eps)[set_hook];

// The world.
auto const set_code = [](auto& c) {
  _val(c).body = std::move(_attr(c).body);
  _val(c).text = _attr(c).text;
};
auto const set_interrupt = [](auto& c) { _val(c).kind = p::Code::Kind::Interrupt; };
auto const code_of_def =
    (keyword("task") | attribute(keyword("interrupt"), set_interrupt)) > word[set_name] > code[set_code];
auto const set_cpus = [](auto& c) {
  _val(c).cpus = std::move(_attr(c).cpus);
  _val(c).cpu_spans = std::move(_attr(c).spans);
};
auto const set_values = [](auto& c) { _val(c).values = std::move(_attr(c)); };
auto const task_def = keyword("task") > word[set_name] > -(keyword("on") > -keyword("cpu") > cpus[set_cpus]) >
                      -(skip(Kind::Assign) > values[set_values]) > skip(Kind::Semicolon);
auto const set_times = [](auto& c) { _val(c).times = small_number_in(_attr(c)); };
auto const set_any_times = [](auto& c) {
  _val(c).any_times = true;
  _val(c).times = p::acts_of_any_number;
};
auto const set_any = [](auto& c) { _val(c).any_cpu = true; };
auto const set_act = [](auto& c) { _val(c).body = std::move(_attr(c).body); };
auto const agent_def = keyword("agent") > word[set_name] >
                       -(keyword("times") >
                         (token(Kind::Number)[set_times] | attribute(keyword("any"), set_any_times))) >
                       keyword("on") > ((attribute(keyword("any"), set_any) > keyword("cpu")) |
                                        (-keyword("cpu") >> cpus[set_cpus])) > code[set_act];
auto const add_cpus = [](auto& c) {
  for (auto const cpu : _attr(c).cpus) _val(c).cpus.push_back(cpu);
  for (auto const span : _attr(c).spans) _val(c).cpu_spans.push_back(span);
};
auto const add_task = [](auto& c) { _val(c).tasks.push_back(std::move(_attr(c))); };
auto const add_agent = [](auto& c) { _val(c).agents.push_back(std::move(_attr(c))); };
auto const world_def = keyword("world") > skip(Kind::LeftBrace) >
                       *((keyword("cpu") > cpus[add_cpus] > skip(Kind::Semicolon)) | task[add_task] |
                         agent[add_agent]) > named("'cpu', 'task' or 'agent'", skip(Kind::RightBrace));

// What is claimed.
auto const add_condition = [](auto& c) { _val(c).conditions.push_back(_attr(c)); };
auto const conditions = skip(Kind::LeftBrace) > assignment[add_condition] > skip(Kind::Semicolon) >
                        *(assignment[add_condition] > skip(Kind::Semicolon)) > skip(Kind::RightBrace);
auto const start_def = keyword("start") > word[set_name] > -sentence[set_sentence] > conditions;
auto const invariant_def = keyword("invariant") > -skip(Kind::Identifier) >
                           -sentence[set_sentence] > conditions;

template <p::Property::Kind kind> auto const claims = [](auto& c) { _val(c).kind = kind; };
auto const set_condition = [](auto& c) { _val(c).condition = _attr(c); };
auto const set_task = [](auto& c) { _val(c).task = std::move(_attr(c)); };
auto const set_bound = [](auto& c) {
  _val(c).bound = std::move(_attr(c).bound);
  _val(c).by_task = _attr(c).by_task;
};
auto const set_bound_name = [](auto& c) { _val(c).bound = std::move(_attr(c)); };
auto const set_by_task = [](auto& c) { _val(c).by_task = true; };
auto const add_from = [](auto& c) { _val(c).from.push_back(std::move(_attr(c))); };
auto const add_without = [](auto& c) { _val(c).without.push_back(std::move(_attr(c))); };
auto const add_any_times = [](auto& c) { _val(c).any_times.push_back(std::move(_attr(c))); };
auto const quantified_def = skip(Kind::For) >
                            (keyword("cpu") | attribute(keyword("task"), set_by_task)) > word[set_bound_name];
auto const any_times = word[add_any_times] > keyword("times") > keyword("any");
auto const circumstances =
    *((keyword("from") > word[add_from] > *(skip(Kind::Comma) > word[add_from])) |
      (keyword("without") > word[add_without] > *(skip(Kind::Comma) > word[add_without])) |
      (keyword("with") > any_times > *(skip(Kind::Comma) > any_times)));
auto const never = attribute(keyword("never"), claims<p::Property::Kind::Never>) > assignment[set_condition] >
                   -quantified[set_bound];
auto const finally = attribute(keyword("finally"), claims<p::Property::Kind::Finally>) >
                     assignment[set_condition] > -quantified[set_bound];
auto const no_deadlock = attribute(keyword("no"), claims<p::Property::Kind::NoDeadlock>) >
                         keyword("deadlock");
auto const terminates = word[set_task] >
                        attribute(keyword("terminates"), claims<p::Property::Kind::Terminates>);
auto const titled = word[set_name] > -sentence[set_sentence] > skip(Kind::Colon);
auto const property_def = ((keyword("property") > titled >
                            named("'never', 'finally', 'no deadlock' or 'TASK terminates'",
                                  never | finally | no_deadlock | terminates)) |
                           (attribute(keyword("cover"), claims<p::Property::Kind::Cover>) > titled >
                            assignment[set_condition] > -quantified[set_bound])) > circumstances >
                          skip(Kind::Semicolon);

// Variants and expectations.
auto const set_function = [](auto& c) { _val(c).function = std::move(_attr(c)); };
auto const set_old = [](auto& c) { _val(c).old = std::move(_attr(c)); };
auto const set_with = [](auto& c) { _val(c).with = std::move(_attr(c)); };
auto const replace_def = keyword("replace") > word[set_function] >
                         -(skip(Kind::LeftParen) > skip(Kind::RightParen)) >
                         skip(Kind::Colon) > sentence[set_old] > keyword("with") > sentence[set_with] >
                         skip(Kind::Semicolon);

auto const protocol_declaration_def = enum_and_global[keep] | define[keep] | struct_and_global[keep] |
                                      special[keep] | global_by_macro[keep] | function[keep] | hook[keep] |
                                      located(world)[keep] | located(start)[keep] | located(invariant)[keep] |
                                      located(property)[keep] | code_of[keep] | global[keep];
auto const change_def = located(replace)[keep] | protocol_declaration[keep];

auto const set_of = [](auto& c) { _val(c).of = std::move(_attr(c)); };
auto const add_change = [](auto& c) { _val(c).changes.push_back(std::move(_attr(c))); };
auto const variant_def = keyword("variant") > word[set_name] > -(keyword("of") > word[set_of]) >
                         -sentence[set_sentence] >
                         (skip(Kind::Semicolon) | (skip(Kind::LeftBrace) > *(!token(Kind::RightBrace) >>
                                                                             x3::expect[change[add_change]]) >
                                                   skip(Kind::RightBrace)));

auto const model_use_def = (model_name[set_name] | sentence[set_name]) >
                           -(keyword("with") > braced[set_with]);
auto const add_model = [](auto& c) { _val(c).models.push_back(std::move(_attr(c))); };
auto const add_use = [](auto& c) { _val(c).uses.push_back(std::move(_attr(c))); };

auto const set_verdict = [](auto& c) { _val(c).verdict = std::move(_attr(c)); };
auto const add_property = [](auto& c) { _val(c).properties.push_back(std::move(_attr(c))); };
auto const add_all = [](auto& c) { _val(c).properties.push_back({"*", _attr(c).span}); };
auto const set_by = [](auto& c) { _val(c).by = std::move(_attr(c)); };
auto const add_model_name = [](auto& c) { _val(c).models.push_back(std::move(_attr(c))); };
auto const is_verdict =
    &(keyword("holds") | keyword("violated") | keyword("vacuous") | keyword("within") | keyword("unknown"));
auto const model_word = model_name[add_model_name] | sentence[add_model_name];
auto const expectation_def = (is_verdict >> word[set_verdict]) >
                             (token(Kind::Star)[add_all] |
                              (word[add_property] > *(skip(Kind::Comma) > word[add_property]))) >
                             *((keyword("by") > word[set_by]) |
                               (keyword("under") > model_word > *(skip(Kind::Comma) > model_word)) |
                               (keyword("from") > word[add_from] > *(skip(Kind::Comma) > word[add_from])));
auto const set_variant = [](auto& c) { _val(c).variant = std::move(_attr(c)); };
auto const add_expectation = [](auto& c) { _val(c).all.push_back(std::move(_attr(c))); };
auto const expect__def = keyword("expect") > word[set_variant] >
                         skip(Kind::Colon) > expectation[add_expectation] > skip(Kind::Semicolon) >
                         *(expectation[add_expectation] > skip(Kind::Semicolon));

auto const add_declaration = [](auto& c) { _val(c).declarations.push_back(std::move(_attr(c))); };
auto const add_variant = [](auto& c) { _val(c).variants.push_back(std::move(_attr(c))); };
auto const add_expect = [](auto& c) { _val(c).expects.push_back(std::move(_attr(c))); };
auto const forward = spelled_as(Kind::Tag, "struct") >> skip(Kind::Identifier) >> skip(Kind::Semicolon);
// That something is elsewhere. Whether it is, who uses it finds out.
auto const external_stars = *(skip(Kind::Star) >> *skip(Kind::Qualifier));
auto const external_names = external_stars >> skip(Kind::Identifier) >>
                            *(skip(Kind::LeftBracket) > -x3::omit[expression] > skip(Kind::RightBracket));
auto const external_parameters = skip(Kind::LeftParen) >
                                 -(x3::omit[parameter] > *(skip(Kind::Comma) > x3::omit[parameter])) >
                                 skip(Kind::RightParen);
auto const external_def =
    (keyword("extern") > x3::omit[type] > external_names >
     (external_parameters | *(skip(Kind::Comma) > external_names)) > skip(Kind::Semicolon)) |
    (declare_per_cpu > skip(Kind::LeftParen) > x3::omit[type] > external_stars > skip(Kind::Comma) >
     skip(Kind::Identifier) > skip(Kind::RightParen) > skip(Kind::Semicolon));
auto const
    file_def = -(keyword("protocol") > word[set_name] > -sentence[set_sentence] > skip(Kind::Semicolon)) >
               *(!token(Kind::End) >>
                 x3::expect[named("a declaration",
                                  (keyword("model") > model_use[add_model] >
                                   *(skip(Kind::Comma) > model_use[add_model]) > -skip(Kind::Semicolon)) |
                                      (keyword("use") > word[add_use] > *(skip(Kind::Comma) > word[add_use]) >
                                       skip(Kind::Semicolon)) |
                                      variant[add_variant] | expect_[add_expect] | forward | external |
                                      skip(Kind::Semicolon) | typedef_[add_declaration] |
                                      protocol_declaration[add_declaration])]) > skip(Kind::End);

BOOST_SPIRIT_DEFINE(word, sentence, cpus, typed_struct, member, typedef_, enum_, enumerator, define, struct_,
                    enum_and_global, struct_and_global, globals, special, one_special, another, by_macro,
                    global, global_by_macro, external, function, hook, code_of, world, task, agent, start,
                    invariant, property, quantified, replace, protocol_declaration, change, variant,
                    model_use, expectation, expect_, file)
struct file_id : reports_errors {};

} // namespace barrister::frontend::litmus

namespace barrister::frontend::protocol {

std::optional<ast::File> read_file(Source const& source, Span span, litmus::Vocabulary& vocabulary,
                                   Diagnostics& diagnostics) {
  ast::File out;
  bool const is_read =
      litmus::run(litmus::file, source, span, litmus::Section::Protocol, diagnostics, out, &vocabulary);
  for (auto& wrong : std::exchange(vocabulary.wrong, {}))
    diagnostics.error(source, wrong.span, std::move(wrong.message), std::move(wrong.hint));
  return is_read && !diagnostics.failed() ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace barrister::frontend::protocol
