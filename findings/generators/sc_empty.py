# Random protocols with an exhaustive SC interpreter of their own; compares final states under --model sc,
# and under lkmm that each of them is reached.
import random,sys,os,json,subprocess
B='/tmp/g/barrister'
CRIT={'irq':('local_irq_disable();','local_irq_enable();',['irq0'],['irq1']),
 'pre':('preempt_disable();','preempt_enable();',['pre+'],['pre-']),
 'bh':('local_bh_disable();','local_bh_enable();',['pre+'],['pre-']),
 'l':('spin_lock(&l);','spin_unlock(&l);',['pre+','L0'],['U0','pre-']),
 'm':('spin_lock(&m);','spin_unlock(&m);',['pre+','L1'],['U1','pre-']),
 'lirq':('spin_lock_irq(&l);','spin_unlock_irq(&l);',['irq0','pre+','L0'],['U0','irq1','pre-']),
 'lsave':('spin_lock_irqsave(&m, flags%d);','spin_unlock_irqrestore(&m, flags%d);',['save','pre+','L1'],['U1','rest','pre-']),
 'try':('if (spin_trylock(&l)) {','spin_unlock(&l); }',None,None)}
class Gen:
    def __init__(s,R):
        s.R=R; s.T=R.randint(1,3); s.C=R.randint(1,2); s.nf=0
        s.mem=['x','y','a0','a1']
        s.has_irq=R.random()<.6; s.agent=R.random()<.3
    def expr(s,d=1):
        R=s.R;o=R.random()
        if d==0 or o<.55: return R.choice([('r','r'),('r','q'),('k',R.randint(0,2)),('r','r')])
        if o<.60: return ('cpu',)
        return (R.choice(['+','==','&&','||','!=','&']),s.expr(0),s.expr(0))
    def loc(s):
        R=s.R
        return ('ai',s.expr(0)) if R.random()<.15 else ('v',R.choice(s.mem[:3]))
    def st(s,d,kind,inloop=0,incrit=0):
        R=s.R;o=R.random()
        if o<.18: return ('ld',R.choice('rq'),s.loc())
        if o<.36: return ('st',s.loc(),s.expr())
        if o<.40: return ('add',R.choice('rq'),s.loc(),R.randint(1,2))
        if o<.44: return ('xchg',R.choice('rq'),s.loc(),s.expr(0))
        if o<.48: return ('cas',R.choice('rq'),s.loc(),s.expr(0),s.expr(0))
        if o<.53: return ('ow',s.expr(0))
        if o<.57: return ('or',R.choice('rq'))
        if o<.60: return ('cnt',)
        if o<.62: return ('choose',R.choice('rq'),2)
        if o<.635: return ('asrt',s.expr())
        if o<.67 and kind!='i' and s.has_irq: return ('raise',R.randrange(s.C))
        if o<.69: return ('wait',s.loc(),R.choice([0,1,2]))
        if o<.695 and kind=='t': return ('assume',s.expr())
        if o<.72 and inloop: return ('brk',s.expr()) if R.random()<.6 else ('cont',s.expr())
        if o<.78 and d:
            k=R.choice(['irq','pre','l','lirq','m','lsave','try','bh'])
            if kind!='t' and k in('irq','lirq'): k='lsave'
            if incrit and k in ('irq','lirq'): k='lsave'
            if k=='lsave': s.nf+=1; z=s.nf; return ('crit',k,z,s.blk(d-1,kind,0,1))
            return ('crit',k,s.nf,s.blk(d-1,kind,0,1))
        if o<.82 and d: s.nf+=1; z=s.nf; return ('for',R.randint(1,2),s.blk(d-1,kind,1,incrit),z)
        if o<.845 and d: return ('while',s.loc(),R.randint(0,2),s.blk(0,kind,1,incrit) if R.random()<.4 else [])
        if o<.87 and d: return ('sw',('r','r'),[(k,s.blk(0,kind,0,incrit),R.random()<.7) for k in R.sample([0,1,2],2)],s.blk(0,kind,0,incrit) if R.random()<.5 else None)
        if o<.89 and not incrit and not inloop: return ('ret',s.expr())
        if d: return ('if',s.expr(),s.blk(d-1,kind,inloop,incrit),s.blk(d-1,kind,inloop,incrit) if R.random()<.5 else [])
        return ('as',R.choice('rq'),s.expr())
    def blk(s,d,kind,l=0,c=0): return [s.st(d,kind,l,c) for _ in range(s.R.randint(1,2))]
    def make(s):
        R=s.R; n=(2,4) if s.T<3 else (1,3)
        s.tasks=[(R.randrange(s.C),[s.st(2,'t') for _ in range(R.randint(*n))]) for _ in range(s.T)]
        s.irq=[s.st(1,'i') for _ in range(R.randint(1,2))]
        s.act=(R.randrange(s.C),[s.st(1,'a') for _ in range(R.randint(1,2))])
def pe(e):
    k=e[0]
    if k=='r': return e[1]
    if k=='k': return str(e[1])
    if k=='cpu': return 'smp_processor_id()'
    return '(%s %s %s)'%(pe(e[1]),k,pe(e[2]))
def pl(l): return {'a0':'a[0]','a1':'a[1]'}.get(l[1],l[1]) if l[0]=='v' else 'a[%s & 1]'%pe(l[1])
def pb(b,i): return ''.join(ps(s,i) for s in b)
def ps(s,i):
    t='\t'*i;k=s[0]
    if k=='ld': return t+'%s = READ_ONCE(%s);\n'%(s[1],pl(s[2]))
    if k=='st': return t+'WRITE_ONCE(%s, %s);\n'%(pl(s[1]),pe(s[2]))
    if k=='add': return t+'%s = atomic_add_return(%d, (atomic_t *)&%s);\n'%(s[1],s[3],pl(s[2]))
    if k=='xchg': return t+'%s = xchg(&%s, %s);\n'%(s[1],pl(s[2]),pe(s[3]))
    if k=='cas': return t+'%s = cmpxchg(&%s, %s, %s);\n'%(s[1],pl(s[2]),pe(s[3]),pe(s[4]))
    if k=='ow': return t+'__this_cpu_write(w, %s);\n'%pe(s[1])
    if k=='or': return t+'%s = __this_cpu_read(w);\n'%s[1]
    if k=='cnt': return t+'cnt++;\n'
    if k=='choose': return t+'%s = choose(%d);\n'%(s[1],s[2])
    if k=='asrt': return t+'assert(%s);\n'%pe(s[1])
    if k=='raise': return t+'raise(h, %d);\n'%s[1]
    if k=='wait': return t+'smp_cond_load_acquire(&%s, VAL == %d);\n'%(pl(s[1]),s[2])
    if k=='assume': return t+'assume(%s);\n'%pe(s[1])
    if k=='brk': return t+'if (%s) break;\n'%pe(s[1])
    if k=='cont': return t+'if (%s) continue;\n'%pe(s[1])
    if k=='crit':
        a,b=CRIT[s[1]][:2]
        if '%d' in a: a,b='unsigned long flags%d; '%s[2]+a%s[2],b%s[2]; return t+'{ '+a+'\n'+pb(s[3],i)+t+b+' }\n'
        return t+a+'\n'+pb(s[3],i)+t+b+'\n'
    if k=='for': return t+'for (int i%d = 0; i%d < %d; i%d++) {\n'%(s[3],s[3],s[1],s[3])+pb(s[2],i+1)+t+'}\n'
    if k=='while': return t+'while (READ_ONCE(%s) != %d) {\n'%(pl(s[1]),s[2])+pb(s[3],i+1)+t+'}\n'
    if k=='sw': return t+'switch (%s) {\n'%pe(s[1])+''.join(t+'case %d:\n'%c+pb(b,i+1)+(t+'\tbreak;\n' if br else '') for c,b,br in s[2])+((t+'default:\n'+pb(s[3],i+1)) if s[3] is not None else '')+t+'}\n'
    if k=='ret': return t+'if (%s) return r;\n'%pe(s[1])
    if k=='if': return t+'if (%s) {\n'%pe(s[1])+pb(s[2],i+1)+t+'}'+(' else {\n'+pb(s[3],i+1)+t+'}' if s[3] else '')+'\n'
    if k=='as': return t+'%s = %s;\n'%(s[1],pe(s[2]))
# ---- bytecode
class Code:
    def __init__(s): s.c=[]; s.fix=[]; s.loops=[]; s.rets=[]; s.regs=['r','q']
    def e(s,*a): s.c.append(list(a)); return len(s.c)-1
    def reg(s,n):
        if n not in s.regs: s.regs.append(n)
        return n
    def blk(s,b):
        for x in b: s.st(x)
    def st(s,x):
        k=x[0]
        if k=='crit':
            if x[1]=='try':
                t=s.e('try',0); 
                s.e('pre+'); s.blk(x[3]); s.e('U',0); s.e('pre-'); s.c[t].append(len(s.c)); return
            for o in CRIT[x[1]][2]: s.op(o,x[2])
            s.blk(x[3])
            for o in CRIT[x[1]][3]: s.op(o,x[2])
        elif k=='for':
            i=s.reg('i%d'%x[3]); s.e('as',i,('k',0)); top=len(s.c)
            j=s.e('jz',('<',('r',i),('k',x[1])),None); s.loops.append([[],[]]); s.blk(x[2])
            b,c=s.loops.pop()
            for f in c: s.c[f][2]=len(s.c)
            s.e('as',i,('+',('r',i),('k',1))); s.e('jmp',top); s.c[j][2]=len(s.c)
            for f in b: s.c[f][2]=len(s.c)
        elif k=='while':
            top=len(s.c); t=s.reg('tmp'); s.e('ld',t,x[1]); j=s.e('jz',('!=',('r',t),('k',x[2])),None)
            s.loops.append([[],[]]); s.blk(x[3]); b,c=s.loops.pop()
            for f in c: s.c[f][2]=top
            s.e('jmp',top); s.c[j][2]=len(s.c)
            for f in b: s.c[f][2]=len(s.c)
        elif k=='brk': s.loops[-1][0].append(s.e('jnz',x[1],None))
        elif k=='cont': s.loops[-1][1].append(s.e('jnz',x[1],None))
        elif k=='sw':
            v=s.reg('sw'); s.e('as',v,x[1]); js=[s.e('jnz',('==',('r',v),('k',c)),None) for c,_,_ in x[2]]; d=s.e('jmp',None); ends=[]
            for j,(c,b,br) in zip(js,x[2]):
                s.c[j][2]=len(s.c); s.blk(b)
                if br: ends.append(s.e('jmp',None))
            s.c[d][1]=len(s.c)
            if x[3] is not None: s.blk(x[3])
            for f in ends: s.c[f][1]=len(s.c)
        elif k=='ret': s.rets.append(s.e('jnz',x[1],None))
        elif k=='if':
            j=s.e('jz',x[1],None); s.blk(x[2]); e=s.e('jmp',None); s.c[j][2]=len(s.c); s.blk(x[3]); s.c[e][1]=len(s.c)
        else: s.e(*x)
    def op(s,o,n):
        if o[0] in 'LU': s.e(o[0],int(o[1]))
        elif o in('save','rest'): s.e(o,s.reg('flags%d'%n))
        else: s.e(o)
    def done(s,g):
        # the value of f() is r; ret gives r, too
        for f in s.rets: s.c[f][2]=len(s.c)
        if g is not None: s.e('ghost',g)
        s.e('end'); return s
def ev(e,env,cpu):
    k=e[0]
    if k=='r': return env[e[1]]
    if k=='k': return e[1]
    if k=='cpu': return cpu
    a=ev(e[1],env,cpu)
    if k=='&&': return int(bool(a) and bool(ev(e[2],env,cpu)))
    if k=='||': return int(bool(a) or bool(ev(e[2],env,cpu)))
    b=ev(e[2],env,cpu)
    return {'+':lambda:a+b,'==':lambda:int(a==b),'!=':lambda:int(a!=b),'&':lambda:a&b,'<':lambda:int(a<b)}[k]()
class TooMany(Exception): pass
def explore(g,limit):
    codes=[]
    for t,(c,b) in enumerate(g.tasks):
        k=Code(); k.blk(b); codes.append(k.done(t))
    k=Code(); k.blk(g.irq); codes.append(k.done(None)); H=len(codes)-1
    k=Code(); k.blk(g.act[1]); codes.append(k.done(None)); A=len(codes)-1
    regs=[c.regs for c in codes]; T=len(g.tasks); C=g.C
    MI={'x':0,'y':1,'a0':2,'a1':3}
    # state: mem(6: x y a0 a1 l m), w, cnt, ghosts, tasks runs, stacks per cpu, raised per cpu, acted
    mk=lambda ctx: (ctx,0,tuple(0 for _ in regs[ctx]))
    norm={}
    def run0(ctx): return mk(ctx)+((1,0) if ctx<T else (0,1) if ctx==H else (1,1)) # irq on, preempt count
    EAGER=('jmp','jz','jnz','as','assume','choose','cnt','asrt')
    def settle(s,run,cpu):
        # what is between two steps happens with the first of them
        todo=[(s,run,0)]; out=[]
        while todo:
            s,run,n=todo.pop()
            if n>200: raise TooMany()
            if run is not None and codes[run[0]].c[run[1]][0] in EAGER:
                todo+=[(a,b,n+1) for a,b in step(s,run,cpu,True)]
            else: out.append((s,run))
        return out
    failed=[]; edges={}; bad=set()
    init=((0,)*6,(0,)*C,0,(0,)*T,tuple(run0(t) for t in range(T)),tuple(() for _ in range(C)),(0,)*C,0)
    def step(s,run,cpu,local=False):
        # yields (state without run placed, newrun or None if ended)
        mem,w,cnt,gh,tr,stk,ra,ac=s
        ctx,pc,vals,irq,pre=run
        names=regs[ctx]; env=dict(zip(names,vals))
        guard=0
        while True:
            guard+=1
            if guard>300: raise TooMany()
            if local and codes[ctx].c[pc][0] not in EAGER:
                return [(s,(ctx,pc,tuple(env[n] for n in names),irq,pre))]
            i=codes[ctx].c[pc]; k=i[0]
            if k=='jmp': pc=i[1]; continue
            if k=='jz': pc=i[2] if not ev(i[1],env,cpu) else pc+1; continue
            if k=='jnz': pc=i[2] if ev(i[1],env,cpu) else pc+1; continue
            if k=='as': env[i[1]]=ev(i[2],env,cpu); pc+=1; continue
            break
        M=list(mem); out=[]
        def cell(l): return MI[l[1]] if l[0]=='v' else 2+(ev(l[1],env,cpu)&1)
        def fin(m=None,w2=None,c2=None,g2=None,ra2=None,irq2=None,pre2=None,e2=None,pc2=None):
            e3=env if e2 is None else e2
            return ((tuple(M),w if w2 is None else w2,cnt if c2 is None else c2,gh if g2 is None else g2,tr,stk,ra if ra2 is None else ra2,ac),
                    (ctx,pc+1 if pc2 is None else pc2,tuple(e3[n] for n in names),irq if irq2 is None else irq2,pre if pre2 is None else pre2))
        if k=='end': return [(fin()[0],None)]
        if k=='ld': env[i[1]]=M[cell(i[2])]; return [fin()]
        if k=='st':
            c=cell(i[1]); M[c]=ev(i[2],env,cpu); return [fin()]
        if k=='add': c=cell(i[2]); M[c]+=i[3]; env[i[1]]=M[c]; return [fin()]
        if k=='xchg': c=cell(i[2]); v=ev(i[3],env,cpu); o=M[c]; M[c]=v; env[i[1]]=o; return [fin()]
        if k=='cas':
            c=cell(i[2]); a=ev(i[3],env,cpu); b=ev(i[4],env,cpu); o=M[c]
            if o==a: M[c]=b
            env[i[1]]=o; return [fin()]
        if k=='ow': w2=list(w); w2[cpu]=ev(i[1],env,cpu); return [fin(w2=tuple(w2))]
        if k=='or': env[i[1]]=w[cpu]; return [fin()]
        if k=='cnt': return [fin(c2=cnt+1)]
        if k=='asrt':
            if not ev(i[1],env,cpu): failed.append(1)
            return [fin()]
        if k=='choose':
            r=[]
            for v in range(i[2]): e2=dict(env); e2[i[1]]=v; r.append(fin(e2=e2))
            return r
        if k=='raise': r2=list(ra); r2[i[1]]+=1; return [fin(ra2=tuple(r2))]
        if k=='wait': return [fin()] if M[cell(i[1])]==i[2] else None
        if k=='assume': return [fin()] if ev(i[1],env,cpu) else []
        if k=='L':
            if M[4+i[1]]: return None
            M[4+i[1]]=1; return [fin()]
        if k=='try':
            if M[4]: return [fin(pc2=i[2])]
            M[4]=1; return [fin(pre2=pre+1,pc2=pc+2)]
        if k=='U': M[4+i[1]]=0; return [fin()]
        if k=='irq0': return [fin(irq2=0)]
        if k=='irq1': return [fin(irq2=1)]
        if k=='save': env[i[1]]=irq; return [fin(irq2=0)]
        if k=='rest': return [fin(irq2=env[i[1]])]
        if k=='pre+': return [fin(pre2=pre+1)]
        if k=='pre-': return [fin(pre2=pre-1)]
        if k=='ghost': g2=list(gh); g2[i[1]]=env['r']; return [fin(g2=tuple(g2))]
        raise Exception(k)
    def put(l,i,v): l=list(l); l[i]=v; return tuple(l)
    states=[init]
    for t in range(T):
        states=[ns[:4]+(put(ns[4],t,nr),)+ns[5:] for s in states for ns,nr in settle(s,s[4][t],g.tasks[t][0])]
    seen=set(states); todo=list(states); finals=set(); stuck=False
    def real(s,run,cpu):
        r=step(s,run,cpu)
        return None if r is None else [z for a,b in r for z in settle(a,b,cpu)]
    while todo:
        s=todo.pop(); mem,w,cnt,gh,tr,stk,ra,ac=s
        nxt=[]; opt=[]
        for c in range(C):
            if stk[c]:
                top=stk[c][-1]
                r=real(s,top,c)
                if r is not None:
                    for ns,nr in r:
                        st2=stk[c][:-1]+((nr,) if nr else ())
                        nxt.append(ns[:5]+(put(stk,c,st2),)+ns[6:])
                    if r==[]: nxt.append(None)
                on,pr=top[3],top[4]
            else:
                mine=[t for t in range(T) if g.tasks[t][0]==c and tr[t]]
                locked=[t for t in mine if not tr[t][3] or tr[t][4]]
                for t in (locked or mine):
                    r=real(s,tr[t],c)
                    if r is not None:
                        for ns,nr in r: nxt.append(ns[:4]+(put(tr,t,nr),)+ns[5:])
                        if r==[]: nxt.append(None)
                if locked: on,pr=tr[locked[0]][3],tr[locked[0]][4]
                else: on,pr=1,0
            if ra[c] and on and g.has_irq:
                nxt+=[ns[:5]+(put(ns[5],c,ns[5][c]+(nr,)),put(ns[6],c,ns[6][c]-1),ac) for ns,nr in settle(s,run0(H),c)] or [None]
            if g.agent and not ac and c==g.act[0] and on and not pr:
                opt+=[ns[:5]+(put(ns[5],c,ns[5][c]+(nr,)),ns[6],1) for ns,nr in settle(s,run0(A),c)]
        if not nxt:
            ended=all(t is None for t in tr) and not any(stk)
            finals.add((mem[:4],w,cnt,gh)); stuck|=not ended
        edges[s]=[n for n in nxt+opt if n is not None]
        if not nxt:
            for t in range(T):
                if tr[t] is not None: bad.add(t)
        for n in nxt+opt:
            if n is not None and n not in seen:
                seen.add(n); todo.append(n)
                if len(seen)>limit: raise TooMany()
    # is there any cycle
    deg={}
    for a,bs in edges.items():
        for b in bs: deg[b]=deg.get(b,0)+1
    q=[a for a in edges if deg.get(a,0)==0]; k=0
    while q:
        a=q.pop(); k+=1
        for b in edges[a]:
            deg[b]-=1
            if deg[b]==0: q.append(b)
    return finals,stuck,(k<len(edges),bad,bool(failed))
def text(g,finals,stuck,more,R):
    p='protocol x "x";\nmodel sc, lkmm;\nworld { cpu %s;'%', '.join(map(str,range(g.C)))
    for t,(c,b) in enumerate(g.tasks): p+=' task t%d on %d;'%(t,c)
    if g.agent: p+=' agent ag on cpu %d { act(); }'%g.act[0]
    p+=' }\nint x, y, a[2];\nspinlock_t l, m;\nowned DEFINE_PER_CPU(int, w);\nghost count cnt;\n'
    for t in range(g.T): p+='ghost int g%d;\n'%t
    for n,b in [('f%d'%t,b) for t,(c,b) in enumerate(g.tasks)]: p+='static int %s(void)\n{\n\tint r = 0, q = 0;\n'%n+pb(b,1)+'\treturn r;\n}\n'
    for t in range(g.T): p+='task t%d { g%d = f%d(); }\n'%(t,t,t)
    if g.has_irq: p+='static int hh(void)\n{\n\tint r = 0, q = 0;\n'+pb(g.irq,1)+'\treturn r;\n}\ninterrupt h { int z = hh(); }\n'
    if g.agent: p+='static int act(void)\n{\n\tint r = 0, q = 0;\n'+pb(g.act[1],1)+'\treturn r;\n}\n'
    def cond(f):
        m,w,c,gh=f
        return ' && '.join(['x == %d'%m[0],'y == %d'%m[1],'a[0] == %d'%m[2],'a[1] == %d'%m[3],'cnt == %d'%c]+['w[%d] == %d'%(i,v) for i,v in enumerate(w)]+['g%d == %d'%(i,v) for i,v in enumerate(gh)])
    exp={}
    fl=sorted(finals)
    if len(fl)<=30:
        p+='property ALL "": finally %s;\n'%' || '.join('(%s)'%cond(f) for f in fl); exp['ALL']='holds'
    for i,f in enumerate(R.sample(fl,min(5,len(fl)))): p+='cover C%d "": %s;\n'%(i,cond(f)); exp['C%d'%i]='reachable'
    p+='property D "": no deadlock;\n'; exp['D']='violated' if stuck else 'holds'
    cyc,bad,failed=more
    for t in range(g.T):
        p+='property T%d "": t%d terminates;\n'%(t,t)
        if t in bad: exp['T%d'%t]='violated'
        elif not cyc: exp['T%d'%t]='holds'
    if 'assert(' in p and 'assume(' not in p: exp['assertions']='violated' if failed else 'holds'
    return p,exp
def main():
    seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]; os.makedirs(out,exist_ok=True); stat={}
    for x in range(n):
        R=random.Random(seed*100003+x)
        g=Gen(R); g.make()
        try: finals,stuck,states=explore(g,15000)
        except TooMany: stat['toomany']=stat.get('toomany',0)+1; continue
        pass
        if finals: continue
        p,exp=text(g,finals,stuck,states,R)
        p=p.replace('property ALL "": finally ;','property ALL "": never x == 99; property FF "": finally x == 99;'); exp={'ALL':'vacuous','FF':'vacuous','D':'vacuous'}
        f=out+'/%d.protocol'%x; open(f,'w').write(p)
        try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','10',f],capture_output=True,timeout=120)
        except subprocess.TimeoutExpired: print('HANG',f,flush=True); continue
        try: j=json.loads(r.stdout)
        except Exception: print('NOJSON',f,r.returncode,r.stderr[:200],flush=True); continue
        if j['errors']:
            k='E '+str([e.get('message') for e in j['errors']])[:80]; stat[k]=stat.get(k,0)+1; continue
        for q in j['results']:
            v=q['verdict']; k=q['property']; m=q['model']
            if q['complaints'] or 'disagree' in str(q['reason']): print('COMPLAINT',f,k,q['reason'],flush=True)
            stat[(m,v)]=stat.get((m,v),0)+1
            if k not in exp: continue
            e=exp[k]
            if m=='sc': bad = v!=e and not (v in('holds-within','unknown'))
            else: bad = (e=='reachable' and v not in('reachable','unknown','holds-within')) or (e=='violated' and v in ('holds',))
            if m=='sc' and k=='ALL' and v=='vacuous': bad=True
            if m=='sc' and k in exp and v in('holds','violated'): bad=True
            if bad: print('DIFF',f,m,k,'says',v,'expected',e,flush=True)
    for k,v in sorted(stat.items(),key=lambda q:-q[1]): print(v,k)
main()
