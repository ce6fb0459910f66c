"""The manual pages of all codes: the rules' own docstrings, and the pages of what is no rule."""

from __future__ import annotations

from masterplan_cli.checks.rule import Rule, list_rules
from masterplan_cli.checks.weights import TEMPLATE_CODES
from masterplan_cli.diagnostics import Nature
from masterplan_cli.report.manual import Manual, parse_manual, read_pages, render_markdown

_NATURES = {Nature.WRONG: "isi keliru", Nature.MISSING: "isi belum ada"}
_ALWAYS = ("Sejak", "Setiap tahap, sebagai galat: isinya tidak dapat dibaca atau dipakai.")
_INTRODUCTION = """\
# Temuan

Berkas ini dihasilkan: `masterplan rule --markdown > docs/temuan.md`. Setiap temuan memiliki kode
tetap; `masterplan rule KODE` mencetak halaman yang sama di terminal.

- **Aturan** memeriksa isi yang sudah terbaca. Bobotnya bergantung pada tahap bimtek: peringatan
  sebelum tahapnya, galat sejak tahap itu.
- **Pembacaan** menemukan tulisan yang tidak dapat dibaca, nilai yang keliru jenisnya, dan berkas
  yang tidak dikenal. Temuan ini hampir selalu kesalahan.

Bobot sebuah aturan dapat diatur untuk seluruh workspace dengan kunci “rules” pada masterplan.yaml;
aturan yang dimatikan (“off”) menuntut alasan dan disebut dalam ringkasan `validate` dan `status`.
Yang menjadi dasar buku tidak dapat diubah bobotnya.

```yaml
rules:
  long-sentence: {severity: off, reason: gaya bahasa mengikuti RPJMD}
  swot-unused: error
```

Temuan sebuah aturan juga dapat diabaikan pada satu baris, dengan alasan, oleh komentar di baris itu
atau tepat di atasnya; beberapa kode dipisahkan dengan koma. Komentarnya sendiri ikut diperiksa.
Yang tidak terbaca, dan yang menjadi dasar buku (rujukan, tahun, skala), tidak dapat diabaikan.

```yaml
# masterplan: ignore[program-without-budget] pagu menunggu pengesahan DPA 2025
- id: gov-07
```

Temuan pada templat diatur dengan cara yang sama; di dalam berkas .j2 komentarnya berbentuk
`{# masterplan: ignore[template-lost-origin] alasan #}`.
"""


def list_manuals() -> dict[str, Manual]:
    """Return the page of every code, sorted by code."""
    pages = {code: _close(page, None) for code, page in read_pages().items()}
    rules = {rule.code: _close(parse_manual(rule.code, rule.manual), rule) for rule in list_rules()}
    return dict(sorted((pages | rules).items()))


def _close(page: Manual, rule: Rule | None) -> Manual:
    """Return the page with what is known of its code besides: since when, and what may be done."""
    parts = page.parts
    if rule is not None:
        parts += (("Sifat", f"Aturan; {_NATURES[rule.nature]}. {_say_what_may_be_done(rule)}"),)
    elif not page.find("Sejak"):
        parts += (_ALWAYS,)
    if page.code in TEMPLATE_CODES:
        parts += (("Sifat", _show_settings(page.code, "{# ", " #}")),)
    return Manual(page.code, page.title, parts)


def _say_what_may_be_done(rule: Rule) -> str:
    """Return how a workspace may weigh the rule anew, and how one line may ignore it."""
    if rule.fixed:
        return "Bobotnya tetap dan tidak dapat diabaikan: penyusun buku mengandalkannya."
    return _show_settings(rule.code, "# ", "")


def _show_settings(code: str, opening: str, closing: str) -> str:
    return (
        "Bobotnya dapat diatur pada masterplan.yaml:\n"
        "“warning”, “error”, atau “off” dengan alasannya, misalnya\n"
        f"`rules: {{{code}: {{severity: off, reason: …}}}}`\n"
        "Pada satu baris dapat diabaikan, juga dengan alasan:\n"
        f"`{opening}masterplan: ignore[{code}] alasan{closing}`"
    )


def render_all_pages() -> str:
    """Return every page in one Markdown document, a table of all codes first."""
    rules = {rule.code for rule in list_rules()}
    manuals = list_manuals()
    rows = ["| Kode | Arti | Dari |", "|---|---|---|"]
    for code, manual in manuals.items():
        origin = "aturan" if code in rules else "pembacaan"
        rows.append(f"| [{code}](#{code}) | {manual.title} | {origin} |")
    pages = [render_markdown(manual) for manual in manuals.values()]
    return "\n".join([_INTRODUCTION, *rows, "", *pages])
