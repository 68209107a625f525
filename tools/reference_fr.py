"""What the tables of the code say, in French: English sentence → French sentence.

A sentence that changes in the code has no French any more, and `tests/test_docs.py` says so.
"""

from __future__ import annotations

FRENCH = {
    # the page
    "Reference": "Référence",
    "Every key and notation, from the tables of the code; how to use them: [Write a charter](write-a-charter.md).": (
        "Toutes les clés et notations, tirées des tables du code ; leur usage : "
        "[Écrire une charte](ecrire-une-charte.md)."
    ),
    "key": "clé",
    "meaning": "sens",
    "Keys of a charter": "Clés d'une charte",
    "Keys of every rule": "Clés de toute règle",
    "An example is a text, or a mapping with": "Un exemple est un texte, ou un dictionnaire avec",
    "Claim": "Affirmation (`claim`)",
    "Confidential": "Confidentiel (`confidential`)",
    "Disclosure": "Mention due (`disclosure`)",
    "Places of a disclosure": "Places d'une mention",
    "Conditions": "Conditions",
    "`when` and `unless` know": "`when` et `unless` connaissent",
    "Guards of a claim:": "Garde-fous d'une affirmation :",
    "Networks:": "Réseaux :",
    "Typed tokens": "Jetons typés",
    "and digit masks": "et les masques de chiffres",
    "`<number>`, `<percent>` and `<money>` take numbers in words too, alone and between bounds: three hundred, "
    "a dozen, thousands, 3 million, deux mille, une vingtaine; a bare “one” or « neuf » is none.": (
        "`<number>`, `<percent>` et `<money>` prennent aussi les nombres en lettres, seuls et entre bornes : "
        "deux mille, une vingtaine, des milliers, 3 millions, three hundred, a dozen ; "
        "« un » ou « neuf » seul n'en est pas."
    ),
    "`<date>` takes a day with its month, a month with its year, and figures: 30/11 with two digits each, "
    "le 7/12 with fewer; 24/7, 1/2, 3/4, 9/10 and 18/20 are none.": (
        "`<date>` prend un jour avec son mois, un mois avec son année, et des chiffres : 30/11 à deux chiffres "
        "chacun, le 7/12 à moins ; 24/7, 1/2, 3/4, 9/10 et 18/20 n'en sont pas."
    ),
    "Shipped vocabularies": "Vocabulaires livrés",
    "entries": "entrées",
    "weak": "faibles",
    # keys of an example
    "the text of the post": "le texte du message",
    "of a bad example: the words that the rule should point at": (
        "d'un mauvais exemple : les mots que la règle doit désigner"
    ),
    "who publishes it": "qui le publie",
    "its author, by name": "son auteur, par son nom",
    "where it goes": "où il paraît",
    "the language its source states": "la langue que sa source indique",
    "to whom it goes": "à qui il s'adresse",
    "where its readers are": "où sont ses lecteurs",
    "when it goes out": "quand il part",
    "what the scheduler says of it: {paid_partnership: true}": (
        "ce que l'outil de planification en dit : {paid_partnership: true}"
    ),
    # keys of a charter
    "the title of the charter; or a mapping by language": "le titre de la charte ; ou un dictionnaire par langue",
    "its version, as its readers know it": "sa version, telle que ses lecteurs la connaissent",
    "fr or en: of the messages, and of patterns that say nothing else": (
        "fr ou en : langue des messages, et des motifs qui ne disent rien d'autre"
    ),
    "the Markdown file that people read; its numbered headings and paragraphs are the clauses": (
        "le fichier Markdown que l'on lit ; ses titres et paragraphes numérotés sont les articles"
    ),
    "the clauses, when they stand in no document: number → title, or number → {title, text}": (
        "les articles, s'ils ne sont dans aucun document : numéro → titre, ou numéro → {title, text}"
    ),
    "whose clocks the dates of the charter and undated offsets mean, such as Europe/Paris": (
        "le fuseau horaire des dates de la charte, comme Europe/Paris"
    ),
    "whom to ask before publishing": "à qui demander avant de publier",
    "of a pack: who owes what, in a sentence or two; or a mapping by language": (
        "d'un paquet : qui doit quoi, en une phrase ou deux ; ou un dictionnaire par langue"
    ),
    "of a pack: what it cannot see; or a mapping by language": (
        "d'un paquet : ce qu'il ne voit pas ; ou un dictionnaire par langue"
    ),
    "of a pack: vocabularies that its user can fill under words:, each with what it is": (
        "d'un paquet : vocabulaires que son utilisateur peut remplir sous words:, chacun avec ce qu'il est"
    ),
    "packs: shipped ones by name, own ones by ./path.yaml; or {pack: …, clause: …, on: [rule], off: [rule]}": (
        "paquets : les livrés par leur nom, les vôtres par ./chemin.yaml ; "
        "ou {pack: …, clause: …, on: [règle], off: [règle]}"
    ),
    "who we are: names, products, accounts (roles), spokespeople (roles)": (
        "qui nous sommes : noms, produits, comptes (rôles), porte-parole (rôles)"
    ),
    "groups of roles by name, used as $name where roles stand": (
        "groupes de rôles par leur nom, écrits $nom là où des rôles sont attendus"
    ),
    "conditions by name, used as when: $name or {is: name}": (
        "conditions par leur nom, écrites when: $nom ou {is: nom}"
    ),
    "clauses that only people can judge: number → why; see postguard coverage": (
        "articles que seules des personnes peuvent juger : numéro → pourquoi ; voir postguard coverage"
    ),
    "clauses of which the rules see a part only: number → what they do not see": (
        "articles dont les règles ne voient qu'une partie : numéro → ce qu'elles ne voient pas"
    ),
    "mentions: post language; clause: the one broken when only the language of a mention is wrong": (
        "mentions: post language ; clause : l'article enfreint quand seule la langue d'une mention est fausse"
    ),
    "vocabularies of this charter, used in patterns as $name": (
        "vocabulaires de cette charte, écrits $nom dans les motifs"
    ),
    "role, network and language of posts whose source does not say": (
        "rôle, réseau et langue des messages dont la source ne les dit pas"
    ),
    "the rules, each bound to a clause": "les règles, chacune liée à un article",
    # keys of every rule
    "a name of its own, in lower case with hyphens": "un nom à elle, en minuscules avec des traits d'union",
    "number of the clause it enforces": "numéro de l'article qu'elle applique",
    "error, warning or info; default error": "error, warning ou info ; par défaut error",
    "the instrument and article the rule rests on, and where that was read": (
        "le texte et l'article sur lesquels elle repose, et où on les a lus"
    ),
    "how sure the source is: verified, secondary, unverified or house": (
        "degré de certitude de la source : verified (texte lu), secondary (résumé lu), unverified, house (règle maison)"
    ),
    "`yes`: the rule is switched off until a charter names it under on:": (
        "`yes` : la règle est éteinte jusqu'à ce qu'une charte la nomme sous on:"
    ),
    "why this is a problem, in one sentence; or a mapping by language": (
        "pourquoi c'est un problème, en une phrase ; ou un dictionnaire par langue"
    ),
    "what to write instead; or a mapping by language": "quoi écrire à la place ; ou un dictionnaire par langue",
    "bad: texts it must catch, good: texts it must let pass": (
        "bad : textes à relever, good : textes à laisser passer"
    ),
    "conditions under which the rule applies; a mapping is AND, a list of mappings is OR": (
        "conditions dans lesquelles la règle s'applique ; un dictionnaire est ET, une liste de dictionnaires OU"
    ),
    "conditions under which it does not": "conditions dans lesquelles elle ne s'applique pas",
    "the rule applies to posts that go out from this moment on": "pour les messages qui partent dès ce moment",
    "the rule applies to posts that go out before this moment": "pour les messages qui partent avant ce moment",
    "applies when one of each of these stands in the same sentence: short for when: {sentence: …}": (
        "s'applique quand l'un de chaque est dans la même phrase : abrège when: {sentence: …}"
    ),
    "allowed when one of each of these stands in the same post: short for unless: {says: …}": (
        "permis quand l'un de chaque est dans le même message : abrège unless: {says: …}"
    ),
    "`us`: the sentence names us or our products or says we, or the post comes from one of our accounts; "
    "`us in post`: the post names us or our products anywhere, or comes from one of our accounts": (
        "`us` : la phrase nous nomme, nomme un produit, dit nous, ou le message part d'un de nos comptes ; "
        "`us in post` : le message nous nomme ou nomme un produit n'importe où, ou part d'un de nos comptes"
    ),
    "roles that may: short for unless: {role: …}; `spokespeople` and `accounts` are those of us:": (
        "rôles qui le peuvent : abrège unless: {role: …} ; `spokespeople` et `accounts` sont ceux de us:"
    ),
    "roles to which the rule does not apply; a post without a role is not exempt": (
        "rôles auxquels la règle ne s'applique pas ; un message sans rôle n'est pas exempté"
    ),
    "our accounts may, in a post that holds this link": "nos comptes le peuvent, dans un message avec ce lien",
    "wordings that are free although a pattern matches them": "formulations libres, même si un motif les trouve",
    "wordings that free the whole sentence they stand in": "formulations qui libèrent toute leur phrase",
    # claim
    "patterns of the statement": "motifs de l'affirmation",
    "patterns of a subject: counts even when denied, quoted or asked": (
        "motifs d'un sujet : compte même nié, cité ou demandé"
    ),
    "`post`: the whole post may not be, whatever it says (under the conditions of when)": (
        "`post` : le message entier est interdit, quoi qu'il dise (dans les conditions de when)"
    ),
    "`counts`: a denial is a violation too; default `allowed`": (
        "`counts` : nier est aussi un manquement ; par défaut `allowed`"
    ),
    "`counts`: quoting in order to reject is a violation too; default `allowed`": (
        "`counts` : citer pour rejeter est aussi un manquement ; par défaut `allowed`"
    ),
    "`allowed`: a question is free; default `counts`": "`allowed` : une question est libre ; par défaut `counts`",
    "`allowed`: what somebody else says (selon …, according to …) is free; default `counts`": (
        "`allowed` : ce qu'un autre dit (selon …, according to …) est libre ; par défaut `counts`"
    ),
    # confidential
    "patterns that must not get out, in any spelling": "motifs qui ne doivent pas sortir, sous aucune graphie",
    "names with an everyday sense: fire beside a project word, disguised, or written as a name": (
        "noms qui ont un sens courant : relevés près d'un mot de projet, déguisés ou écrits comme un nom"
    ),
    "names nobody may give, such as <org> or <person>: all but those under allowed": (
        "noms que personne ne donne, comme <org> ou <person> : tous sauf ceux sous allowed"
    ),
    "words that show the everyday sense of the code names": "mots qui signalent le sens courant des noms de code",
    # disclosure
    "accepted wordings of the mention; by language, or under all: when several are owed": (
        "formulations admises de la mention ; par langue, ou sous all: quand plusieurs sont dues"
    ),
    "wordings that are accepted too, though the charter does not name them": (
        "formulations admises aussi, bien que la charte ne les nomme pas"
    ),
    "wordings that look like the mention and do not count": (
        "formulations qui ressemblent à la mention et ne comptent pas"
    ),
    "wordings that counted once and no longer do": "formulations qui comptaient et ne comptent plus",
    "`post language`: the mention is owed in every language of the post": (
        "`post language` : la mention est due dans chaque langue du message"
    ),
    "the place of the mention; all of a list must hold": "la place de la mention ; toutes celles d'une liste",
    # places
    "anywhere in the post": "n'importe où dans le message",
    "on the first line that has text": "sur la première ligne qui porte du texte",
    "in the first sentence": "dans la première phrase",
    "among the first N characters": "dans les N premiers caractères",
    "before the network's “more”": "avant le « plus » du réseau",
    "in the first post when the text is a thread": "dans le premier message, si le texte est un fil",
    "before any other hashtag": "avant tout autre mot-dièse",
    "not as a hashtag, nor in one": "ni en mot-dièse, ni dans un mot-dièse",
    "alone on a line": "seule sur une ligne",
}
