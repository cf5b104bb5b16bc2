"""A printed table as LaTeX with booktabs, and text made safe for LaTeX."""

from framing.report.printed import Printed

LONG, WIDE = 30, 7
NARROW = r"\footnotesize\setlength{\tabcolsep}{3pt}"
SPECIAL = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': r"\textquotedbl{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}", "−": r"$-$",
    "∞": r"$\infty$", "\u00a0": "~",
} | {mark: f"\\{mark}" for mark in "&%$#_{}"}  # fmt: skip


def escape_latex(text: str) -> str:
    r"""Return ``text`` with every character that LaTeX reads as a command made plain.

    >>> print(escape_latex('50 % of A&B_c "so" -- x'))
    50 \% of A\&B\_c \textquotedbl{}so\textquotedbl{} -{}- x
    """
    plain = "".join(SPECIAL.get(mark, mark) for mark in " ".join(text.split()))
    return plain.replace("--", "-{}-")


def latex_table(table: Printed, stem: str) -> bytes:
    """Return a printed table as LaTeX: a ``table`` of booktabs rules, or a ``longtable`` above 30 rows.

    More than seven columns are set smaller and closer, and the first line says that they want a page on its side.
    """
    long = len(table.rows) > LONG
    head = " & ".join(rf"\textbf{{{escape_latex(column.header)}}}" for column in table.columns) + r" \\"
    rows = [" & ".join(map(_cell, row)) + r" \\" for row in table.rows]
    kinds = "".join("r" if column.numeric else "l" for column in table.columns)
    caption = rf"\caption{{{escape_latex(table.caption)}}}\label{{tab:{_label(stem)}}}"
    notes = [r"\par\smallskip", rf"\begin{{minipage}}{{\linewidth}}\footnotesize {_said(table)}\end{{minipage}}"]
    wide = [NARROW] if len(table.columns) > WIDE else []
    lines = ["% Needs \\usepackage{booktabs,longtable} and, for names in any script, LuaLaTeX or XeLaTeX."]
    lines += ["% Wide: put it on a page on its side (package pdflscape or rotating)."] * bool(wide)
    if long:
        lines += [
            r"\begingroup",
            *wide,
            rf"\begin{{longtable}}{{{kinds}}}",
            caption + r" \\",
            r"\toprule",
            head,
            r"\midrule",
            r"\endfirsthead",
        ]
        lines += [r"\toprule", head, r"\midrule", r"\endhead", *rows, r"\bottomrule", r"\end{longtable}"]
        lines += [r"\endgroup"]
        lines += notes[1:] if table.notes else []
    else:
        lines += [r"\begin{table}", r"\centering", caption, *wide, rf"\begin{{tabular}}{{{kinds}}}", r"\toprule", head]
        lines += [r"\midrule", *rows, r"\bottomrule", r"\end{tabular}", *(notes if table.notes else []), r"\end{table}"]
    return ("\n".join(lines) + "\n").encode("utf-8", errors="replace")


def _cell(text: str) -> str:
    """Return a cell; a bracket right after a line's end would be read as that line's height, hence the braces."""
    escaped = escape_latex(text)
    return f"{{{escaped}}}" if escaped.startswith(("[", "*")) else escaped


def _said(table: Printed) -> str:
    return " ".join(map(escape_latex, table.notes))


def _label(stem: str) -> str:
    return "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in stem)
