import re
from typing import NamedTuple
from dataclasses import dataclass
from postguard.text import norm, Reading
from postguard.model import Span
class Token(NamedTuple):
    start:int; end:int; norm:str; kind:str; sentence:int; group:int=-1
class Group(NamedTuple):
    kind:str; start:int; end:int
@dataclass(frozen=True, slots=True)
class Tokens:
    reading: Reading; items: tuple; visible: tuple; groups: tuple; quotes: tuple
    thread_parts: tuple=()
R=re.compile(r"(?P<url>https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:example|com|fr)\b(?:/\S*)?)|(?P<hashtag>#\w+)|(?P<mention>@\w+)|(?P<num>\d+(?:[.,]\d+)*)|(?P<word>(?:[ldjmtsncqLDJMTSNCQ]|qu|Qu)'|[^\W\d_]+)|(?P<unit>[%€$£])|(?P<quote>[«»“”\"])|(?P<brk>\n\s*\n)|(?P<nl>\n)|(?P<hy>(?<=\w)-(?=\w))|(?P<p>[^\s\w]+)",re.I)
C=re.compile(r"[A-ZÉÈÀ]+(?![a-zé])|[A-ZÉÈÀ]?[a-zà-ÿ]+|\d+")
def tokenize(r):
    items=[];vis=[];groups=[];q=[];s=0;openq=None
    for m in R.finditer(r.text):
        k=m.lastgroup; a,b=m.span()
        def add(a,b,kind,v=True,g=-1):
            items.append(Token(a,b,norm(r.text[a:b]),kind,s,g))
            if v: vis.append(len(items)-1)
        if k in("url","hashtag","mention"):
            groups.append(Group(k,a,b)); g=len(groups)-1
            x=(C if k!="url" else re.compile(r"[^\W_]+")).finditer(r.text,a,b)
            for y in x: add(y.start(),y.end(),"NUMBER" if y[0].isdigit() else "WORD",True,g)
        elif k=="num": add(a,b,"NUMBER")
        elif k=="word": add(a,b,"WORD")
        elif k=="unit": add(a,b,"UNIT")
        elif k=="quote":
            add(a,b,"QUOTE",False)
            if openq is None: openq=b
            else: q.append(Span(openq,a)); openq=None
        elif k=="brk": add(a,b,"BREAK"); s+=1
        elif k=="nl": s+=1
        elif k=="hy": add(a,b,"HYPHEN",False)
        else:
            add(a,b,"PUNCT")
            if set(m[0])&set(".!?…"): s+=1
    return Tokens(r,tuple(items),tuple(vis),tuple(groups),tuple(q))
