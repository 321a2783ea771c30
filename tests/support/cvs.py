"""An invented CV in every format that is read, built here, and the parts of which hostile ones are made."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter

LINES = ("Buchhalterin", "Müller & Söhne GmbH", "2015 – heute", "Monatsabschlüsse, VAT returns")
"""What every one of them says, a line each."""

TEXT = "\n".join(LINES)


def pdf(
    pages: Sequence[Sequence[str]], *, trailer: str = "", count: int | None = None, attached: str = ""
) -> bytes:
    """A PDF with lines of text on pages and maybe an attachment.

    ``trailer`` adds to its trailer, ``count`` repeats the last page.
    """
    bodies = ["BT /F1 12 Tf 14 TL 50 800 Td " + " ".join(map(_shown, lines)) + " ET" for lines in pages]
    kids = [4 + 2 * number for number in range(len(pages))]
    kids += [kids[-1]] * ((count or 0) - len(kids))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, body in enumerate(bodies):
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(body.encode('cp1252'))} >>\nstream\n{body}\nendstream")
    if attached:
        last = len(objects)
        names = f"/Names << /EmbeddedFiles << /Names [(attachment.xml) {last + 1} 0 R] >> >>"
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R {names} >>"
        objects.append(f"<< /Type /Filespec /F (attachment.xml) /EF << /F {last + 2} 0 R >> >>")
        shown = attached.encode("ascii", "xmlcharrefreplace").decode()
        objects.append(f"<< /Type /EmbeddedFile /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    return _pdf_file(objects, trailer)


def _shown(line: str) -> str:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj T*"


def _pdf_file(objects: Sequence[str], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


ENCRYPTED = (
    "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>"
)
"""A trailer's entry that asks for a password nobody knows."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document with a body in its own XML; ``parts`` are further ones, ``_`` for a slash."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    more = {name.replace("_", "/", 1): part for name, part in parts.items()}
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def paragraphs(lines: Sequence[str]) -> str:
    """Lines as paragraphs of a Word document."""
    return "".join(f"<w:p><w:r><w:t>{_escaped(line)}</w:t></w:r></w:p>" for line in lines)


def odt(body: str, **parts: str | bytes) -> bytes:
    """An OpenDocument text with a body in its own XML."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0" '
        f'xmlns:table="{names}table:1.0"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    more = {name.replace("_", "/", 1): part for name, part in parts.items()}
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more})


def rtf(lines: Sequence[str], more: str = "") -> bytes:
    """An RTF file; what ASCII has not is written as its Unicode number."""
    shown = r"\par ".join("".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in line) for line in lines)
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Arial;}}}}{more}\f0 {shown}\par}}".encode()


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return content.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


JSON_RESUME = {
    "basics": {"name": "Erika Muster", "label": "Buchhalterin", "summary": "Zahlen."},
    "work": [
        {
            "name": "Müller & Söhne GmbH",
            "position": "Buchhalterin",
            "startDate": "2015-04",
            "summary": "Monatsabschlüsse",
            "highlights": ["VAT returns"],
        },
        {"name": "Bank", "position": "Kassiererin", "startDate": "2010", "endDate": "2015-03"},
    ],
    "skills": [{"name": "Buchhaltung", "keywords": ["SAP"]}],
}

PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="de"><LearnerInfo>
<Identification><PersonName><FirstName>Erika</FirstName><Surname>Muster</Surname></PersonName></Identification>
<WorkExperienceList><WorkExperience>
<Period><From year="2015" month="--04"/><Current>true</Current></Period>
<Position><Label>Buchhalterin</Label></Position>
<Activities>&lt;p&gt;Monatsabschlüsse&lt;/p&gt;&lt;p&gt;VAT returns&lt;/p&gt;</Activities>
<Employer><Name>Müller &amp; Söhne GmbH</Name></Employer></WorkExperience>
<WorkExperience><Period><From year="2010"/><To year="2015" month="--03"/></Period>
<Position><Label>Kassiererin</Label></Position><Employer><Name>Bank</Name></Employer></WorkExperience>
</WorkExperienceList>
<Skills><Computer><Description>Buchhaltung</Description></Computer></Skills>
</LearnerInfo></SkillsPassport>"""

CANDIDATE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3"
 xmlns:oa="http://www.openapplications.org/oagis/9" xmlns:eures="http://www.europass_eures.eu/1.0">
<CandidatePerson><PersonName><oa:GivenName>Erika</oa:GivenName></PersonName></CandidatePerson>
<CandidateProfile languageCode="de"><EmploymentHistory><EmployerHistory>
<hr:OrganizationName>Müller &amp; Söhne GmbH</hr:OrganizationName><PositionHistory>
<PositionTitle>Buchhalterin</PositionTitle><eures:EmploymentPeriod>
<eures:StartDate><hr:FormattedDateTime>2015-04</hr:FormattedDateTime></eures:StartDate>
<hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>
<oa:Description>&lt;p&gt;Monatsabschlüsse&lt;/p&gt;&lt;p&gt;VAT returns&lt;/p&gt;</oa:Description>
</PositionHistory></EmployerHistory><EmployerHistory><hr:OrganizationName>Bank</hr:OrganizationName><PositionHistory>
<PositionTitle>Kassiererin</PositionTitle><eures:EmploymentPeriod>
<eures:StartDate><hr:FormattedDateTime>2010</hr:FormattedDateTime></eures:StartDate>
<eures:EndDate><hr:FormattedDateTime>2015-03</hr:FormattedDateTime></eures:EndDate>
<hr:CurrentIndicator>false</hr:CurrentIndicator></eures:EmploymentPeriod></PositionHistory></EmployerHistory>
</EmploymentHistory><Skills><PersonCompetency><hr:CompetencyName>Buchhaltung</hr:CompetencyName>
</PersonCompetency></Skills></CandidateProfile></Candidate>"""

PASSPORT_JSON = {
    "SkillsPassport": {
        "Locale": "de",
        "LearnerInfo": {
            "WorkExperience": [
                {
                    "Period": {"From": {"Year": 2015, "Month": 4}, "Current": True},
                    "Position": {"Label": "Buchhalterin"},
                    "Activities": "<p>Monatsabschlüsse</p><p>VAT returns</p>",
                    "Employer": {"Name": "Müller & Söhne GmbH"},
                },
                {
                    "Period": {"From": {"Year": 2010}, "To": {"Year": 2015, "Month": 3}},
                    "Position": {"Label": "Kassiererin"},
                    "Employer": {"Name": "Bank"},
                },
            ],
            "Skills": {"Computer": {"Description": "Buchhaltung"}},
        },
    }
}

PORTAL_JSON = {
    "profile": {
        "preference": {"profileLanguage": "de"},
        "personalInformation": {"firstName": "Erika"},
        "workExperiences": [
            {
                "occupation": {"label": "Buchhalterin"},
                "employer": "Müller & Söhne GmbH",
                "startDate": "2015-04",
                "ongoing": True,
                "mainActivities": "<p>Monatsabschlüsse</p><p>VAT returns</p>",
            },
            {
                "occupation": "Kassiererin",
                "employer": {"name": "Bank"},
                "dateFrom": {"date": "2010-07-01T00:00:00Z"},
                "dateTo": {"date": "2015-03-31T00:00:00Z"},
            },
        ],
        "skills": [{"name": "Buchhaltung"}],
    }
}

TABLE = (
    ("Nummer", "Jobtitel", "Arbeitgeber", "von", "bis", "Kenntnisse", "Lieblingsfarbe"),
    ("K-1", "Buchhalterin", "Müller & Söhne GmbH", "04.2015", "heute", "Buchhaltung, SAP", "blau"),
    ("K-1", "Kassiererin", "Bank", "2010", "31.03.2015", "", ""),
    ("K-2", "Lagerist", "Hafen AG", "2018-02", "", "Staplerschein", "rot"),
)

WHOLE: Mapping[str, Callable[[], bytes]] = {
    "cv.pdf": lambda: pdf([LINES]),
    "cv.docx": lambda: docx(paragraphs(LINES)),
    "cv.odt": lambda: odt("".join(f"<text:p>{_escaped(line)}</text:p>" for line in LINES)),
    "cv.rtf": lambda: rtf(LINES),
    "cv.html": ("<!doctype html><title>CV</title>" + "".join(f"<p>{_escaped(x)}" for x in LINES)).encode,
    "cv.txt": TEXT.encode,
    "cv.json": lambda: json.dumps(JSON_RESUME).encode(),
    "passport.xml": PASSPORT.encode,
    "candidate.xml": CANDIDATE.encode,
    "passport.json": lambda: json.dumps(PASSPORT_JSON).encode(),
    "portal.json": lambda: json.dumps(PORTAL_JSON).encode(),
    "people.csv": lambda: "\n".join(";".join(row) for row in TABLE).encode(),
    "people.xlsx": lambda: xlsx(TABLE),
}
"""Name → a whole file of its format."""
