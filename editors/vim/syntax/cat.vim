" SPDX-License-Identifier: BSD-2-Clause
" Memory models in cat.
" The lists of words are those of the front end: tests/lsp/editors_test.cpp compares them.
if exists("b:current_syntax")
  finish
endif

" Names of cat have dashes and dots in them.
syn iskeyword @,48-57,_,-,.
syn keyword barristerKeyword acyclic and as assert begin call debug default do else empty end enum flag forall
syn keyword barristerKeyword from fun if in include instructions irreflexive let match not procedure rec show
syn keyword barristerKeyword subset then try undefined_unless unshow when with
syn keyword barristerPrimitive same-value emptyset R W M F IW FW po addr data ctrl rmw rf co loc int ext id
syn keyword barristerPrimitive ONCE ACQUIRE RELEASE NORETURN MB Wmb Rmb Barrier Rcu-lock Rcu-unlock Sync-rcu
syn keyword barristerPrimitive Before-atomic After-atomic After-spinlock After-unlock-lock
syn keyword barristerPrimitive After-srcu-read-unlock Srcu-lock Srcu-unlock Sync-srcu RMW LKR LKW UL LF RL RU
syn keyword barristerPrimitive Deref domain range map fold cross linearisations classes-loc tag2events
syn keyword barristerPrimitive different-values
syn match barristerTag "'[A-Za-z][A-Za-z0-9_.-]*"
syn region barristerString start=+"+ end=+"+
syn region barristerComment start="(\*" end="\*)" contains=barristerComment,@Spell
syn match barristerComment "//.*$" contains=@Spell

hi def link barristerStatement Statement
hi def link barristerType Type
hi def link barristerPrimitive Function
hi def link barristerNumber Number
hi def link barristerString String
hi def link barristerComment Comment
hi def link barristerKeyword Keyword
hi def link barristerTag Constant

let b:current_syntax = "cat"
