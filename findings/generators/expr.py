# Expressions of all operators, types, casts and kinds of constants against gcc: locals, memory, initial values of questions.
import random,sys,os,subprocess,json
B='/tmp/g/barrister'
seed=int(sys.argv[1]); n=int(sys.argv[2]); out=sys.argv[3]; os.makedirs(out,exist_ok=True)
TY=['int','unsigned int','long','unsigned long','u8','s8','u16','s16','bool','char','u32','s64']
TD='#include <stdio.h>\n#include <stdbool.h>\ntypedef unsigned char u8; typedef signed char s8; typedef unsigned short u16; typedef short s16; typedef unsigned int u32; typedef int s32; typedef unsigned long u64; typedef long s64;\n'
stat={}
for x in range(n):
    R=random.Random(seed*7919+x)
    var=[('v%d'%i,R.choice(TY),R.choice(['0','1','2','5','7','100','127','128','200','255','256','32767','32768','65535','65536','2147483647','-1','-2','-128','-32768','-2147483648','-100'])) for i in range(6)]
    def const():
        return R.choice(['0','1','2','3','7','-1','255','256','0xff','0x80000000','2147483647','2147483648','4294967295','0xffffffff','0x7fffffff','1u','2u','-1u' if 0 else '1ul','-1l','3L','0xffUL','0x100000000','077','0377','010','0xffffffffffffffff','9223372036854775807','0x8000','65535u','12345678901','sizeof(int)','sizeof(long)','0U','1ULL','037777777777','0xFFu','E1','E2','E3'])
    def e(d):
        o=R.random()
        if d==0 or o<.2: return R.choice([v[0] for v in var]) if R.random()<.65 else const()
        if o<.28: return '(%s)%s'%(R.choice(TY),e0(d-1))
        if o<.36: return R.choice(['-','~','!','+'])+e0(d-1)
        if o<.42: return '(%s ? %s : %s)'%(e(d-1),e(d-1),e(d-1))
        if o<.50: return '(%s %s (%s & %d))'%(e0(d-1),R.choice(['<<','>>']),e0(d-1),R.choice([3,7,15,31]))
        if o<.57: return '(%s %s (%s | 1))'%(e0(d-1),R.choice(['/','%']),e0(d-1)) if 0 else '(%s %s %s)'%(e0(d-1),R.choice(['/','%']),R.choice(['3','7u','-3','5L','0x10','2ul','(u8)200','-7l']))
        if o<.6: return '(%s, %s)'%(e(d-1),e(d-1)) if 0 else e(d-1)
        op=R.choice(['+','-','*','&','|','^','<','>','<=','>=','==','!=','&&','||'])
        a,b=e(d-1),e(d-1)
        return R.choice(['(%s %s %s)','%s %s %s' if op in '+-' and False else '(%s %s %s)'])%(a,op,b)
    def e0(d):
        s=e(d); return s if s[0]=='(' or s.isalnum() else '(%s)'%s
    def flat():  # precedence, no parentheses
        s=R.choice([v[0] for v in var])
        for _ in range(R.randint(2,5)): s+=' %s %s%s'%(R.choice(['+','-','*','&','|','^','<','>','==','!=','&&','||','<<' if 0 else '+']),R.choice(['','','!','~','-','(u8)','(long)']),R.choice([v[0] for v in var]+[const()]))
        return s
    ex=[e(3) if R.random()<.7 else flat() for _ in range(10)]
    rt=[R.choice(TY+['long','long','unsigned long']) for _ in ex]
    decl=''.join('%s %s = %s;\n'%(v[1],v[0],v[2]) for v in var)
    enum='enum { E1 = 5, E2 = -3, E3 };\n'
    c=TD+enum+'int main(void){\n'+decl+''.join('%s o%d = %s; printf("%%ld\\n", (long)o%d);\n'%(t,i,s,i) for i,(s,t) in enumerate(zip(ex,rt)))+'}\n'
    open(out+'/x.c','w').write(c)
    r=subprocess.run(['gcc','-w','-fwrapv','-funsigned-char','-O0','-fsanitize=undefined','-fno-sanitize=shift-base','-fno-sanitize-recover=all','-o',out+'/x',out+'/x.c'],capture_output=True,text=True)
    if r.returncode: print('gcc',x,r.stderr[:200]); continue
    q=subprocess.run([out+'/x'],capture_output=True,text=True)
    if q.returncode: stat['ub']=stat.get('ub',0)+1; continue
    val=q.stdout.split()
    p='protocol x "x";\nworld { cpu 0, 1; task a on 0; task b on 1; }\n'+enum
    p+=''.join('%s m%s = %s;\n'%(v[1],v[0],v[2]) for v in var)+''.join('%s c%d; %s d%d;\n'%(t,i,t,i) for i,t in enumerate(rt))
    p+='task a {\n'+''.join('\t%s %s = %s;\n'%(v[1],v[0],v[2]) for v in var)+''.join('\tWRITE_ONCE(c%d, %s);\n'%(i,s) for i,s in enumerate(ex))+'}\n'
    p+='task b {\n'+''.join('\t%s %s = READ_ONCE(m%s);\n'%(v[1],v[0],v[0]) for v in var)+''.join('\t%s o%d = %s;\n\tWRITE_ONCE(d%d, o%d);\n'%(t,i,s,i,i) for i,(s,t) in enumerate(zip(ex,rt)))+'}\n'
    lit=lambda v: '(-9223372036854775807 - 1)' if v=='-9223372036854775808' else v+('l')
    import re
    for i,s in enumerate(ex):
        v=lit(val[i])
        p+='property C%d "": finally (long)c%d == %s;\nproperty D%d "": finally (long)d%d == %s;\nproperty Q%d "": finally (long)(%s)(%s) == %s;\n'%(i,i,v,i,i,v,i,rt[i],re.sub(r'\bv(\d)\b',r'mv\1',s),v)
    f=out+'/%d.protocol'%x; open(f,'w').write(p)
    try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','20','--check','none',f],capture_output=True,timeout=200)
    except subprocess.TimeoutExpired: print('HANG',f,flush=True); continue
    try: j=json.loads(r.stdout)
    except Exception: print('NOJSON',f,r.returncode,r.stderr[:200],flush=True); continue
    if j['errors']:
        k='E '+str(j['errors'][0].get('message'))[:80]; stat[k]=stat.get(k,0)+1; print(k,f); continue
    for q in j['results']:
        v=q['verdict']; stat[v]=stat.get(v,0)+1
        if v!='holds' : print('DIFF',f,q['property'],v,q['reason'],rt[int(q['property'][1:])] if q['property'][1:].isdigit() else '',ex[int(q['property'][1:])] if q['property'][1:].isdigit() else '', val[int(q['property'][1:])] if q['property'][1:].isdigit() else '',flush=True)
for k,v in sorted(stat.items(),key=lambda q:-q[1]): print(v,k)
