import json,subprocess,sys,os,glob
d=sys.argv[1]; B='/tmp/g/barrister'
def run(f,*a):
    try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','8',*a,f],capture_output=True,timeout=100)
    except subprocess.TimeoutExpired: print('HANG',f,a,flush=True); return None
    o=r.stdout.decode(errors='replace')
    if r.returncode<0 or r.returncode>3: print('CRASH',f,a,r.returncode,flush=True); return None
    try: j=json.loads(o)
    except Exception: print('NOJSON',f,a,r.returncode,o[:200],r.stderr[:300],flush=True); return None
    if j['errors']: return ('E',str(j['errors'])[:300])
    out={}
    for q in j['results']:
        if q['complaints'] or (q['reason'] and 'disagree' in str(q['reason'])): print('COMPLAINT',f,a,q['reason'],q['complaints'],flush=True)
        out[q.get('property') or 'c']=q['verdict']
    return out
stat={}
for f in sorted(glob.glob(d+'/*')):
    if f.endswith('a.protocol'):
        g=f[:-10]+'b.protocol'
        a=run(f); b=run(g)
    elif f.endswith('.litmus'):
        eng=['cadical','enumeration','z3']
        rs=[run(f,'--engine',e) for e in eng]+[run(f,'--model','/work/h/grudge/findings/generators/restated.cat')]
        base=rs[0]
        for e,r in zip(eng[1:]+['restated'],rs[1:]):
            if base and r and base[0:1] if isinstance(base,tuple) else False: continue
            if isinstance(base,dict) and isinstance(r,dict) and base.get('c')!=r.get('c') and 'unknown' not in (base.get('c'),r.get('c')): print('DIFF',f,e,base,r,flush=True)
        k=('l',str(base.get('c')) if isinstance(base,dict) else str(base)[:60])
        stat[k]=stat.get(k,0)+1
        continue
    else: continue
    if isinstance(a,tuple) or isinstance(b,tuple):
        k=('p',str(a)[:90]); stat[k]=stat.get(k,0)+1
        if type(a)!=type(b): print('ERRDIFF',f,a,b)
        continue
    if a is None or b is None: continue
    for k in sorted(set(a)|set(b)):
        va,vb=a.get(k),b.get(k)
        stat[('p',va)]=stat.get(('p',va),0)+1
        if va!=vb and not (str(va).startswith('unknown') or str(vb).startswith('unknown')): print('DIFF',f,k,va,vb,flush=True)
for k,v in sorted(stat.items(),key=lambda q:-q[1])[:25]: print(v,k)
