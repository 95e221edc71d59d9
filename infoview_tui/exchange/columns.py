"""What the columns of a CSV file mean, told by their names: one table for every program's words.

A mapping is a dict from column name to field; a column that it does not name is kept in the
draft's `extra`. `FIELDS` are the fields a column may be mapped to (a mapping question offers them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from infoview_tui.domain.text import fold

FIELDS = {
    "name": "full name",
    "first_name": "first name",
    "middle_name": "middle name",
    "last_name": "last name",
    "suffix": "suffix or degree",
    "role": "role",
    "company": "company",
    "email": "e-mail",
    "phone": "phone",
    "url": "profile or web page",
    "location": "place",
    "industry": "industry",
    "timezone": "time zone",
    "connected_on": "connected on",
    "birthday": "birthday",
    "birth_year": "birth year",
    "birth_month": "birth month",
    "birth_day": "birth day",
    "notes": "notes",
    "tags": "tags",
    "ignore": "leave out",
}

# The parts of a place, and whose they are: `Work City`, `Address 1 - Country`, `Ort privat`.
_CITY = "city|ort|ville|ciudad"
_REGION = "state|region|bundesland(/kanton)?"
_COUNTRY = "country(/region)?|land(/region)?"
_KIND = r"(?P<whose>home |work |business |other |address \d - )?"
_ART = "(?P<theirs> geschaftlich| dienstlich| privat)"
_WHOSE = {"business": "work", "geschaftlich": "work", "dienstlich": "work", "privat": "home"}
_PARTS = tuple(re.compile(rf"{_KIND}({part}){_ART}?") for part in (_CITY, _REGION, _COUNTRY))

# Cells by which a program says nothing, in the columns that it always fills.
_NO_DATE = frozenset({"0/0/00", "0/0/0000", "00.00.00", "0.0.00", "00.00.0000"})
_USUAL = (
    (re.compile("gender|geschlecht"), frozenset({"unspecified", "keine angabe"})),
    (re.compile("priority|prioritat|sensitivity|vertraulichkeit"), frozenset({"normal"})),
    (re.compile("private?"), frozenset({"false", "aus", "falsch"})),
    (re.compile(r"e-?mail( \d)?:?[ -]type?"), frozenset({"smtp"})),
)

# Field -> the column names that mean it: folded patterns, listed with commas. Where several columns
# of a file match a field that holds one value, the earlier pattern wins, the rest goes to `extra`.
_WORDS = {
    "first_name": "first name, given name, firstname, vorname, prenom, nombre de pila",
    "middle_name": "middle name, additional name, zweiter vorname",
    "last_name": "last name, family name, surname, lastname, nachname, familienname, apellidos?, "
    "cognome, sobrenome, achternaam",
    "suffix": "name suffix, suffix",
    "name": "full name, display name, name, contact, contact name, person, file as, nom, "
    "nom complet, nombre, nombre completo, nome, naam, anzeigename",
    "role": "job title, organization( 1 -)? title, position, role, title, headline, occupation, "
    "arbeitstitel, beruf, rolle, poste, fonction, cargo, puesto, functie",
    "company": "company( name)?, organization( 1 -)? name, organi[sz]ation, employer, firma, "
    "unternehmen, entreprise, societe, empresa, azienda, bedrijf, works? at",
    "email": r"(primary |secondary |work |home |other )?e-?mail( \d)?( -)?( value| address)?, "
    r"correo, adresse e-?mail, (primare |sekundare |weitere )?e-?mail-adresse( \d)?, "
    r"e-?mail \d: adresse",
    "phone": r"phone( \d)?( -)?( value| number)?, "
    r"(work|home|business|mobile|other|primary|company main|car|radio) phone( \d)?, "
    r"mobile( number)?, telephone, telefon(?!.*(assist|horbehind)).*, "
    r"(haupt|auto|weiteres )telefon, "
    r"tel\. .*, telefono, handy, mobil.*, cell( phone)?",
    "url": r"(linkedin |profile )?url, linkedin( profile)?, profile( link)?, web ?page( \d)?, "
    r"website( \d)?( - value)?, webseite( \d)?, personal web page, link",
    "location": rf"location, place, {_KIND}({_CITY}), {_KIND}({_REGION}), {_KIND}({_COUNTRY}), "
    rf"({_CITY}){_ART}, ({_REGION}){_ART}, ({_COUNTRY}){_ART}",
    "industry": "industry, branche, sector, sektor",
    "timezone": "time ?zone, zeitzone",
    "connected_on": "connected on, connected, connection date",
    "birthday": "birthday, birth date, date of birth, geburtstag, anniversaire",
    "birth_year": "birth year, geburtsjahr",
    "birth_month": "birth month, geburtsmonat",
    "birth_day": "birth day",
    "notes": "notes?, comments?, notizen, remarks?, notas",
    "tags": "tags?, labels?, categor(y|ies), groups?, group membership, kategorien",
    "ignore": "photo, foto",
}
_SINGLE = {"name", "first_name", "middle_name", "last_name", "suffix", "role", "company"}
_SINGLE |= {"connected_on", "birthday", "birth_year", "birth_month", "birth_day"}
_SINGLE |= {"industry", "timezone"}
_PATTERNS = {
    field: tuple(re.compile(pattern) for pattern in words.split(", "))
    for field, words in _WORDS.items()
}

# Header names that tell whose export it is; the first whose names are all there is it.
_PROGRAMS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "LinkedIn connections",
        frozenset({"first name", "last name", "company", "position", "connected on"}),
    ),
    ("Google contacts", frozenset({"given name", "family name", "e-mail 1 - value"})),
    ("Google contacts", frozenset({"first name", "last name", "e-mail 1 - value"})),
    ("Google contacts", frozenset({"organization name", "organization title", "labels"})),
    ("Thunderbird address book", frozenset({"display name", "primary email"})),
    ("Outlook contacts", frozenset({"first name", "last name", "e-mail address", "job title"})),
    (
        "Outlook contacts",
        frozenset({"first name", "last name", "e-mail address", "business phone"}),
    ),
    ("Outlook contacts", frozenset({"vorname", "nachname", "e-mail-adresse", "mobiltelefon"})),
    ("Thunderbird address book", frozenset({"anzeigename", "primare e-mail-adresse"})),
)


def header_name(column: str) -> str:
    """A column's name as it is compared: folded, blanks and underscores alike, no BOM."""
    return " ".join(fold(column.replace("_", " ").strip(' \t\ufeff"*:')).split())


def guess_mapping(header: Sequence[str]) -> dict[str, str]:
    """What each column of a header probably is; columns of no known meaning are left out.

    >>> guess_mapping(["Full name", "Employer", "Shoe size"])
    {'Full name': 'name', 'Employer': 'company'}
    """
    names = {column: header_name(column) for column in header}
    mapping: dict[str, str] = {}
    for field, patterns in _PATTERNS.items():
        matches = (
            column
            for pattern in patterns
            for column, name in names.items()
            if column not in mapping and pattern.fullmatch(name)
        )
        taken = list(dict.fromkeys(matches))
        if field in _SINGLE:
            taken = [] if field in mapping.values() else taken[:1]
        mapping |= dict.fromkeys(taken, field)
    if "birth_month" in mapping.values():  # German calls both the date and its day so
        mapping |= {c: "birth_day" for c, field in mapping.items() if field == "birthday"}
    return {column: mapping[column] for column in header if column in mapping}


def place_of(column: str) -> tuple[str, int]:
    """Whose place a column holds a part of ("" for the person's only one), and which part of it."""
    name = header_name(column)
    for rank, part in enumerate(_PARTS):
        if found := part.fullmatch(name):
            whose = (found["whose"] or found["theirs"] or "").strip(" -")
            return _WHOSE.get(whose, whose), rank
    return "", 0


def says_nothing(column: str) -> frozenset[str]:
    """The cells, in lower case, by which a program means that it knows nothing."""
    name = header_name(column)
    return _NO_DATE.union(*(cells for pattern, cells in _USUAL if pattern.fullmatch(name)))


def names_somebody(mapping: Mapping[str, str]) -> bool:
    """Whether a mapping says where the person's name stands."""
    return not {"name", "first_name", "last_name"}.isdisjoint(mapping.values())


def program_of(header: Iterable[str]) -> str:
    """Whose export a header is, or "" ."""
    names = {header_name(column) for column in header}
    return next((program for program, needed in _PROGRAMS if needed <= names), "")
