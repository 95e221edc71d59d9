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
    "connected_on": "connected on",
    "birthday": "birthday",
    "birth_year": "birth year",
    "birth_month": "birth month",
    "birth_day": "birth day",
    "notes": "notes",
    "tags": "tags",
    "ignore": "leave out",
}

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
    "beruf, rolle, poste, fonction, cargo, puesto, functie",
    "company": "company( name)?, organization( 1 -)? name, organi[sz]ation, employer, firma, "
    "unternehmen, entreprise, societe, empresa, azienda, bedrijf, works? at",
    "email": r"(primary |secondary |work |home |other )?e-?mail( \d)?( -)?( value| address)?, "
    r"correo, adresse e-?mail, (primare |sekundare |weitere )?e-?mail-adresse( \d)?",
    "phone": r"phone( \d)?( -)?( value| number)?, (work|home|business|mobile|other|primary) phone, "
    "(business|home) phone 2, company main phone, mobile( number)?, telephone, telefon.*, "
    "telefono, handy, mobil.*, cell( phone)?",
    "url": r"(linkedin |profile )?url, linkedin( profile)?, profile( link)?, web ?page( \d)?, "
    r"website( \d - value)?, personal web page, link",
    "location": r"location, place, ort, ville, ciudad, (home |work |business )?city, "
    r"address \d - city, (home |work |business )?(state|region), address \d - region, "
    r"(home |work |business )?country(/region)?, address \d - country",
    "connected_on": "connected on, connected, connection date",
    "birthday": "birthday, birth date, date of birth, geburtstag, anniversaire",
    "birth_year": "birth year",
    "birth_month": "birth month",
    "birth_day": "birth day",
    "notes": "notes?, comments?, notizen, remarks?, notas",
    "tags": "tags?, labels?, categor(y|ies), groups?, group membership, kategorien",
}
_SINGLE = {"name", "first_name", "middle_name", "last_name", "suffix", "role", "company"}
_SINGLE |= {"connected_on", "birthday", "birth_year", "birth_month", "birth_day"}
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
    return {column: mapping[column] for column in header if column in mapping}


def names_somebody(mapping: Mapping[str, str]) -> bool:
    """Whether a mapping says where the person's name stands."""
    return not {"name", "first_name", "last_name"}.isdisjoint(mapping.values())


def program_of(header: Iterable[str]) -> str:
    """Whose export a header is, or "" ."""
    names = {header_name(column) for column in header}
    return next((program for program, needed in _PROGRAMS if needed <= names), "")
