"""Rows of project lists as they were seen; a test changes the cell that matters."""

from __future__ import annotations

from ka2results.schemas.project_lists import ProjectList, read_list

OPH = {
    "ProjectCode": "2016-1-TR01-KA219-033862_8",
    "ProjectTitle": "EUROPE AS A WORKSPACE",
    "NameInLatinCharacterSet": "Äänekosken lukio",
    "PIC": "E10160651",
    "Role": "PA",
    "OrganisationType": "Small and medium sized enterprise",
    "City": "Äänekoski",
    "CountryRegionDescription": "Keski-Suomi",
    "CountryDescription": "Finland",
    "CallYear": "2016",
    "DurationInMonths": "24",
    "ProjectStartDate": "01.09.16",
    "ProjectEndDate": "31.08.18",
    "Initial awarded grant(IAG)": "249\u00a0683,00 €",
    "TopicDescriptions": "Osaaminen_Kielet",
}
OWN = {
    "number": "2015-1-DE02-KA202-009012",
    "title": "Care",
    "sector": "vet",
    "start": "2015-09-01",
    "end": "2017-08-31",
    "duration_months": "24",
    "topics": "Health, wellbeing | Youth",
}
LATER = {
    **{k: v for k, v in OPH.items() if k not in {"TopicDescriptions", "CountryDescription"}},
    "ProjectCode": "2021-1-FI01-KA220-HED-000032232",
    "Topic Name": "Employability_Roma and/or other minorities",
}
COMMISSION = {
    "Project Identifier": "2014-1-LI01-KA200-000005",
    "Project Title": "Community Education",
    "Call year": "2014",
    "Topics": "Intercultural learning; Youth",
    "Project Summary": "Short summary.",
    "Project Website": "",
    "Coordinating organisation name": "Institut",
    "Coordinating organisation type": "Other",
    "Coordinator's country": "LI",
    "Partner 1 name": "Diakonie",
    "Partner 1 organisation type": "Foundation",
    "Partner 1 country": "GR",
    "Partner 2 name": "",
}


def read(*rows: dict[str, str]) -> ProjectList:
    return read_list(rows[0].keys(), enumerate(rows, 2))
