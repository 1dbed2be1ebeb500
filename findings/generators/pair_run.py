# compares a and b of each pair, by property, model and variant
import json,subprocess,sys,glob
d=sys.argv[1]; opts=sys.argv[2:]; B='/work/main/build/release/barrister' 
B='/tmp/g/barrister'
def run(f,*a):
    try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','10',*opts,*a,f],capture_output=True,timeout=150)
    except subprocess.TimeoutExpired: print('HANG',f,a,flush=True); return None
    o=r.stdout.decode(errors='replace')
    if r.returncode<0 or r.returncode>3: print('CRASH',f,a,r.returncode,flush=True); return None
    try: j=json.loads(o)
    except Exception: print('NOJSON',f,a,r.returncode,o[:200],r.stderr[:300],flush=True); return None
    if j['errors']: return ('E',str([e['message'] if 'message' in e else e for e in j['errors']])[:200])
    out={}
    for q in j['results']:
        if q['complaints'] or (q['reason'] and 'disagree' in str(q['reason'])): print('COMPLAINT',f,a,q['reason'],q['complaints'],flush=True)
        out[(q.get('variant'),q.get('model'),q.get('property'))]=(q['verdict'],q.get('by'))
    return out
stat={}
for f in sorted(glob.glob(d+'/*a.protocol')):
    a=run(f); b=run(f[:-10]+'b.protocol')
    if isinstance(a,tuple) or isinstance(b,tuple):
        k=str(a)[:150] if isinstance(a,tuple) else str(b)[:150]; stat[k]=stat.get(k,0)+1
        if type(a)!=type(b): print('ERRDIFF',f,str(a)[:200],str(b)[:200],flush=True)
        continue
    if a is None or b is None: continue
    for k in sorted(set(a)|set(b),key=str):
        va,vb=a.get(k),b.get(k)
        stat[va]=stat.get(va,0)+1
        if va!=vb and not ('unknown' in str(va) or 'unknown' in str(vb)): print('DIFF',f,k,va,vb,flush=True)
for k,v in sorted(stat.items(),key=lambda q:-q[1])[:25]: print(v,k)
