"""The pages for people: complete, and readable without a network."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from suite.release import Release

PAGES = ("codebook.html", "quality.html")
#: Attributes that make a browser fetch something; a link to follow is none.
_FETCHED = {"src", "srcset", "poster", "data", "background", "action", "formaction"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_OPTIONAL = {
    "p",
    "li",
    "tr",
    "td",
    "th",
    "dt",
    "dd",
    "thead",
    "tbody",
    "html",
    "head",
    "body",
    "option",
    "colgroup",
    "rect",
}


class Page(HTMLParser):
    """Collects text, ids, links and whatever a browser would fetch, and minds the nesting of tags."""

    def __init__(self, text: str) -> None:
        """Parses at once."""
        super().__init__()
        self.text: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag in self._open if tag not in _OPTIONAL]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens: its attributes are looked at."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") not in ("canonical", "license", "alternate"):
            self.fetched.append(given.get("href", ""))
        self.fetched += [value for name, value in given.items() if name in _FETCHED and not value.startswith("data:")]
        self._css(given.get("style", ""))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens and closes."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """A tag closes; it must be the one that was opened last."""
        while self._open and self._open[-1] != tag and self._open[-1] in _OPTIONAL:
            self._open.pop()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.problems.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._open and self._open[-1] == "style":
            self._css(data)
        self.text.append(data)

    def _css(self, css: str) -> None:
        self.fetched += re.findall(r"@import[^;]*|url\((?!['\"]?(?:data:|#))[^)]*\)", css)


def self_contained(release: Release) -> list[str]:
    """No page fetches anything; tags nest; ids are unique; links within the page and to files lead somewhere."""
    problems: list[str] = []
    for name in PAGES:
        source = release.file(name).read_text(encoding="utf-8")
        page = Page(source)
        problems += [f"{name}: {problem}" for problem in page.problems]
        problems += [f"{name} fetches {address}" for address in page.fetched]
        problems += [
            f"{name}: id {each} stands twice" for each in sorted({i for i in page.ids if page.ids.count(i) > 1})
        ]
        if not source.lstrip().lower().startswith("<!doctype html>"):
            problems.append(f"{name} does not begin with <!doctype html>")
        for link in page.links:
            if link.startswith("#"):
                found = link[1:] in page.ids
            else:
                found = link.startswith(("https://", "mailto:")) or release.file(link.partition("#")[0]).is_file()
            if not found:
                problems.append(f"{name}: the link {link} leads nowhere")
    return problems


def codebook(release: Release) -> list[str]:
    """Both codebooks name every table, every column and every word of every vocabulary."""
    problems: list[str] = []
    markdown = release.file("codebook.md").read_text(encoding="utf-8")
    html = " ".join(Page(release.file("codebook.html").read_text(encoding="utf-8")).text)
    for table in release.tables.values():
        names = [table.name, *table.names, *(word for column in table.columns for word in column.words)]
        for name in names:
            if f"`{name}`" not in markdown and f"### {name}\n" not in markdown:
                problems.append(f"codebook.md does not name {name}")
            if not re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", html):
                problems.append(f"codebook.html does not name {name}")
    return list(dict.fromkeys(problems))
