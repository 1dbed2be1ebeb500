# Tasks that are alike, with owned variables of their own; 'a' as it is, 'b' with ghosts that tell them apart.
import random,sys,os
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]
R=random.Random(seed); os.makedirs(out,exist_ok=True)
for x in range(n):
    N=R.randint(2,4)
    nb=2 if R.random()<.3 else 1       # bodies
    pt=R.random()<.25                   # per-task owned
    helper=R.random()<.4
    def body(K):
        def ex(): return R.choice(['r','q','r + 1','1','2','r + q','q + 1','!r'])
        def st(d):
            o=R.random(); v=R.choice('xy')
            if o<.2: return 'r = READ_ONCE(%s);'%v
            if o<.3: return 'q = READ_ONCE(%s);'%v
            if o<.42: return 'WRITE_ONCE(%s, %s);'%(v,ex())
            if o<.5: return 'r = atomic_%s(&c);'%R.choice(['inc_return','inc_return_relaxed','fetch_inc' if 0 else 'inc_return_acquire'])
            if o<.55: return 'q = xchg%s(&%s, %s);'%(R.choice(['','_relaxed']),v,ex())
            if o<.6: return 'q = cmpxchg(&%s, %s, %s);'%(v,R.choice(['0','r']),ex())
            if o<.66: return 'r = choose(%d);'%R.randint(2,3)
            if o<.71: return 'spin_lock(&l); %s spin_unlock(&l);'%st(0) if 1 else ''
            if o<.78: return R.choice(['smp_mb();','smp_wmb();','smp_rmb();'])
            if o<.85: return R.choice(['G@ = r;','G@ = q;','H@ = r;','G@ = r + q;'])
            if o<.88 and pt: return R.choice(['per_task(d, current) = r;' ,'q = per_task(d, current);'])
            if o<.9: return 'if (%s) cnt++;'%R.choice(['r','q == 2'])
            if o<.92: return 'assert(%s);'%R.choice(['r < 3','q != 3'])
            if o<.94: return 'while (READ_ONCE(%s) < %d) ;'%(v,R.choice([1,1,2]))
            if o<.95: return 'smp_cond_load_acquire(&%s, VAL);'%v
            if d: return 'if (%s) { %s } else { %s }'%(R.choice(['r','q','r == 2','r > q']),blk(d-1),blk(d-1))
            return 'r = r + 1;'
        def blk(d): return ' '.join(st(d) for _ in range(R.randint(1,2)))
        return '\tint r = %d, q = 0;\n'%R.randint(0,1)+''.join('\t'+st(1)+'\n' for _ in range(K))+'\tG@ = r; H@ = q;\n'
    bodies=[body(R.randint(2,5 if N<4 else 3)) for _ in range(nb)]
    if pt and not any('per_task(d' in b for b in bodies): bodies[0]=bodies[0].replace('\tG@','\tper_task(d, current) = r;\n\tG@',1)
    own=R.random()
    cp=lambda t: t if own<.7 else (0 if own<.85 else t%2)
    extra=R.random()
    w='world { cpu '+', '.join(map(str,range(N)))+'; '+' '.join('task t%d on %s;'%(t,cp(t) if extra<.9 else '0, 1') for t in range(N))
    h=''
    if R.random()<.15: w+=' agent ag on %s { WRITE_ONCE(x, READ_ONCE(x) + 1); }'%R.choice(['cpu 0','any cpu','cpu %d'%(N-1)])
    hh=R.random()<.2
    if hh:
        h='interrupt h { %s }\n'%R.choice(['WRITE_ONCE(y, READ_ONCE(x));','WRITE_ONCE(x, 3); hc++;','hs[smp_processor_id()] = READ_ONCE(x);' if 0 else '__this_cpu_write(hs, READ_ONCE(x));'])
        k=R.random()
    w+=' }\n'
    g='struct task_struct { int st; };\nint x, y; atomic_t c; spinlock_t l;\nghost count cnt; ghost count hc; ghost DEFINE_PER_CPU(int, hs);\n'+''.join('ghost int g%d; ghost int h%d; ghost int z%d;\n'%(t,t,t) for t in range(N))
    ghostd = pt and R.random()<.5
    if pt: g+='DEFINE_PER_TASK(int, d)%s;\n'%R.choice(['',' = 1'])
    st=''
    if R.random()<.35:
        for k in range(R.randint(1,2)):
            c=[]
            if pt: c+=['per_task(d, &t%d) == %d'%(R.randrange(N),R.randint(0,2)),'per_task(d, &t0) == 0 || per_task(d, &t%d) == 0'%(N-1) if 0 else 'per_task(d, &t%d) == 2'%R.randrange(N)]
            c+=['x == %d'%R.randint(0,2),'y == 1']
            st+='start s%d "" { %s; }\n'%(k,' && '.join(R.sample(c,R.randint(1,2))))
    cl=''
    def term():
        t=R.randrange(N); o=[('g%d'%t),('h%d'%t),'g0','x','y','cnt','atomic_read(&c)' ]
        if pt: o+=['per_task(d, &t%d)'%t]*2
        if hh: o+=['hc','hs[%d]'%R.randrange(N)]
        return R.choice(o)
    def cond():
        a=lambda: '%s %s %s'%(term(),R.choice(['==','==','==','!=','>','<']),R.choice(['0','1','2','3',term()]))
        return R.choice([' && ',' && ',' || ']).join(a() for _ in range(R.randint(1,3)))
    fr=lambda: (' from s0' if st and R.random()<.3 else '')+(' without ag' if 'agent' in w and R.random()<.3 else '')
    k=0
    for _ in range(4): cl+='property N%d "": never %s%s;\n'%(k,cond(),fr()); k+=1
    for _ in range(2): cl+='property F%d "": finally %s%s;\n'%(k,cond(),fr()); k+=1
    for _ in range(2): cl+='cover C%d "": %s;\n'%(k,cond()); k+=1
    cl+='property D "": no deadlock%s;\n'%fr()
    cl+='property T0 "": t0 terminates; property T1 "": t1 terminates;\n'
    def tasks(b):
        s=''
        for t in range(N):
            bb=bodies[t%nb].replace('G@','g%d'%t).replace('H@','h%d'%t)
            if hh:
                if k%2: bb=bb.replace('= 0;\n','= 0;\n\traise(h, %d);\n'%(0),1)
                elif t==0: bb=bb.replace('= 0;\n','= 0;\n\traise(h, %d);\n'%(N-1),1)
            if b: bb+='\tz%d = %d;\n'%(t,t+1)
            s+='task t%d {\n%s}\n'%(t,bb)
        return s
    for b in (0,1): open(out+'/%d%s.protocol'%(x,'ab'[b]),'w').write('protocol x "x";\nmodel lkmm, sc;\n'+w+g+h+tasks(b)+st+cl)
