import unicodedata
from dataclasses import dataclass
from itertools import combinations
from postguard.model import Span
@dataclass(frozen=True, slots=True)
class Reading:
    written: str
    text: str
    starts: object
    ends: object
    changed: tuple = ()
    def as_written(self, start, end):
        return Span(self.starts[start], self.ends[end-1])
def read(text):
    out=[];st=[];en=[]
    for i,c in enumerate(text):
        c={"’":"'","‑":"-","\u00a0":" ","\u202f":" "}.get(c,c)
        if c in "\u200b\u00ad\u200d\ufe0f": continue
        n=unicodedata.normalize("NFKC",c) if c not in "…½" else c
        for x in n: out.append(x);st.append(i);en.append(i+1)
    return Reading(text,"".join(out),st,en)
def norm(w): return w.casefold().replace("œ","oe").replace("æ","ae")
def spellings(w):
    w=norm(w); idx=[i for i,c in enumerate(w) if unicodedata.normalize("NFD",c)[0]!=c]
    res={w}
    if len(idx)<=4:
        for k in range(1,len(idx)+1):
            for c in combinations(idx,k):
                res.add("".join(unicodedata.normalize("NFD",x)[0] if i in c else x for i,x in enumerate(w)))
    else: res.add("".join(unicodedata.normalize("NFD",x)[0] for x in w))
    return frozenset(res)
