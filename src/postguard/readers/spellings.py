"""Headings of columns and keys of records, as tools and people write them. One more spelling: one more entry."""

from __future__ import annotations

# In each list the more telling names come first: of two columns that could hold the text, the first listed does.
HEADINGS: dict[str, dict[str, str]] = {
    "id": {
        "en": "id, post id, uid, no, number, ref, reference",
        "fr": "n, num, numéro, identifiant, référence",
        "de": "nr, nummer, kennung",
        "es": "identificador, referencia",
        "it": "riferimento",
    },
    "text": {
        "en": "text, post text, message text, message, post content, content, caption, post caption, post copy, copy, "
        "body, post body, tweet, post",
        "fr": "texte, texte de la publication, texte du post, texte du message, texte final, contenu, "
        "contenu de la publication, contenu du post, légende, rédactionnel, wording, corps du texte, "
        "corps, publication",
        "de": "beitragstext, posttext, text des beitrags, nachricht, bildunterschrift, inhalt, beitrag",
        "es": "texto, texto de la publicación, mensaje, contenido, leyenda, pie de foto, publicación",
        "it": "testo, testo del post, messaggio, contenuto, didascalia, pubblicazione",
    },
    "language": {
        "en": "language, lang, langs, locale",
        "fr": "langue",
        "de": "sprache",
        "es": "idioma, lengua",
        "it": "lingua",
    },
    "network": {
        "en": "network, networks, platform, platforms, channel, channels, social network, social networks, "
        "social media, provider identifier, channel service, service, social",
        "fr": "réseau, réseaux, réseau social, réseaux sociaux, plateforme, plateformes, canal, canaux, média social",
        "de": "netzwerk, netzwerke, plattform, plattformen, kanal, kanäle",
        "es": "red, redes, red social, redes sociales, plataforma, canales",
        "it": "rete, social network, piattaforma, piattaforme, canale, canali",
    },
    "role": {
        "en": "role, author role, profile",
        "fr": "rôle, rôle de l'auteur, rôle de l'autrice, profil, profil de l'auteur",
        "de": "rolle, rolle des autors",
        "es": "rol, rol del autor, perfil",
        "it": "ruolo, ruolo dell'autore, profilo",
    },
    "author": {
        "en": "author, author name, posted by, owner, account, account name",
        "fr": "auteur, autrice, auteur(e), rédacteur, rédactrice, publié par, compte",
        "de": "autor, autorin, verfasser, konto",
        "es": "autora, cuenta",
        "it": "autore, autrice",
    },
    "publish_at": {
        "en": "publish at, publish date, publish time, publishing date, publication date, scheduled at, scheduled for, "
        "scheduled date, scheduled time, schedule date, schedule time, scheduled, schedule, post at specific time, "
        "posting time, posting date, post date, due at, date time, date and time, publish on, date",
        "fr": "date de publication, date publication, date de diffusion, date de parution, date prévue, date et heure, "
        "date heure, programmé pour, programmé le, publié le, jour",
        "de": "veröffentlichungsdatum, datum und uhrzeit, geplant am, geplant für, termin, datum",
        "es": "fecha de publicación, fecha y hora, programado para, fecha",
        "it": "data di pubblicazione, data e ora, programmato per, data",
    },
    "time": {
        "en": "time, time 24hr, hour, time of day",
        "fr": "heure, horaire, heure de publication",
        "de": "uhrzeit, zeit",
        "es": "hora, hora de publicación",
        "it": "ora, orario",
    },
    "part": {
        "en": "title, headline, subject, first comment, first comment text, comment, follow up comment, alt, alt text, "
        "alternative text, image alt, image description, media description, poll question, poll option, poll options, "
        "pin title, document title, pdf title, link title, link description, video title, description, summary, "
        "excerpt, spoiler text, content warning, hashtags, call to action, cta, link, links, link url, post link, url",
        "fr": "titre, accroche, premier commentaire, 1er commentaire, texte alternatif, texte alt, "
        "description de l'image, question du sondage, options du sondage, description, chapô, résumé, lien, liens",
        "de": "titel, überschrift, erster kommentar, alternativtext, beschreibung, umfrage, umfrageoptionen",
        "es": "título, primer comentario, texto alternativo, descripción, enlace, opciones de la encuesta",
        "it": "titolo, primo commento, testo alternativo, descrizione, opzioni del sondaggio",
    },
}
