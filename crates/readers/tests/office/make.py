"""Makes the office files of this folder and the texts they have to give.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install reportlab weasyprint python-docx odfpy
    /tmp/venv/bin/python make.py          # soffice on the path adds the files LibreOffice writes

All texts are invented. A file is named `case.writer.ending`; `case.txt` is the text each writer's file has to give.
"""

import html
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent

STATEMENT = [
    ("h1", "Joint statement on water and roads in the Zarafrud valley"),
    ("p", "The Ministers of Foreign Affairs of Ostrava Minor and Belmarsh met in Kirnu on 4 May 2021. They reaffirmed the "
          "high-level dialogue between the two countries, which began with the two-day meeting of 2019, and thanked the "
          "Office of the Special Envoy for its efficient help."),
    ("p", "“We have five projects, and none of them can wait,” said Minister Ana Peşko. Her counterpart, Mr. Ilmar "
          "Särg, agreed that the first of them – the bridge at Old Ferry – should be opened before the winter."),
    ("h2", "What was agreed"),
    ("p", "Both sides agreed to:"),
    ("ul", [
        "open the bridge at Old Ferry for goods and travellers by 1 November;",
        ("share the waters of the Zarafrud by the key of 1998, under which", [
            "sixty per cent go to Ostrava Minor;",
            "forty per cent go to Belmarsh;",
        ]),
        "send a joint team of engineers, who will report to both governments on the state of the upper dam, its flood "
        "gates and the offices of the flow-measurement service before the end of the year.",
    ]),
    ("p", "The order of work for the coming year will be:"),
    ("ol", [
        "a survey of the river bed;",
        "a conference of donors, to which the neighbouring states and the banks that have shown an interest so far will "
        "be invited in good time;",
        "the signing of the treaty.",
    ]),
    ("p", "The next meeting will be held in Belmarsh. Its date will be agreed through diplomatic channels."),
]

DELEGATIONS = [
    ("h1", "Delegations at the conference in Kirnu"),
    ("p", "The following delegations took part in the conference of donors."),
    ("table", [
        ["Delegation", "Head", "Members"],
        ["Ostrava Minor", "Ana Peşko, Minister", "7"],
        ["Belmarsh", "Ilmar Särg, Minister", "5"],
        ["Upper Lund", "Jon Ode, Deputy Minister", "3"],
        ["Development Bank of the Valleys", "Rita Fell, Vice-President", "2"],
    ]),
    ("p", "Observers were welcomed by the hosts."),
]

READOUT = [
    ("h1", "Readout of the President’s meetings in Kirnu"),
    ("p", "The President of Ostrava Minor, Toma Reuss, received the Prime Minister of Belmarsh, Linda Oja, in the Summer "
          "Palace on Tuesday. The two leaders discussed the implementation of the agreements concluded during the previous "
          "year, the high-level dialogue between non-governmental organisations and the situation in the wider "
          "neighbourhood."),
    ("p", "The President underlined the importance of uninterrupted transportation across the mountains. He emphasised "
          "that the reconstruction of the northern highway would considerably strengthen the economies of both countries, "
          "and that the administration of the customs posts had to be simplified."),
    ("p", "The Prime Minister congratulated the President on the anniversary of independence. She expressed her "
          "appreciation for the humanitarian assistance provided to the communities which had suffered under the "
          "extraordinary floods of the spring, and she stressed that cooperation between the emergency services should "
          "become permanent, as had been agreed at the high-level consultations of the Vice-Presidents."),
    ("p", "They agreed to establish an intergovernmental commission."),
    ("h2", "Economic cooperation"),
    ("p", "Both sides noted with satisfaction that trade had increased by eleven per cent. They encouraged entrepreneurs "
          "to participate in the exhibition of agricultural machinery and instructed their ministers to prepare "
          "recommendations on the simplification of the procedures for seasonal workers."),
    ("p", "The President informed the Prime Minister about the modernisation of the hydroelectric power stations. The "
          "representatives of the development banks, who joined the conversation, confirmed that the financing was "
          "secured and that the environmental documentation would be published in the coming weeks."),
    ("p", "A memorandum of understanding on the mutual recognition of certificates was signed by the ministers of "
          "education. It will apply to vocational training as well as to universities."),
    ("h2", "Regional questions"),
    ("p", "The leaders exchanged views on the negotiations between the governments of Upper Lund and Lower Lund. They "
          "reiterated that a lasting settlement had to respect the sovereignty and territorial integrity of all states, "
          "and welcomed the appointment of the new mediator, Ambassador Henrika Wolff, a non-governmental expert with a long-standing "
          "reputation."),
    ("p", "The Prime Minister described the preparations for the conference of donors. The President assured her of the "
          "support of his government and announced a contribution of twelve million crowns."),
    ("p", "Both leaders condemned the attack on the observation mission and conveyed their condolences to the families of "
          "the victims. They called on all parties to guarantee the unhindered movement of the observers."),
    ("h2", "Further meetings"),
    ("p", "In the afternoon, the President met the Secretary General of the Council of the Valleys, Pauline Achterberg. "
          "They discussed the programme of the forthcoming chairmanship, in particular the fight against corruption, the "
          "protection of journalists and the independence of the judiciary."),
    ("p", "The Secretary General thanked the President for the hospitality shown to the participants of the parliamentary "
          "assembly. She invited him to address the assembly in the autumn, and the President accepted the invitation."),
    ("p", "On Wednesday the President will travel to the eastern provinces, where he will inaugurate a hospital and meet "
          "the representatives of the local communities. He will be accompanied by the Minister of Health and by the "
          "ambassadors of the countries which have contributed to the construction."),
]

HEADER = "Office of the President of Ostrava Minor"

CASES = {"statement": (STATEMENT, {}), "delegations": (DELEGATIONS, {}), "readout": (READOUT, {"columns": 2})}


def text(blocks):
    """The layout every format has to give."""

    def items(entries, ordered, depth=0):
        for number, entry in enumerate(entries, 1):
            entry, below = entry if isinstance(entry, tuple) else (entry, [])
            yield "  " * depth + (f"{number}. " if ordered else "- ") + entry
            yield from items(below, ordered, depth + 1)

    parts = []
    for kind, content in blocks:
        if kind in ("ul", "ol"):
            parts.append("\n".join(items(content, kind == "ol")))
        elif kind == "table":
            parts.append("\n".join(" | ".join(row) for row in content))
        else:
            parts.append(content)
    return "\n\n".join(parts) + "\n"


def docx(blocks, path, columns=1):
    import docx as word
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = word.Document()
    document.core_properties.title = blocks[0][1]
    document.core_properties.language = "en-GB"
    document.core_properties.author = "A. Clerk"
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].font.name = "Liberation Serif"
    section = document.sections[0]
    if columns > 1:
        section.header.paragraphs[0].text = HEADER
        section.page_width, section.page_height = Mm(148), Mm(210)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columns))
        run = section.footer.paragraphs[0].add_run()
        for kind, content in (("begin", None), (None, "PAGE"), ("end", None)):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = content
            run._r.append(element)

    lists = document.part.numbering_part.element

    def element(parent, name, **attributes):
        child = OxmlElement(f"w:{name}")
        for key, value in attributes.items():
            child.set(qn(f"w:{key}"), str(value))
        parent.append(child)
        return child

    def definition(number, form):
        """A list of two levels, as the button of Word makes it."""
        whole = OxmlElement("w:abstractNum")
        whole.set(qn("w:abstractNumId"), str(number))
        element(whole, "multiLevelType", val="hybridMultilevel")
        for level in (0, 1):
            one = element(whole, "lvl", ilvl=level)
            element(one, "start", val=1)
            element(one, "numFmt", val=form)
            element(one, "lvlText", val="•" if form == "bullet" else f"%{level + 1}.")
            element(element(one, "pPr"), "ind", left=720 * (level + 1), hanging=360)
        lists.insert(0, whole)
        element(element(lists, "num", numId=number), "abstractNumId", val=number)
        return number

    def items(entries, number, level=0):
        for entry in entries:
            entry, below = entry if isinstance(entry, tuple) else (entry, [])
            properties = document.add_paragraph(entry)._p.get_or_add_pPr()
            label = element(properties, "numPr")
            element(label, "ilvl", val=level)
            element(label, "numId", val=number)
            items(below, number, level + 1)

    numbers = iter(range(90, 99))
    for kind, content in blocks:
        if kind in ("h1", "h2"):
            document.add_heading(content, int(kind[1]))
        elif kind == "p":
            document.add_paragraph(content)
        elif kind == "table":
            table = document.add_table(0, len(content[0]), style="Table Grid")
            for row in content:
                for cell, words in zip(table.add_row().cells, row):
                    cell.text = words
        else:
            items(content, definition(next(numbers), "bullet" if kind == "ul" else "decimal"))
    document.save(path)


def odt(blocks, path):
    from odf import dc, meta, style, table, text as t
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text=blocks[0][1]))
    document.meta.addElement(dc.Language(text="en-GB"))
    document.meta.addElement(meta.InitialCreator(text="A. Clerk"))
    for name, level in (("Bullets", t.ListLevelStyleBullet), ("Numbers", t.ListLevelStyleNumber)):
        lists = t.ListStyle(name=name)
        for depth in (1, 2):
            label = {"bulletchar": "•"} if name == "Bullets" else {"numformat": "1", "numsuffix": "."}
            lists.addElement(level(level=depth, **label))
        document.automaticstyles.addElement(lists)

    def items(entries, name):
        whole = t.List(stylename=name)
        for entry in entries:
            entry, below = entry if isinstance(entry, tuple) else (entry, [])
            item = t.ListItem()
            item.addElement(t.P(text=entry))
            if below:
                item.addElement(items(below, name))
            whole.addElement(item)
        return whole

    for kind, content in blocks:
        if kind in ("h1", "h2"):
            document.text.addElement(t.H(outlinelevel=int(kind[1]), text=content))
        elif kind == "p":
            document.text.addElement(t.P(text=content))
        elif kind == "table":
            grid = table.Table()
            grid.addElement(table.TableColumn(numbercolumnsrepeated=len(content[0])))
            for row in content:
                line = table.TableRow()
                for words in row:
                    cell = table.TableCell()
                    cell.addElement(t.P(text=words))
                    line.addElement(cell)
                grid.addElement(line)
            document.text.addElement(grid)
        else:
            document.text.addElement(items(content, "Bullets" if kind == "ul" else "Numbers"))
    document.save(str(path))


def reportlab(blocks, path, columns=1, narrow=False):
    from reportlab.lib import enums, pagesizes
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, ListItem, PageTemplate, Paragraph, Table

    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    styles = getSampleStyleSheet()
    for name in ("Normal", "Heading1", "Heading2"):
        styles[name].fontName = "DejaVu"
    styles["Normal"].spaceAfter = 6
    width, height = pagesizes.A5 if columns > 1 else pagesizes.A4
    margin, gutter = 50, 16
    if narrow:
        # One column of justified, hyphenated lines; paragraphs are told by their first line alone.
        width, height = pagesizes.A6
        styles["Normal"].alignment = enums.TA_JUSTIFY
        styles["Normal"].hyphenationLang = "en_GB"
        styles["Normal"].firstLineIndent, styles["Normal"].spaceAfter = 12, 0
    wide = (width - 2 * margin - gutter * (columns - 1)) / columns
    frames = [
        Frame(margin + i * (wide + gutter), margin, wide, height - 2 * margin, 0, 0, 0, 0) for i in range(columns)
    ]

    def furniture(canvas, _):
        # On a single page nothing tells a running head from the text.
        if blocks is not READOUT:
            return
        canvas.setFont("DejaVu", 8)
        canvas.drawString(margin, height - 30, HEADER)
        canvas.drawCentredString(width / 2, 25, f"– {canvas.getPageNumber()} –")

    def items(entries, kind):
        flow = []
        for entry in entries:
            entry, below = entry if isinstance(entry, tuple) else (entry, [])
            parts = [Paragraph(html.escape(entry), styles["Normal"])]
            if below:
                parts.append(items(below, kind))
            flow.append(ListItem(parts))
        more = {"start": "•"} if kind == "ul" else {"bulletFormat": "%s."}
        return ListFlowable(flow, bulletType="bullet" if kind == "ul" else "1", bulletFontName="DejaVu", **more)

    story = []
    for kind, content in blocks:
        if kind == "table":
            grid = Table(content, style=[("FONTNAME", (0, 0), (-1, -1), "DejaVu"), ("GRID", (0, 0), (-1, -1), 0.5, "black")])
            story.append(grid)
        elif kind in ("ul", "ol"):
            story.append(items(content, kind))
        else:
            name = {"h1": "Heading1", "h2": "Heading2", "p": "Normal"}[kind]
            story.append(Paragraph(html.escape(content), styles[name]))
    template = BaseDocTemplate(
        str(path), pagesize=(width, height), title="Microsoft Word - final2.doc", author="A. Clerk", lang="en-GB", invariant=1
    )
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    template.build(story)


def weasyprint(blocks, path, columns=1, narrow=False):
    import weasyprint as weasy

    def items(entries, kind):
        for entry in entries:
            entry, below = entry if isinstance(entry, tuple) else (entry, [])
            below = f"<{kind}>{''.join(items(below, kind))}</{kind}>" if below else ""
            yield f"<li>{html.escape(entry)}{below}</li>"

    body = []
    for kind, content in blocks:
        if kind == "table":
            rows = ("".join(f"<td>{html.escape(words)}</td>" for words in row) for row in content)
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        elif kind in ("ul", "ol"):
            body.append(f"<{kind}>{''.join(items(content, kind))}</{kind}>")
        else:
            body.append(f"<{kind}>{html.escape(content)}</{kind}>")
    narrowed = f"""
      @page {{ size: {'A5' if blocks is DELEGATIONS else 'A6'} }}
      p {{ margin: 0; text-indent: 1em; hyphens: none; text-align: left }}
      td {{ width: 26mm; vertical-align: top }}
    """
    style = f"""
      @page {{ size: {'A5' if columns > 1 else 'A4'}; margin: 18mm;
               @top-left {{ content: "{HEADER if columns > 1 else ''}"; font-size: 8pt }}
               @bottom-center {{ content: "Page " counter(page) " of " counter(pages); font-size: 8pt }} }}
      body {{ font: 10pt 'Liberation Serif'; text-align: justify; hyphens: auto; columns: {columns}; column-gap: 6mm }}
      h1, h2 {{ text-align: left; hyphens: none }}
      h1 {{ column-span: all }}
      td {{ padding: 1mm 3mm; border: 1px solid; text-align: left; hyphens: none }}
      {narrowed if narrow else ''}
    """
    page = f"<html lang=en><title>{html.escape(blocks[0][1])}</title><style>{style}</style>{''.join(body)}</html>"
    weasy.HTML(string=page).write_pdf(str(path))


def libreoffice(source, *endings):
    """What LibreOffice writes from a Word file."""
    for ending in endings:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["soffice", "--headless", "--convert-to", ending, "--outdir", folder, str(source)],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            case = source.name.split(".")[0]
            shutil.copy(pathlib.Path(folder) / f"{source.stem}.{ending}", HERE / f"{case}.libreoffice.{ending}")


def locked(path):
    """A file that opens with a password only; its folder keeps it from the cases."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", canPrint=0), invariant=1)
    canvas.drawString(72, 720, "The ministers met.")
    canvas.save()


def main():
    locked(HERE / "locked" / "locked.pdf")
    for case, (blocks, how) in CASES.items():
        (HERE / f"{case}.txt").write_text(text(blocks), encoding="utf-8")
        docx(blocks, HERE / f"{case}.python-docx.docx", **how)
        odt(blocks, HERE / f"{case}.odfpy.odt")
        reportlab(blocks, HERE / f"{case}.reportlab.pdf", **how)
        weasyprint(blocks, HERE / f"{case}.weasyprint.pdf", **how)
        reportlab(blocks, HERE / f"{case}.reportlab-narrow.pdf", narrow=True)
        weasyprint(blocks, HERE / f"{case}.weasyprint-narrow.pdf", narrow=True)
        if shutil.which("soffice"):
            libreoffice(HERE / f"{case}.python-docx.docx", "pdf", "odt", "rtf", "docx")


if __name__ == "__main__":
    main()
