# each protocol of a folder with other engines, bounds and checks: verdicts agree
import json,subprocess,sys,glob,random
d=sys.argv[1]; n=int(sys.argv[2]); B='/tmp/g/barrister'
def run(f,*a):
    try: r=subprocess.run([B,'check','--format','json','-j1','--timeout','20',*a,f],capture_output=True,timeout=200)
    except subprocess.TimeoutExpired: print('HANG',f,a,flush=True); return None
    try: j=json.loads(r.stdout)
    except Exception: print('NOJSON',f,a,r.returncode,r.stderr[:200],flush=True); return None
    if j['errors']: return None
    out={}
    for q in j['results']:
        if q['complaints'] or 'disagree' in str(q['reason']): print('COMPLAINT',f,a,q.get('property'),q['reason'],q['complaints'],flush=True)
        out[(q.get('variant'),q['model'],q.get('property'))]=(q['verdict'],q.get('by'))
    return out
fs=sorted(glob.glob(d+'/*.protocol')); random.Random(5).shuffle(fs); stat={}
for f in fs[:n]:
    base=run(f)
    if not base: continue
    for o in (['--engine','z3'],['--check','full'],['--unroll','3'],['--unroll','1'],['--check','none']):
        r=run(f,*o)
        if not r: continue
        for k in base:
            a,b=base[k],r.get(k); stat[(o[-1],b and b[0])]=stat.get((o[-1],b and b[0]),0)+1
            if a!=b and not any(w in str(a)+str(b) for w in ('unknown','within')): print('DIFF',f,o,k,a,b,flush=True)
for k,v in sorted(stat.items(),key=str): print(v,k)
