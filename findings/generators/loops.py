# Loops as they are (a) against the same loops cut by hand at 4 rounds with an assume() behind (b): what holds in a holds in b.
import random,sys,os,json,subprocess
B=os.environ.get('B','/tmp/g/barrister')
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]; os.makedirs(out,exist_ok=True)
def run(f,*a):
    try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','15',*a,f],capture_output=True,timeout=200)
    except subprocess.TimeoutExpired: print('HANG',f,flush=True); return None
    try: j=json.loads(r.stdout)
    except Exception: print('NOJSON',f,r.returncode,r.stderr[:200],flush=True); return None
    if j['errors']: print('E',f,str(j['errors'])[:200]); return None
    for q in j['results']:
        if q['complaints'] or 'disagree' in str(q['reason']): print('COMPLAINT',f,q['property'],q['model'],q['reason'],flush=True)
    return {(q['model'],q['property']):(q['verdict'],q['leaves_out_rounds'],q.get('by')) for q in j['results']}
stat={}
for x in range(n):
    R=random.Random(seed*7919+x); N=4
    V=['x','y','z'][:R.randint(2,3)]
    hh=R.random()<.25; ag=R.random()<.2; same=R.random()<.25
    ownd=R.random()<.2
    def ex(): return R.choice(['r','q','r + 1','1','1','2','0','!r','r + q','(r == 1)'])
    def c(): return R.choice(V)
    K=[0]
    want=[]
    def test():
        o=R.random(); v=c(); k=R.choice([0,0,1,1,2])
        if o<.9: want.append((v,k))
        if o<.3: return 'READ_ONCE(%s) != %d'%(v,k)
        if o<.4: return '(r = READ_ONCE(%s)) != %d'%(v,k)
        if o<.5: return 'smp_load_acquire(&%s) != %d'%(v,k)
        if o<.6: return 'cmpxchg%s(&%s, %d, %d) != %d'%(R.choice(['','_acquire','_relaxed']),v,k,R.randint(0,2),k)
        if o<.66: return '(q = cmpxchg_relaxed(&%s, %d, %s)) != %d'%(v,k,ex(),k)
        if o<.72: return 'xchg%s(&%s, %d) == %d'%(R.choice(['','_acquire','_relaxed']),v,R.randint(0,2),R.randint(0,1))
        if o<.77: return 'READ_ONCE(%s) != READ_ONCE(%s)'%(v,c())
        if o<.82: return 'READ_ONCE(%s) < %d || READ_ONCE(%s) == %d'%(v,k,c(),R.randint(0,2))
        if o<.87: return 'READ_ONCE(%s) != r'%v
        if o<.92: return '%s != %d'%(v,k)
        if o<.95: return 'test_and_set_bit(0, &f)'
        return 'atomic_add_unless((atomic_t *)&%s, 1, %d) == 0'%(v,k)
    def body():
        o=R.random()
        if o<.42: return ''
        if o<.5: return 'r = READ_ONCE(%s);'%c()
        if o<.56: return 'smp_%s();'%R.choice(['mb','rmb','wmb'])
        if o<.62: return 'q = q + 1;' if R.random()<.5 else 'q = r;'
        if o<.68: return 'WRITE_ONCE(%s, %s);'%(c(),ex())
        if o<.72: return 'r = choose(2);'
        if o<.76: return 'if (READ_ONCE(%s) == %d) break;'%(c(),R.randint(0,2))
        if o<.8: return 'if (r == %d) { q = READ_ONCE(%s); continue; }'%(R.randint(0,2),c())
        if o<.83: return 'cnt++;'
        if o<.86: return 'g = r;'.replace('g','G@')
        if o<.89: return 'rcu_read_lock(); r = READ_ONCE(%s); rcu_read_unlock();'%c()
        if o<.91: return 'spin_lock(&l); r = READ_ONCE(%s); spin_unlock(&l);'%c()
        if o<.93 and ownd: return '__this_cpu_write(w, r);'
        if o<.95: return 'local_irq_disable(); r = READ_ONCE(%s); local_irq_enable();'%c() if kind!='i' else ''
        if o<.97 and hh and kind!='i': return 'raise(h, %d);'%R.randint(0,1)
        if o<.98: return 'assert(r != 2);'
        return 'if (spin_trylock(&l)) { q = 1; spin_unlock(&l); }'
    def st(d):
        o=R.random()
        if o<.16: return ('s','r = READ_ONCE(%s);'%c())
        if o<.22: return ('s','q = READ_ONCE(%s);'%c())
        if o<.46 and want and R.random()<.6: v,k=R.choice(want); return ('s',R.choice(['WRITE_ONCE(%s, %s);','smp_store_release(&%s, %s);'])%(v,k))
        if o<.46: return ('s',R.choice(['WRITE_ONCE(%s, %s);','smp_store_release(&%s, %s);','WRITE_ONCE(%s, %s);'])%(c(),ex()))
        if o<.5: return ('s','q = xchg_relaxed(&%s, %s);'%(c(),ex()))
        if o<.56: return ('s','smp_%s();'%R.choice(['mb','rmb','wmb']))
        if o<.59: return ('s','spin_lock(&l); %s spin_unlock(&l);'%('WRITE_ONCE(%s, %s);'%(c(),ex())))
        if o<.61 and hh and kind!='i': return ('s','raise(h, %d);'%R.randint(0,1))
        if o<.63: return ('s','if (r == 1) WRITE_ONCE(%s, %s);'%(c(),ex()))
        if o<.65: return ('s','smp_cond_load_acquire(&%s, VAL == %d);'%(c(),R.randint(0,2)))
        if o<.67: return ('s','clear_bit_unlock(0, &f);')
        if d>0: K[0]+=1; return ('w',R.choice(['while','while','do']),test(),[body()]+([st(d-1)] if R.random()<.12 else []),K[0])
        return ('s','r = %s;'%ex())
    def pr(s,b):
        if s[0]=='s': return '\t'+s[1]+'\n'
        _,kd,t,bd,k=s
        inner=''.join(('\t'+z+'\n' if isinstance(z,str) else pr(z,b)) for z in bd)
        if not b:
            return '\twhile (%s) {\n%s\t}\n'%(t,inner) if kd=='while' else '\tdo {\n%s\t} while (%s);\n'%(inner,t)
        if kd=='while': return '\tfor (k%d = 0; k%d < %d; k%d++) {\n\tif (!(%s)) break;\n%s\t}\n\tassume(k%d < %d);\n'%(k,k,N,k,t,inner,k,N)
        # do: first body, then test; continue goes to the test
        return '\tk%d = 0;\n\tdo {\n\tk%d++;\n\tassume(k%d <= %d);\n%s\t} while (%s);\n'%(k,k,k,N,inner,t)
    T=R.randint(2,3) if not same else 2
    kind='t'; progs=[[st(1 if R.random()<.9 else 2) for _ in range(R.randint(1,3 if T==2 else 2))] for _ in range(T)]
    # one loop at least
    if not any(s[0]=='w' for p in progs for s in p): K[0]+=1; progs[0].insert(R.randint(0,len(progs[0])),('w','while',test(),[body()],K[0]))
    for v,k in want:
        if k and R.random()<.85:
            t=R.randrange(T); progs[t].insert(0 if R.random()<.6 else R.randint(0,len(progs[t])),('s','WRITE_ONCE(%s, %d);'%(v,k)))
    kind='i'; hp=[st(1 if R.random()<.3 else 0) for _ in range(R.randint(1,2))]
    ap=[('s','WRITE_ONCE(%s, %s);'%(c(),R.randint(0,2)))]
    obs=['g%d'%t for t in range(T)]+['h%d'%t for t in range(T)]+V+['cnt']
    cond=lambda: R.choice([' && ',' && ',' || ']).join('%s %s %d'%(R.choice(obs[:-1] if R.random()<.95 else obs),R.choice(['==','==','==','>','!=']),R.choice([0,1,1,2,3])) for _ in range(R.randint(1,3)))
    cl=''.join('property N%d "": never %s;\n'%(k,cond()) for k in range(6))+''.join('property F%d "": finally %s;\n'%(k,cond()) for k in range(2))+''.join('cover C%d "": %s;\n'%(k,cond()) for k in range(3))+'property D "": no deadlock;\n'+''.join('property T%d "": t%d terminates;\n'%(t,t) for t in range(T))
    cpu=[0 if same else t for t in range(T)]
    def text(b):
        p='protocol x "x";\nmodel lkmm, sc, tso;\nworld { cpu 0, 1, 2; '+' '.join('task t%d on %d;'%(t,cpu[t]) for t in range(T))
        if ag: p+=' agent ag times 2 on any cpu {\n\tint r = 0, q = 0;\n'+''.join(pr(s,b) for s in ap)+'\t}'
        p+=' }\nint x, y, z; unsigned long f; spinlock_t l; owned DEFINE_PER_CPU(int, w);\nghost count cnt;\n'+''.join('ghost int g%d; ghost int h%d; ghost int G%d;\n'%(t,t,t) for t in range(T))+'ghost DEFINE_PER_CPU(int, GH);\n'
        ks='' if not b else ''.join(', k%d = 0'%k for k in range(1,K[0]+1))
        if hh: p+='interrupt h {\n\tint r = 0, q = 0%s;\n'%ks+''.join(pr(s,b) for s in hp).replace('G@ = r;','__this_cpu_write(GH, r);')+'}\n'
        for t in range(T): p+='task t%d {\n\tint r = 0, q = 0%s;\n'%(t,ks)+''.join(pr(s,b) for s in progs[t]).replace('G@','G%d'%t)+'\tg%d = r; h%d = q;\n}\n'%(t,t)
        return p+cl
    fa,fb=out+'/%da.protocol'%x,out+'/%db.protocol'%x
    open(fa,'w').write(text(0)); open(fb,'w').write(text(1))
    a=run(fa)
    if a is None: continue
    b=run(fb,'--unroll','5')
    if b is None: continue
    for k in sorted(set(a)&set(b)):
        va,vb=a[k],b[k]; stat[(va[0]+('*' if va[1] else ''),vb[0])]=stat.get((va[0]+('*' if va[1] else ''),vb[0]),0)+1
        if k[1][0]=='T':
            if va[0]=='holds' and vb[0]=='violated' : print('DIFF',fa,k,va,vb,flush=True)
            continue
        if va[0]=='violated' and vb[0]=='holds': stat['REV '+k[1][0]]=stat.get('REV '+k[1][0],0)+1; R.random()<.1 and print('rev',fa,k,va,vb,flush=True)
        if va[0]=='holds' and vb[0]=='violated' or (k[1][0]=='C' and va[0]=='vacuous' and vb[0]=='reachable'): print('DIFF',fa,k,va,vb,flush=True)
for k,v in sorted(stat.items(),key=lambda q:-q[1]): print(v,k)
