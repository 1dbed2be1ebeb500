// SPDX-License-Identifier: BSD-2-Clause
// Models that use all that the kernel's model files use, in their shape but not their text.
#include "load.hpp"

namespace barrister::frontend::cat {
namespace {

std::string const bell = R"(// SPDX
(* declarations *)
"Small kernel model"

enum Accesses = 'ONCE (* plain with a mark *) ||
		'RELEASE || 'ACQUIRE ||
		'NORETURN (* R of a non-returning RMW *) || 'MB
instructions R[{'ONCE,'ACQUIRE,'NORETURN,'MB}]
instructions W[{'ONCE,'RELEASE}]
instructions RMW[{'ONCE,'ACQUIRE,'RELEASE,'MB}]
enum Barriers = 'wmb || 'rmb || 'MB || 'rcu-lock || 'rcu-unlock || 'sync-rcu || 'before-atomic || 'after-atomic ||
		'after-unlock-lock
instructions F[Barriers]
enum SRCU = 'srcu-lock || 'srcu-unlock || 'sync-srcu
instructions SRCU[SRCU]

let sections = let rec
	    open-locks = Rcu-lock \ domain(paired)
	and open-unlocks = Rcu-unlock \ range(paired)
	and open = open-locks | open-unlocks
	and paired = paired | (([open-locks] ; po ; [open-unlocks]) \ (([open] ; po ; [open]) ; ([open] ; po ; [open])))
	in paired
flag ~empty Rcu-lock \ domain(sections) as lock-without-unlock

let carried = (data ; [~ Srcu-unlock] ; rf)*
let Marked = (~M) | IW | ONCE | RELEASE | ACQUIRE | MB | domain(rmw) | range(rmw) | LKR | LKW | UL | LF | RL | RU
let Plain = M \ Marked
let data = (data ; rfi)* ; data
flag ~empty (if "lkmmv2" then 0 else _)
  as another-vocabulary-is-needed
)";

std::string const model = R"("Small kernel model"
include "small.bell"

let acquired = [ACQUIRE] ; po ; [M]
let released = [M] ; po ; [RELEASE]
let Readable = R \ NORETURN	(* for rmb *)
let rmb = [Readable] ; fencerel(Rmb) ; [Readable]
let mb = ([M] ; fencerel(MB) ; [M]) |
	([M] ; fencerel(Before-atomic) ; [RMW] ; po? ; [M]) |
	([M] ; po ; [UL] ; (co | po) ; [LKW] ;
		fencerel(After-unlock-lock) ; [M])
let grace = po ; [Sync-rcu | Sync-srcu] ; po?
let strong = mb | grace
let fence = strong | released | acquired | rmb
let com = rf | co | fr
acyclic po-loc | com as coherence
let overwrite = co | fr
let A-cumul(r) = (rfe ; [Marked])? ; r
let rmw-sequence = (rf ; rmw)*
let prop = [Marked] ; (overwrite & ext)? ; (A-cumul(strong | released) ; rmw-sequence)* ;
	[Marked] ; rfe? ; [Marked]
let hb = [Marked] ; (fence | rfe | ((prop \ id) & int)) ; [Marked]
acyclic hb as happens-before
let rcu-link = po? ; hb* ; prop ; po
let rec rcu-order = [Sync-rcu] | ([Sync-rcu] ; rcu-link ; sections^-1) |
	(([Sync-srcu] ; rcu-link ; rcu-order ; rcu-link ; sections^-1) & loc) |
	(rcu-order ; rcu-link ; rcu-order)
irreflexive prop ; po ; rcu-order ; po? ; hb* as rcu
let pre-race = ext & ((Plain * M) | ((M \ IW) * Plain))
let ww-nonrace = hb* & ((Marked * W) | hb^-1) & ((W * Marked) | hb)
flag ~empty (pre-race & co) \ ww-nonrace as data-race
show co, rf
show ([M] ; po ; [M]) \ id as order
)";

TEST(KernelShape, Loads) {
  auto m = good(model, {{"small.bell", bell}});
  EXPECT_EQ(m.checks.size(), 6u);
  EXPECT_EQ(m.fixpoints.size(), 2u);
  EXPECT_EQ(m.title, "Small kernel model");
  EXPECT_EQ(m.nodes[m.names.at("Plain")].is_set, true);
  EXPECT_NE(print(m).find("acyclic hb as happens-before\n"), std::string::npos);
}

TEST(KernelShape, LockFilesParse) {
  auto text = R"(Locks
let co0 = 0
procedure inclusion(r,s) = empty r \ s end
let pairs = ([LKR] ; po-loc ; [LKW]) \ (po ; po)
let RL = try RL with emptyset (* old *)
let all-possible =
  let possible r =
    let single p = p ++ 0
    in map single ((LKW * {r}) & loc & ext)
  in map possible (LF \ range(pairs))
with rf-lf from cross(all-possible)
let co0 = co0 | ([IW] ; loc ; [LKW])
let cross =
  let rec do_cross (k,ys,oss) = match oss with
  || {} -> ys ++ k
  || os ++ oss ->
       let rec call_rec (k,os) = match os with
       || {} -> k
       || o ++ os -> call_rec (do_cross (k,o | ys,oss),os)
       end in
       call_rec (k,os)
  end in
  fun oss -> do_cross ({},0,oss)
let rmwco = let _RMW = R & W in rf & (W * _RMW)
procedure total(r,E) =
  let rt = (r | r^-1)
  call inclusion((E*E),rt)
end
show co,rf,fr
)";
  EXPECT_EQ(parsed(text).statements.size(), 11u);
  auto const m = good(text);
  EXPECT_EQ(m.choices.size(), 1u);
  EXPECT_EQ(m.locks, LockSemantics::ByModel);
}

} // namespace
} // namespace barrister::frontend::cat
