# Litmus tests, loop- and handler-free: more order never makes new final states: states(sc) <= states(tso) <= ..., with fences added.
# (a) states under sc in states under lkmm and tso; (b) smp_mb() inserted anywhere: states only shrink; (c) engines agree on each.
import random,sys,os,json,subprocess
B='/tmp/g/barrister'
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]; os.makedirs(out,exist_ok=True)
def run(f,*a):
    try: r=subprocess.run([B,'check','--states','--format','json','-j1','--timeout','15',*a,f],capture_output=True,timeout=100)
    except subprocess.TimeoutExpired: print('HANG',f,a,flush=True); return None
    try: j=json.loads(r.stdout)
    except Exception: print('NOJSON',f,a,r.returncode,r.stderr[:200],flush=True); return None
    if j['errors']: print('E',f,str(j['errors'])[:300]); return None
    q=j['results'][0]
    if q['complaints'] or 'disagree' in str(q['reason']): print('COMPLAINT',f,a,q['reason'],q['complaints'],flush=True)
    return q
def states(q): return None if q is None or q['capped'] or q['verdict'] in('unknown','fault') or q['bound_reached'] else {json.dumps(s,sort_keys=True) for s in q['states']}
stat={}
for x in range(n):
    R=random.Random(seed*7919+x)
    T=R.randint(2,3); V=['x','y','z'][:R.randint(2,3)]
    ptr=R.random()<.25; arr=R.random()<.2
    regs=['r0','r1','r2']
    def cell():
        o=R.random()
        if ptr and o<.3: return '*q0'
        if arr and o<.5: return R.choice(['a[0]','a[1]','a[r0 & 1]'])
        return '*'+R.choice(V)
    def ex():
        o=R.random()
        return R.choice(regs) if o<.4 else str(R.randint(1,2)) if o<.8 else '%s %s %s'%(R.choice(regs),R.choice(['+','^','==','&']),R.choice(regs+['1']))
    def st(d):
        o=R.random()
        if o<.26: return R.choice(['%s = READ_ONCE(%s);','%s = READ_ONCE(%s);','%s = smp_load_acquire(&%s);','%s = %s;'])%(R.choice(regs),cell())
        if o<.52: return R.choice(['WRITE_ONCE(%s, %s);','WRITE_ONCE(%s, %s);','smp_store_release(&%s, %s);','%s = %s;','smp_store_mb(%s, %s);'])%(cell(),ex())
        if o<.58: return '%s = xchg%s(&%s, %s);'%(R.choice(regs),R.choice(['','_relaxed','_acquire','_release']),cell(),ex())
        if o<.64: return '%s = cmpxchg%s(&%s, %s, %s);'%(R.choice(regs),R.choice(['','_relaxed','_acquire','_release']),cell(),R.choice(regs+['0','1']),ex())
        if o<.68: return R.choice(['smp_mb();','smp_wmb();','smp_rmb();'])
        if o<.71: return 'spin_lock(l); %s spin_unlock(l);'%st(0)
        if o<.73: return 'rcu_read_lock(); %s %s rcu_read_unlock();'%(st(0),st(0))
        if o<.745: return 'synchronize_rcu();'
        if o<.76: return 'if (spin_trylock(l)) { %s spin_unlock(l); }'%st(0)
        if o<.78 and ptr: return R.choice(['q0 = READ_ONCE(*p);','WRITE_ONCE(*p, x);','WRITE_ONCE(*p, y);','WRITE_ONCE(*p, q0);','smp_store_release(p, y);','q0 = xchg(p, y);'])
        if o<.80: return 'smp_cond_load_acquire(%s, VAL == %d);'%(R.choice(V),R.randint(0,1))
        if o<.81: return '%s = atomic_add_unless((atomic_t *)%s, 1, %d);'%(R.choice(regs),R.choice(V),R.randint(0,1))
        if d: return 'if (%s) { %s } %s'%(R.choice(regs+['r0 == r1']),' '.join(st(d-1) for _ in range(R.randint(1,2))),R.choice(['','else { %s }'%st(d-1)]))
        return '%s = %s;'%(R.choice(regs),ex())
    prog=[[st(1) for _ in range(R.randint(2,4 if T==2 else 3))] for _ in range(T)]
    more=[]
    for p in prog:
        m=[]
        for s in p:
            if R.random()<.35: m.append('smp_mb();')
            m.append(s)
        more.append(m)
    def text(pr):
        t='C x\n{ int *p = &x; int a[2]; spinlock_t l; int x; int y; int z; }\n'
        for i,p in enumerate(pr): t+='P%d(int *x, int *y, int *z, int *a, int **p, spinlock_t *l)\n{\n\tint r0 = 0; int r1 = 0; int r2 = 0;\n%s'%(i,'\tint *q0 = READ_ONCE(*p);\n' if ptr else '')+''.join('\t'+s+'\n' for s in p)+'}\n'
        return t+'locations ['+' '.join('%d:r%d;'%(i,k) for i in range(T) for k in range(3))+' x; y; z; a[0]; a[1]; p]\nexists (0:r0=%d /\\ 1:r1=%d)\n'%(R.choice([0,1,1,2]),R.choice([0,0,1,2]))
    f=out+'/%d.litmus'%x; g=out+'/%dm.litmus'%x
    open(f,'w').write(text(prog)); c=R.getstate(); open(g,'w').write(text(more))
    L=run(f); S=run(f,'--model','sc'); X=run(f,'--model','tso'); M=run(g)
    for a,b,w in ((S,L,'sc not in lkmm'),(S,X,'sc not in tso'),(M,L,'with mb not in without')):
        sa,sb=states(a),states(b)
        if sa is None or sb is None: stat['skip']=stat.get('skip',0)+1; continue
        stat['cmp']=stat.get('cmp',0)+1
        if not sa<=sb: print('DIFF',f,w,sorted(sa-sb)[:2],flush=True)
    if S and L and S['verdict']=='fault' and L['verdict']!='fault': print('DIFFF fault',f,flush=True)
    for e in ('z3','cadical'):
        for h,m,q in ((f,'lkmm',L),(f,'sc',S)):
            r=run(h,'--engine',e,'--model',m)
            if r and q and r['verdict']!=q['verdict'] and 'unknown' not in (r['verdict'],q['verdict']): print('DIFF',h,m,e,r['verdict'],q['verdict'],flush=True)
    if L: stat[L['verdict']]=stat.get(L['verdict'],0)+1
print(stat)
