class Vocabulary:
    def __init__(self, words, known=None): self.words=frozenset(words)
def disguised(reading,tokens,vocabulary): return None
