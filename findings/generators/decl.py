# Handlers whose beginnings have bounded loops and assumptions (a), and the same unrolled by hand (b).
import random,sys,os
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]
R=random.Random(seed); os.makedirs(out,exist_ok=True)
for x in range(n):
    V=['x','y']
    def c(): return R.choice(V)
    def ex(): return R.choice(['READ_ONCE(%s)'%c(),'r','q','READ_ONCE(%s)'%c(),'__this_cpu_read(w)'])
    def cond(): return R.choice(['%s','!%s','%s == 1','%s != 2','%s < 2'])%ex()
    def st(d):
        o=R.random()
        if o<.3: return ('s','assume(%s);'%cond())
        if o<.45: return ('s','r = READ_ONCE(%s);'%c())
        if o<.53: return ('s','q = r + 1;')
        if o<.6: return ('s','r = choose(2);')
        if o<.68: return ('s','__this_cpu_write(w, %s);'%R.choice(['1','r','q','__this_cpu_read(w) + 1']))
        if o<.74: return ('s','rcu_read_lock(); r = READ_ONCE(%s); rcu_read_unlock();'%c())
        if d and o<.9: return ('l',R.randint(1,3),R.choice(['','','%s']) and cond(),[st(d-1) for _ in range(R.randint(1,2))],R.random()<.3)
        if d: return ('i',cond(),[st(d-1)],[st(d-1)] if R.random()<.5 else [])
        return ('s','q = %s;'%ex())
    hb=[st(1) for _ in range(R.randint(1,3))]+([] if R.random()<.2 else [])
    if not any(s[0]=='l' for s in hb): hb.insert(0,('l',R.randint(1,3),'',[st(0),('s','assume(%s);'%cond())],False))
    tail=R.choice(['c++; WRITE_ONCE(x, 1);','c++;','WRITE_ONCE(y, 0); c++;','c++; smp_cond_load_acquire(&x, VAL);'])
    K=[0]
    def pr(s,b):
        if s[0]=='s': return '\t'+s[1]+'\n'
        if s[0]=='i': return '\tif (%s) {\n'%s[1]+''.join(pr(t,b) for t in s[2])+'\t} else {\n'+''.join(pr(t,b) for t in s[3])+'\t}\n'
        _,k,brk,bd,_=s
        inner=''.join(pr(t,b) for t in bd)
        if not b:
            K[0]+=1; i='i%d'%K[0]
            return '\tfor (int %s = 0; %s < %d; %s++) {\n%s%s\t}\n'%(i,i,k,i,'\tif (%s) break;\n'%brk if brk else '',inner)
        out=''
        for _ in range(k): out+=('\tif (!(%s)) {\n'%brk if brk else '\t{\n')+inner
        return out+'\t}\n'*k
    cpus=R.choice(['a0','a1'])
    tb=[]
    for t in range(2):
        body=[]
        for _ in range(R.randint(1,3)):
            body.append(R.choice(['WRITE_ONCE(%s, %d);'%(c(),R.randint(0,2)),'WRITE_ONCE(%s, %d);'%(c(),R.randint(0,2)),'g%d = READ_ONCE(%s);'%(t,c()),'smp_mb();','__this_cpu_write(w, %d);'%R.randint(0,2)]))
        if t==0 or R.random()<.5: body.insert(R.randint(0,len(body)),'raise(h, %d);'%R.randint(0,1))
        tb.append(body)
    ag=R.random()<.4; agb='WRITE_ONCE(%s, %d);'%(c(),R.randint(0,2))
    cl=''; obs=['c','c','c','g0','g1','x','y','w[0]','w[1]']
    cond2=lambda: R.choice([' && ',' || ']).join('%s %s %d'%(R.choice(obs),R.choice(['==','==','>','!=']),R.choice([0,1,1,2])) for _ in range(R.randint(1,2)))
    for k in range(3): cl+='property N%d "": never %s;\n'%(k,cond2())
    for k in range(3): cl+='property F%d "": finally %s;\n'%(k,cond2())
    for k in range(3): cl+='cover C%d "": c == %d;\n'%(k,k)
    cl+='property D "": no deadlock;\nproperty T "": t0 terminates;\n'
    for b in (0,1):
        K[0]=0
        p='protocol x "x";\nmodel lkmm, sc;\nworld { cpu 0, 1; task t0 on 0; task t1 on 1;'+(' agent ag on any cpu { %s }'%agb if ag else '')+' }\nint x, y;\nowned DEFINE_PER_CPU(int, w);\nghost count c; ghost int g0; ghost int g1;\n'
        p+='interrupt h {\n\tint r = 0, q = 0;\n'+''.join(pr(s,b) for s in hb)+'\t'+tail+'\n}\n'
        for t in range(2): p+='task t%d {\n'%t+''.join('\t'+s+'\n' for s in tb[t])+'}\n'
        open(out+'/%d%s.protocol'%(x,'ab'[b]),'w').write(p+cl)
