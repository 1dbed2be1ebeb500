" SPDX-License-Identifier: BSD-2-Clause
au BufRead,BufNewFile *.litmus setfiletype litmus
au BufRead,BufNewFile *.cat,*.bell setfiletype cat
au BufRead,BufNewFile *.protocol setfiletype protocol
