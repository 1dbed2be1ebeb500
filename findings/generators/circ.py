# Copies in circles: shipped lkmm against the same model whose coherence is not recognised; litmus and protocol.
import random,sys,os
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]
R=random.Random(seed); os.makedirs(out,exist_ok=True)
def gen(kind):
    T=R.randint(2,3)
    cells=R.choice([['x'],['x','y'],['a[0]','a[1]'],['x','s.m','s.n'],['x','y','*p'],['x','a[0]','*p'],['x','y','**pp','*p']])
    wide=R.random()<.2
    ty=lambda: R.choice(['int','int','int','u8','long','s8','unsigned int','u16','bool']) if wide else 'int'
    decl={'x':ty(),'y':ty(),'a':ty(),'m':ty(),'n':ty()}
    if any('*p' in c for c in cells): decl['x']=decl['y']=decl['a']='int'
    funs=R.random()<.2
    glob=''
    if kind=='p':
        glob+='%s x%s, y;\n'%(decl['x'],' = 1' if R.random()<.2 else '') if decl['x']==decl['y'] else '%s x; %s y;\n'%(decl['x'],decl['y'])
        glob+='%s a[2];\nstruct st { %s m; %s n; };\nstruct st s;\nint *p = &x;\nint **pp = &p;\n'%(decl['a'],decl['m'],decl['n'])
    ghosts=[]
    bodies=[]
    for t in range(T):
        regs=['r%d'%i for i in range(3)]
        def lv():
            c=R.choice(cells)
            if kind=='l' :
                c={'x':'*x','y':'*y','a[0]':'a[0]','a[1]':'a[1]','s.m':'s->m','s.n':'s->n','*p':'*qp','**pp':'*qp'}[c]
            else:
                c={'*p':'*qp','**pp':'*qp'}.get(c,c)
            return c
        def ex():
            o=R.random(); r=R.choice(regs); q=R.choice(regs)
            if o<.5: return r
            if o<.6: return r+' + '+q
            if o<.68: return r+' + 1'
            if o<.73: return r+' & '+q
            if o<.8: return '(%s ? %s : %s)'%(r,q,R.choice(regs+['1']))
            if o<.84: return '5 - '+r
            if o<.88: return r+' | 2'
            if o<.91: return '(%s == %s)'%(r,q)
            return str(R.randint(0,3))
        def st(d):
            o=R.random(); r=R.choice(regs); c=lv()
            if o<.3: return '%s = %s;'%(r,R.choice(['%s','READ_ONCE(%s)','READ_ONCE(%s)'])%c)
            if o<.62: return R.choice(['%s = %s;','WRITE_ONCE(%s, %s);','WRITE_ONCE(%s, %s);'])%(c,ex())
            if o<.67: return '%s = xchg_relaxed(&%s, %s);'%(r,c,ex())
            if o<.71: return '%s = cmpxchg_relaxed(&%s, %s, %s);'%(r,c,R.choice(regs+['0','1']),ex())
            if o<.74: return 'smp_store_mb(%s, %s);'%(c,ex()) if kind=='p' else 'smp_store_mb(%s, %s);'%(c,ex())
            if o<.78: return '%s = smp_load_acquire(&%s);'%(r,c)
            if o<.82: return 'smp_store_release(&%s, %s);'%(c,ex())
            if o<.84: return R.choice(['smp_mb();','smp_wmb();','smp_rmb();'])
            if o<.87 and any('*p' in q for q in cells):
                P='p' if kind=='p' else '*p'
                A=['x','y','a[1]'] if kind=='p' else ['*x','*y','a[1]']
                return R.choice(['WRITE_ONCE(%s, &%s);'%(P,R.choice(A)),'qp = READ_ONCE(%s);'%P,'WRITE_ONCE(%s, qp);'%P,'qp = READ_ONCE(%s);'%P, 'WRITE_ONCE(%s, &%s);'%(P,R.choice(A))])
            if d and o<.96: return 'if (%s) { %s } %s'%(R.choice([r,r+' == 1',r+' == '+R.choice(regs)]),blk(d-1),R.choice(['','else { %s }'%blk(d-1)]))
            if d: return 'i = 0; while (i < 2) { %s i++; }'%st(0) if R.random()<.5 and 'i = 0' not in '' else st(0)
            return '%s = %s;'%(r,ex())
        def blk(d): return ' '.join(st(d) for _ in range(R.randint(1,2)))
        b='\tint r0 = 0, r1 = 0, r2 = 0, i = 0;\n' if kind=='p' else '\tint r0 = 0; int r1 = 0; int r2 = 0; int i = 0;\n'
        if any('*p' in c for c in cells): b+='\tint *qp = READ_ONCE(%s);\n'%('p' if kind=='p' else '*p')
        b+=''.join('\t'+st(1)+'\n' for _ in range(R.randint(2,5)))
        if kind=='p': b+='\tg%d0 = r0; g%d1 = r1; g%d2 = r2;\n'%(t,t,t)
        bodies.append(b)
    V=[0,1,2,3,4,5,7,42,-1,255]
    return T,bodies,glob,V,decl
for x in range(n):
    kind=R.choice('pl'); T,bodies,glob,V,decl=gen(kind)
    if kind=='p':
        same=R.random()<.4
        cpus=[(0 if same and R.random()<.6 else t) for t in range(T)]
        extra=R.random()
        text=glob+''.join('ghost int g%d%d;\n'%(t,k) for t in range(T) for k in range(3))
        w='world { cpu 0, 1, 2; '+' '.join('task t%d on %d;'%(t,cpus[t]) for t in range(T))
        if extra<.2:
            w+=' agent ag times %d on %s { int r0 = READ_ONCE(x); WRITE_ONCE(%s, r0%s); }'%(R.randint(1,2),R.choice(['cpu 0','any cpu']),R.choice(['x','y']),R.choice(['',' + 1']))
        h=''
        if extra>.75:
            h='interrupt h { int r0 = %s; %s = r0; WRITE_ONCE(%s, r0); }\n'%(R.choice(['x','y','READ_ONCE(x)']),R.choice('xy'),R.choice('xy'))
            k=R.randrange(T); bodies[k]=bodies[k].replace('i = 0;\n','i = 0;\n\traise(h, %d);\n'%R.randint(0,1),1)
        w+=' }\n'
        for t in range(T): text+='task t%d {\n%s}\n'%(t,bodies[t])
        text+=h
        k=0
        for _ in range(6):
            c=' && '.join('%s == %d'%(R.choice(['g%d%d'%(R.randrange(T),R.randrange(3)),'x','y']),R.choice(V)) for _ in range(R.randint(1,2)))
            text+='property P%d "": never %s;\n'%(k,c); k+=1
        text+='property D "": no deadlock;\n'
        for m,mod in (('a',''),('b','model lkmm with { irreflexive (po-loc | rf | co | fr)+ as coherence };\n')):
            open(out+'/%d%s.protocol'%(x,m),'w').write('protocol x "x";\n'+mod+w+text)
    else:
        args='int *x, int *y, int *a, struct st *s, int **p'
        tt={'x':decl['x'],'y':decl['y'],'a':decl['a']}
        args='%s *x, %s *y, %s *a, struct st *s, int **p'%(tt['x'],tt['y'],tt['a'])
        init='{ %s x; %s y; %s a[2]; struct st s; int *p = &x; }'%(tt['x'],tt['y'],tt['a'])
        text='C x\n'+init+'\nstruct st { %s m; %s n; };\n'%(decl['m'],decl['n'])
        for t in range(T): text+='P%d(%s)\n{\n%s}\n'%(t,args,bodies[t])
        c=' /\\ '.join('%s=%d'%(R.choice(['%d:r%d'%(R.randrange(T),R.randrange(3)),'x','y']),R.choice(V)) for _ in range(R.randint(1,2)))
        text+='exists (%s)\n'%c
        open(out+'/%d.litmus'%x,'w').write(text)
