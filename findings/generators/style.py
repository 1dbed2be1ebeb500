# One program in two styles: a plain; b with structs, pointers, functions, switch, loops, other primitives, tasks permuted. Verdicts must agree.
import random,sys,os
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]
R=random.Random(seed); os.makedirs(out,exist_ok=True)
class S: pass
def gen():
    T=R.randint(2,3); V=R.choice([2,2,3])
    def rv(): return R.randrange(3)
    def ex():
        o=R.random()
        if o<.5: return ('k',R.randint(1,2))
        if o<.8: return ('r',rv())
        return (R.choice(['+','==','^']),('r',rv()),R.choice([('k',1),('r',rv())]))
    def st(d):
        o=R.random()
        if o<.22: return ('ld',rv(),R.randrange(V),R.choice(['once','once','acq','plain']))
        if o<.46: return ('st',R.randrange(V),ex(),R.choice(['once','once','rel','plain','mb']))
        if o<.52: return ('xchg',rv(),R.randrange(V),ex(),R.choice(['','_relaxed','_acquire','_release']))
        if o<.57: return ('cas',rv(),R.randrange(V),('k',R.randint(0,1)),ex(),R.choice(['','_relaxed','_acquire','_release']))
        if o<.60: return ('inc',rv(),R.randrange(V),R.choice(['','_relaxed','_acquire','_release']))
        if o<.72: return ('f',R.choice(['smp_mb','smp_wmb','smp_rmb','smp_mb']))
        if o<.76: return ('crit',[st(0) for _ in range(R.randint(1,2))])
        if o<.78: return ('rcu',[st(0) for _ in range(R.randint(1,2))])
        if o<.79: return ('sync',)
        if o<.81: return ('choose',rv())
        if o<.84 and d: return ('for',[st(0) for _ in range(1)],2)
        if d: return ('if',('r',rv()),[st(d-1) for _ in range(R.randint(1,2))],[st(d-1) for _ in range(R.randint(0,1))])
        return ('as',rv(),ex())
    return T,V,[[st(1) for _ in range(R.randint(2,4 if T==2 else 3))] for _ in range(T)]
def pe(e): return 'r%d'%e[1] if e[0]=='r' else str(e[1]) if e[0]=='k' else '(%s %s %s)'%(pe(e[1]),e[0],pe(e[2]))
class P:
    def __init__(s,fancy,V,t):
        s.f=fancy; s.k=0; s.funs=''; s.t=t
        s.loc=[R.choice(['S.m%d','sp->m%d','*q%d','A[%d]']) if fancy else 'x%d' for _ in range(V)]
    def L(s,v):
        if not s.f: return 'x%d'%v
        return s.mem[v]
    def coin(s,p=.5): return s.f and R.random()<p
    def blk(s,b): return ''.join(s.st(x) for x in b)
    def st(s,x):
        k=x[0]
        if k=='ld':
            l=s.L(x[2]); a={'once':'READ_ONCE(%s)'%l,'acq':'smp_load_acquire(&%s)'%l,'plain':l}[x[3]]
            if s.coin(.3): s.k+=1; n='fn%d_%d'%(s.t,s.k); s.funs+='static int %s(int *p) { return %s; }\n'%(n,{'once':'READ_ONCE(*p)','acq':'smp_load_acquire(p)','plain':'*p'}[x[3]]); a='%s(&%s)'%(n,l)
            return '\tr%d = %s;\n'%(x[1],a)
        if k=='st':
            l=s.L(x[1]); e=pe(x[2]); m=x[3]
            if s.coin(.3) and m!='mb':
                s.k+=1; n='fn%d_%d'%(s.t,s.k); s.funs+='static void %s(int *p, int v) { %s }\n'%(n,{'once':'WRITE_ONCE(*p, v);','rel':'smp_store_release(p, v);','plain':'*p = v;'}[m]); return '\t%s(&%s, %s);\n'%(n,l,e)
            if m=='mb' : return '\tsmp_store_mb(%s, %s);\n'%(l,e) if not s.coin() else '\tWRITE_ONCE(%s, %s);\n\tsmp_mb();\n'%(l,e)
            return '\t'+{'once':'WRITE_ONCE(%s, %s);','rel':'smp_store_release(&%s, %s);','plain':'%s = %s;'}[m]%(l,e)+'\n'
        if k=='xchg': return '\tr%d = '%x[1]+('xchg%s(&%s, %s);\n'%(x[4],s.L(x[2]),pe(x[3])) if not s.coin() else 'atomic_xchg%s((atomic_t *)&%s, %s);\n'%(x[4],s.L(x[2]),pe(x[3])))
        if k=='cas': return '\tr%d = '%x[1]+('cmpxchg%s(&%s, %s, %s);\n' if not s.coin() else 'atomic_cmpxchg%s((atomic_t *)&%s, %s, %s);\n')%(x[5],s.L(x[2]),pe(x[3]),pe(x[4]))
        if k=='inc': return '\tr%d = '%x[1]+('atomic_inc_return%s((atomic_t *)&%s);\n'%(x[3],s.L(x[2])) if not s.coin() else 'atomic_add_return%s(1, (atomic_t *)&%s);\n'%(x[3],s.L(x[2])))
        if k=='f': return '\t%s();\n'%x[1]
        if k=='crit': return ('\tspin_lock(&l);\n' if not s.coin() else '\traw_spin_lock(&l);\n')+s.blk(x[1])+'\tspin_unlock(&l);\n'
        if k=='rcu': return '\trcu_read_lock();\n'+s.blk(x[1])+'\trcu_read_unlock();\n'
        if k=='sync': return '\tsynchronize_rcu();\n'
        if k=='choose': return '\tr%d = choose(2);\n'%x[1]
        if k=='for':
            s.k+=1; i='i%d'%s.k
            if s.coin(.4): return s.blk(x[1])*x[2]
            if s.coin(.4): return '\t{ int %s = 0; do {\n'%i+s.blk(x[1])+'\t} while (++%s < %d); }\n'%(i,x[2])
            return '\tfor (int %s = 0; %s < %d; %s++) {\n'%(i,i,x[2],i)+s.blk(x[1])+'\t}\n'
        if k=='if':
            c=pe(x[1]); a=s.blk(x[2]); b=s.blk(x[3]); o=R.random() if s.f else 0
            if o<.3: return '\tif (%s) {\n%s\t}'%(c,a)+(' else {\n%s\t}'%b if x[3] else '')+'\n'
            if o<.5: return '\tswitch (!!%s) {\n\tcase 1:\n%s\t\tbreak;\n\tdefault:\n%s\t\tbreak;\n\t}\n'%(c,a,b)
            if o<.7: return '\tdo {\n\tif (!%s) {\n%s\tbreak;\n\t}\n%s\t} while (0);\n'%(c,b,a)
            if o<.85: return '\tif (%s == 0) {\n%s\t} else {\n%s\t}\n'%(c,b,a)
            s.k+=1; return '\t{ int z%d = %s; while (z%d) {\n%s\tbreak; }\n\tif (!z%d) {\n%s\t} }\n'%(s.k,c,s.k,a,s.k,b) if not x[3] and 0 else '\tif (!%s) {\n%s\t} else {\n%s\t}\n'%(c,b,a)
        if k=='as': return '\tr%d = %s;\n'%(x[1],pe(x[2]))
for x in range(n):
    T,V,prog=gen()
    cl=''; k=0
    sym=['X%d'%v for v in range(V)]+['g%d_%d'%(t,r) for t in range(T) for r in range(3)]
    conds=[[(R.choice(sym),R.choice([0,0,1,1,2])) for _ in range(R.randint(2,4))] for _ in range(8)]
    perm=list(range(T)); R.shuffle(perm)
    for fancy in (0,1):
        mem=['x%d'%v for v in range(V)] if not fancy else [R.choice(['S.m%d'%v,'sp->m%d'%v,'A[%d]'%v,'x%d'%v,'S.in.k[%d]'%(v%3),'B[1].k[%d]'%v]) for v in range(V)]
        fm=[m.replace('sp->','S2.') for m in mem]
        text='protocol x "x";\nmodel lkmm, sc;\nworld { cpu 0, 1, 2; '
        order=list(range(T)) if not fancy else perm
        text+=' '.join('task t%d on %d;'%(t,i) for i,t in enumerate(order))+' }\n'
        if not fancy: text+=''.join('int x%d;\n'%v for v in range(V))
        else: text+='struct inner { int pad; int k[3]; };\nstruct big { int m0; struct inner in; int m1; int m2; };\nstruct big S, S2;\nint A[3];\nstruct inner B[2];\nint x0, x1, x2;\n'
        text+='spinlock_t l;\n'+''.join('ghost int g%d_%d;\n'%(t,r) for t in range(T) for r in range(3))
        body=''
        for t in order:
            p=P(fancy,V,t); p.mem=mem; b=p.blk(prog[t])
            text+=p.funs
            sp='\tstruct big *sp = &S2;\n' if fancy else ''
            gh=''.join('\tg%d_%d = r%d;\n'%(t,r,r) for r in range(3))
            if fancy and R.random()<.4: text+='static int body%d(int r0, int r1, int r2)\n{\n%s%s%s\treturn 0;\n}\n'%(t,sp,b,gh); body+='task t%d { body%d(0, 0, 0); }\n'%(t,t)
            else: body+='task t%d {\n\tint r0 = 0, r1 = 0, r2 = 0;\n%s%s%s}\n'%(t,sp,b,gh)
        text+=body
        for k,c in enumerate(conds):
            e=' && '.join('%s == %d'%(fm[int(s[1:])] if s[0]=='X' else s,v) for s,v in c)
            text+='%s P%d "": %s%s;\n'%('property' if k<5 else 'cover',k,'never ' if k<5 else '',e)
        text+='property D "": no deadlock;\n'
        open(out+'/%d%s.protocol'%(x,'ab'[fancy]),'w').write(text)
