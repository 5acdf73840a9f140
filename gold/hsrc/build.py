"""hsrc/hNN.mk -> texts/hNN.txt, authored/hNN.json. Header: 'meta {json}', 'X = Key = PARTY = a; b; c' lines, then '---', then marked text."""
import json,re,sys,glob,os
sys.path.insert(0,'/work/shared/gold')
import gold
ROOT='/work/main/gold'
def parse(mk):
    out=[];spans=[];stack=[];i=0
    while i<len(mk):
        c=mk[i]
        if c=='{':
            m=re.compile(r'\{([cstvo])(\d+)((?: [^|{}]*)?)\|').match(mk,i)
            assert m,mk[i:i+40]
            stack.append((m[1],m[2],m[3].split(),len(out)));i=m.end();continue
        if c=='}':
            k,n,a,st=stack.pop();spans.append((k,n,a,st,len(out)))
        else: out.append(c)
        i+=1
    assert not stack,stack
    return ''.join(out),spans
def main(names):
    for f in names:
        rid=os.path.basename(f)[:-3];src=open(f,encoding='utf-8').read()
        head,mk=src.split('\n---\n',1);mk=mk.rstrip('\n')
        meta={};people={};short={}
        for l in head.splitlines():
            if l.startswith('meta '): meta=json.loads(l[5:])
            elif l.strip():
                a,k,p,al=[x.strip() for x in l.split('=')]
                short[a]=k;people[k]={"party":p or None,"aliases":[x.strip() for x in al.split(';') if x.strip()]}
        text,spans=parse(mk)
        st={}
        for k,n,a,s,e in spans:
            d=st.setdefault(n,{});assert k not in d,(rid,n,k)
            d[k]=(s,e)
            if k=='c': d['who']='+'.join(short[x] for x in a[0].split('+')) if a[0]!='-' else None; d['mode']={'d':'direct','m':'mixed','i':'indirect'}[a[1]]
        for n,d in st.items(): assert 'c' in d and 't' in d,(rid,n,d)
        order=sorted(st,key=lambda n:(min(st[n]['c'][0],st[n]['t'][0]),-st[n]['t'][1]))
        ids={n:f's{i+1}' for i,n in enumerate(order)}
        starts=[];pos=0
        for l in text.split('\n'): starts.append((pos,pos+len(l)));pos+=len(l)+1
        res=[]
        for n in order:
            d=st[n]
            ln=[i for i,(a,b) in enumerate(starts) if a<=d['t'][0]<=b][0];lo,hi=starts[ln]
            assert d['t'][1]<=hi,(rid,n,'content over lines')
            par=[m for m in order if m!=n and st[m]['t'][0]<=d['c'][0] and d['c'][1]<=st[m]['t'][1] and st[m]['t'][0]<=d['t'][0] and d['t'][1]<=st[m]['t'][1]+2]
            par=min(par,key=lambda m:st[m]['t'][1]-st[m]['t'][0]) if par else None
            def phrase(key):
                if key not in d: return None
                s,e=d[key];w=text[s:e]
                if len(w)>70 and key=='t':
                    for h in range(15,len(w)-5):
                        for t in (12,16,22,30,40,60):
                            p=w[:h]+' ... '+w[-t:]
                            if h+t<len(w) and gold.find(text,p,lo,hi)==[s,e] and w[h]==' ' and w[-t-1]==' ' : return p
                    for h in range(15,len(w)-5):
                        for t in range(8,60):
                            p=w[:h]+' ... '+w[-t:]
                            if h+t<len(w) and gold.find(text,p,lo,hi)==[s,e]: return p
                if gold.find(text,w,lo,hi)==[s,e]: return w
                # extend by neighbouring words
                a,b=s,e
                while True:
                    nb=re.compile(r'[^\w]*\w+').match(text,b,hi)
                    b2=nb.end() if nb else b
                    if gold.find(text,text[a:b2],lo,hi)==[a,b2]: print(rid,ids[n],'ext',key,text[a:b2]);return text[a:b2]
                    pb=re.search(r'\w+[^\w]*$',text[lo:a]); a=lo+pb.start() if pb else a
                    if gold.find(text,text[a:b],lo,hi)==[a,b]: print(rid,ids[n],'ext',key,text[a:b]);return text[a:b]
                    b=b2
            assert lo<=d['c'][0]<=hi
            res.append({"id":ids[n],"line":ln,"cue":phrase('c'),"speaker":phrase('s'),"content":phrase('t'),"who":d['who'],"mode":d['mode'],"within":ids[par] if par else None,"via":phrase('v'),"occasion":phrase('o')})
        for s in st.values():
            w=text[s['t'][0]:s['t'][1]]
            if w!=w.strip() or w[-1] in '.،': print(rid,'edge',repr(w[-20:]))
        open(f'{ROOT}/texts/{rid}.txt','w',encoding='utf-8',newline='').write(text)
        json.dump({"id":rid,"lang":"ar","meta":meta,"people":people,"statements":res,"acts":[]},open(f'{ROOT}/authored/{rid}.json','w',encoding='utf-8'),ensure_ascii=False,indent=1)
        print(rid,len(text.split()),'words',len(res),'statements')
main(sys.argv[1:] or sorted(glob.glob('/work/main/gold/hsrc/h*.mk')))
