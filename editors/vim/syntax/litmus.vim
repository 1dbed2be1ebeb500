" SPDX-License-Identifier: BSD-2-Clause
" Litmus tests in C.
" The lists of words are those of the front end: tests/lsp/editors_test.cpp compares them.
if exists("b:current_syntax")
  finish
endif

syn keyword barristerStatement break case continue default do else for goto if return sizeof switch while
syn keyword barristerType _Atomic _Bool __always_inline atomic64_t atomic_int atomic_long_t atomic_t bool char
syn keyword barristerType const enum inline int int16_t int32_t int64_t int8_t intptr_t long pid_t
syn keyword barristerType __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64
syn keyword barristerType raw_spinlock_t refcount_t register restrict rwlock_t s16 s32 s64 s8 short signed
syn keyword barristerType size_t spinlock_t ssize_t static struct u16 u32 u64 u8 uint16_t uint32_t uint64_t
syn keyword barristerType uint8_t uintptr_t union unsigned void volatile
syn keyword barristerPrimitive READ_ONCE WRITE_ONCE smp_load_acquire smp_store_release smp_store_mb
syn keyword barristerPrimitive rcu_dereference rcu_assign_pointer smp_mb smp_rmb smp_wmb barrier
syn keyword barristerPrimitive smp_mb__before_atomic smp_mb__after_atomic smp_mb__after_spinlock
syn keyword barristerPrimitive smp_mb__after_unlock_lock smp_mb__after_srcu_read_unlock rcu_read_lock
syn keyword barristerPrimitive rcu_read_unlock synchronize_rcu synchronize_rcu_expedited srcu_read_lock
syn keyword barristerPrimitive srcu_read_unlock srcu_down_read srcu_up_read synchronize_srcu
syn keyword barristerPrimitive synchronize_srcu_expedited spin_lock spin_unlock spin_trylock spin_is_locked
syn keyword barristerPrimitive atomic_read atomic_read_acquire atomic_set atomic_set_release atomic_add
syn keyword barristerPrimitive atomic_sub atomic_inc atomic_dec atomic_and atomic_or atomic_xor atomic_andnot
syn keyword barristerPrimitive atomic_sub_and_test atomic_dec_and_test atomic_inc_and_test atomic_add_negative
syn keyword barristerPrimitive atomic_add_negative_relaxed atomic_add_negative_acquire atomic_add_negative_release
syn keyword barristerPrimitive atomic_add_unless xchg xchg_relaxed xchg_acquire xchg_release cmpxchg
syn keyword barristerPrimitive cmpxchg_relaxed cmpxchg_acquire cmpxchg_release atomic_xchg atomic_xchg_relaxed
syn keyword barristerPrimitive atomic_xchg_acquire atomic_xchg_release atomic_cmpxchg atomic_cmpxchg_relaxed
syn keyword barristerPrimitive atomic_cmpxchg_acquire atomic_cmpxchg_release atomic_add_return
syn keyword barristerPrimitive atomic_add_return_relaxed atomic_add_return_acquire atomic_add_return_release
syn keyword barristerPrimitive atomic_sub_return atomic_sub_return_relaxed atomic_sub_return_acquire
syn keyword barristerPrimitive atomic_sub_return_release atomic_inc_return atomic_inc_return_relaxed
syn keyword barristerPrimitive atomic_inc_return_acquire atomic_inc_return_release atomic_dec_return
syn keyword barristerPrimitive atomic_dec_return_relaxed atomic_dec_return_acquire atomic_dec_return_release
syn keyword barristerPrimitive atomic_fetch_add atomic_fetch_add_relaxed atomic_fetch_add_acquire
syn keyword barristerPrimitive atomic_fetch_add_release atomic_fetch_sub atomic_fetch_sub_relaxed
syn keyword barristerPrimitive atomic_fetch_sub_acquire atomic_fetch_sub_release atomic_fetch_inc
syn keyword barristerPrimitive atomic_fetch_inc_relaxed atomic_fetch_inc_acquire atomic_fetch_inc_release
syn keyword barristerPrimitive atomic_fetch_dec atomic_fetch_dec_relaxed atomic_fetch_dec_acquire
syn keyword barristerPrimitive atomic_fetch_dec_release atomic_fetch_and atomic_fetch_and_relaxed
syn keyword barristerPrimitive atomic_fetch_and_acquire atomic_fetch_and_release atomic_fetch_or
syn keyword barristerPrimitive atomic_fetch_or_relaxed atomic_fetch_or_acquire atomic_fetch_or_release
syn keyword barristerPrimitive atomic_fetch_xor atomic_fetch_xor_relaxed atomic_fetch_xor_acquire
syn keyword barristerPrimitive atomic_fetch_xor_release atomic_fetch_andnot atomic_fetch_andnot_relaxed
syn keyword barristerPrimitive atomic_fetch_andnot_acquire atomic_fetch_andnot_release raw_spin_lock
syn keyword barristerPrimitive spin_lock_irqsave spin_unlock_irqrestore mutex_lock mutex_lock_nested mutex_unlock mutex_trylock
syn keyword barristerPrimitive mutex_is_locked read_lock read_unlock read_trylock write_lock write_unlock
syn keyword barristerPrimitive write_trylock rcu_access_pointer rcu_dereference_raw rcu_dereference_bh
syn keyword barristerPrimitive rcu_dereference_sched rcu_dereference_check rcu_dereference_protected
syn keyword barristerPrimitive RCU_INIT_POINTER synchronize_sched rcu_read_lock_bh rcu_read_unlock_bh
syn keyword barristerPrimitive rcu_read_lock_sched rcu_read_unlock_sched call_rcu rcu_barrier
syn keyword barristerPrimitive smp_acquire__after_ctrl_dep smp_cond_load_acquire smp_cond_load_relaxed atomic_cond_read_acquire
syn keyword barristerPrimitive atomic_cond_read_relaxed atomic_inc_not_zero atomic_fetch_add_unless
syn keyword barristerPrimitive atomic_inc_unless_negative atomic_dec_unless_positive atomic_dec_if_positive
syn keyword barristerPrimitive set_bit clear_bit change_bit clear_bit_unlock test_and_set_bit
syn keyword barristerPrimitive test_and_clear_bit test_and_change_bit test_and_set_bit_lock test_bit
syn keyword barristerPrimitive test_bit_acquire refcount_read refcount_set refcount_add refcount_inc
syn keyword barristerPrimitive refcount_dec refcount_inc_not_zero refcount_dec_and_test atomic_try_cmpxchg
syn keyword barristerPrimitive try_cmpxchg xchg64 cmpxchg64 try_cmpxchg64
syn keyword barristerPrimitive guard scoped_guard
syn match barristerPrimitive "\v<(raw_)?(spin|read|write)_(lock|unlock|trylock)(_irq|_irqsave|_irqrestore|_bh)?>"
syn match barristerPrimitive "\v<atomic(64|_long)_\w+\ze\s*\("
syn match barristerNumber "\v<(0x\x+|\d+)[uUlL]*>"
syn keyword barristerKeyword exists false filter final forall locations not true with
syn match barristerKeyword "\v%^\s*C>"
syn match barristerKeyword "\v^P\d+>"
syn match barristerOperator "/\\\|\\/\|=>"
syn region barristerString start=+"+ end=+"+ oneline
syn region barristerComment start="(\* " start="(\*$" end="\*)" contains=@Spell
syn region barristerComment start="/\*" end="\*/" contains=@Spell
syn match barristerComment "//.*$" contains=@Spell

hi def link barristerStatement Statement
hi def link barristerType Type
hi def link barristerPrimitive Function
hi def link barristerNumber Number
hi def link barristerString String
hi def link barristerComment Comment
hi def link barristerKeyword Keyword
hi def link barristerOperator Operator

let b:current_syntax = "litmus"
