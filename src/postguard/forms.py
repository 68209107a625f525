FORM_LANGUAGES=("fr","en")
def forms(word, language):
    w=word.lower(); out={w}
    if language=="fr":
        out|={w+"s",w+"e",w+"es"}
        if w.endswith("er"):
            st=w[:-2]; out|={st+x for x in "e es ent ons ez é ée és ées ant ait aient ais era eront erait".split()}
        if w.endswith("ir"):
            st=w[:-2]; out|={st+x for x in "is it issons issez issent i ie ies issant".split()}
    else:
        out|={w+"s",w+"ed",w+"ing"}
    return frozenset(out)
