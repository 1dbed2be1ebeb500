# `times any` that holds against `times 3`, 4, 5: a claim that holds for any number is violated by none of them.
import random,sys,os,json,subprocess
B='/tmp/g/barrister'
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]; os.makedirs(out,exist_ok=True)
def run(f,*a):
    try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','10',*a,f],capture_output=True,timeout=100)
    except subprocess.TimeoutExpired: print('HANG',f,flush=True); return None
    try: j=json.loads(r.stdout)
    except Exception: print('NOJSON',f,r.returncode,r.stderr[:200],flush=True); return None
    if j['errors']: print('E',f,str(j['errors'])[:200]); return None
    for q in j['results']:
        if q['complaints'] or 'disagree' in str(q['reason']): print('COMPLAINT',f,q['property'],q['reason'],flush=True)
    return {(q['model'],q['property']):(q['verdict'],q['any_number']) for q in j['results']}
stat={}
for x in range(n):
    R=random.Random(seed*7919+x)
    V=['x','y','z'][:R.randint(1,3)]
    arr=R.random()<.2
    def cell():
        return R.choice(V+(['a[choose(2)]','a[0]','a[1]'] if arr else []))
    def ex(): return R.choice(['r','q','r + 1','q + 1','1','2','!r','(r == 1)','r + q','3 - r','(r == 2) * 2','r & q'])
    def st(d,act):
        o=R.random()
        if o<.2: return 'r = READ_ONCE(%s);'%cell()
        if o<.3: return 'q = READ_ONCE(%s);'%cell()
        if o<.5: return 'WRITE_ONCE(%s, %s);'%(cell(),ex())
        if o<.55: return 'q = xchg%s(&%s, %s);'%(R.choice(['','_relaxed']),R.choice(V),ex())
        if o<.62: return 'q = cmpxchg%s(&%s, %s, %s);'%(R.choice(['','_relaxed']),R.choice(V),R.choice(['0','1','r','2']),ex())
        if o<.66: return 'q = atomic_inc_return%s((atomic_t *)&%s);'%(R.choice(['','_relaxed']),R.choice(V))
        if o<.70: return 'r = choose(%d);'%R.randint(2,3)
        if o<.76: return R.choice(['smp_mb();','smp_wmb();','smp_rmb();'])
        if o<.80: return 'spin_lock(&l); %s spin_unlock(&l);'%' '.join(st(0,act) for _ in range(R.randint(1,2)))
        if o<.82: return 'smp_store_release(&%s, %s);'%(R.choice(V),ex())
        if o<.84: return 'r = smp_load_acquire(&%s);'%R.choice(V)
        if o<.86 and act: return R.choice(['cnt++;','if (q == 1) ev = true;'])
        if o<.87: return '%s = %s;'%(R.choice(V),ex())
        if o<.88: return 'smp_cond_load_acquire(&%s, VAL);'%R.choice(V)
        if o<.895 and act: return '__this_cpu_write(w, %s);'%ex()
        if o<.91 and act: return 'q = __this_cpu_read(w);'
        if o<.92: return 'rcu_read_lock(); %s rcu_read_unlock();'%st(0,act)
        if o<.93 and not act: return 'synchronize_rcu();'
        if o<.94: return 'assert(%s);'%R.choice(['r < 3','q != 3','r != 2'])
        if o<.95 and hh: return 'raise(h, %d);'%R.randint(0,1)
        if d: return 'if (%s) { %s } %s'%(R.choice(['r','q','r == 1','r == q','r == 2','q == 2']),' '.join(st(d-1,act) for _ in range(R.randint(1,2))),R.choice(['','else { %s }'%st(d-1,act)]))
        return 'r = %s;'%ex()
    hh=R.random()<.15
    def blk(k,act): return '\tint r = 0, q = 0;\n'+''.join('\t'+st(1,act)+'\n' for _ in range(k))
    T=R.randint(1,2); A=R.choice([1,1,2])
    agents=[(R.choice(['cpu 0','cpu 1','any cpu','cpu 0, 1']),blk(R.randint(1,4),True)) for _ in range(A)]
    tasks=[blk(R.randint(1,3),False)+'\tg%d = r; h%d = q;\n'%(t,t) for t in range(T)]
    obs=['g%d'%t for t in range(T)]+['h%d'%t for t in range(T)]+V+(['a[0]','a[1]'] if arr else [])+['cnt','ev','w[0]','w[1]']
    cond=lambda: R.choice([' && ',' && ',' || ']).join('%s %s %d'%(R.choice(obs[:2*T+len(V)] if R.random()<.8 else obs),R.choice(['==','==','==','>','!=']),R.choice([0,1,2,2,3,3,4])) for _ in range(R.randint(1,3)))
    claims=''
    for k in range(6): claims+='property N%d "": never %s;\n'%(k,cond())
    for k in range(3): claims+='property F%d "": finally %s;\n'%(k,cond())
    claims+='property D "": no deadlock;\nproperty T "": t0 terminates;\n'
    start=''
    if R.random()<.2: start='start s "" { %s == %d; }\n'%(R.choice(V),R.randint(1,2))
    bound=R.random()<.2
    def text(times):
        p='protocol x "x";\nmodel lkmm, sc;\nworld { cpu 0, 1; '+' '.join('task t%d on %d;'%(t,t) for t in range(T))
        for i,(on,b) in enumerate(agents): p+='\n\tagent ag%d times %s on %s {\n%s\t}'%(i,times if not(i and bound) else '1',on,b)
        p+=' }\n'+''.join('int %s;\n'%v for v in ['x','y','z'])+'int a[2];\nspinlock_t l;\nowned DEFINE_PER_CPU(int, w);\nghost count cnt; ghost ever ev;\n'+''.join('ghost int g%d; ghost int h%d;\n'%(t,t) for t in range(T))
        if hh: p+='interrupt h { int r = 0, q = 0; r = READ_ONCE(x); WRITE_ONCE(%s, r + 1); }\n'%V[-1]
        for t,b in enumerate(tasks): p+='task t%d {\n%s}\n'%(t,b)
        return p+start+claims
    f=out+'/%d-any.protocol'%x; open(f,'w').write(text('any'))
    a=run(f)
    if a is None: continue
    for v in a.values():
        k=v[0]+('*' if v[1] else ''); stat[k]=stat.get(k,0)+1
    held=[k for k,v in a.items() if v[0]=='holds']
    if not held: continue
    for times in (3,4,5):
        if times==5 and A==2: continue
        f2=out+'/%d-%d.protocol'%(x,times); open(f2,'w').write(text(str(times)))
        props=sorted({k[1] for k in held if k[1] not in ('assertions','races','faults')})
        b=run(f2,*sum([['--property',p] for p in props],[])) if props else None
        if props and b:
            for k in held:
                if k in b and b[k][0]=='violated': print('DIFF',f2,k,a[k],b[k],flush=True)
                if k in b: stat['cmp '+b[k][0]]=stat.get('cmp '+b[k][0],0)+1
            if any(v[0]=='fault' for v in b.values()): print('FAULT',f2)
for k,v in sorted(stat.items(),key=lambda q:-q[1]): print(v,k)
