"""A display's units as rows; side-by-side equations one column after the other.

Here: where a row ends and where an alignment mark begins an equation of its own.
Not here: what stands in a row (`rows`).
"""

from __future__ import annotations

from collections.abc import Sequence

from derivation.read.units import Role, Unit


def groups(every: Sequence[Unit]) -> list[list[Unit]]:
    """Rows as lists of units; of rows with several equations, column by column."""
    table = []
    row: list[Unit] = []
    for unit in every:
        if unit.role is Role.ROW:
            table.append(_columns(row))
            row = []
        else:
            row.append(unit)
    table.append(_columns(row))
    width = max(len(columns) for columns in table)
    return [columns[at] for at in range(width) for columns in table if at < len(columns)]


def _columns(row: Sequence[Unit]) -> list[list[Unit]]:
    """A row cut before every second cell that holds an equation of its own.

    Any other second cell (a reason, eqnarray's right side) stays, after a gap.
    """
    cells: list[list[Unit]] = [[]]
    for unit in row:
        if unit.role is Role.CELL:
            cells.append([])
        cells[-1].append(unit)
    columns = [list(cells[0])]
    for index, cell in enumerate(cells[1:], start=1):
        if index % 2 or not _is_equation(columns[-1]):
            columns[-1].extend(cell)
            continue
        rest = (unit for later in cells[index:] for unit in later)
        solid = [unit for unit in rest if unit.role not in (Role.GAP, Role.CELL)]
        words = not solid or solid[0].role in (Role.WORDS, Role.NUMBER)
        inside = [unit for unit in cell[1:] if unit.role is not Role.GAP]
        if inside and inside[0].role is Role.RELATION:
            columns[-1].extend(cell)
        elif not words and any(unit.role is Role.RELATION for unit in solid):
            columns.append(list(cell[1:]))
        else:
            columns[-1].append(Unit(Role.GAP, "", cell[0].start, cell[0].end))
            columns[-1].extend(cell[1:])
    return columns


def _is_equation(cells: Sequence[Unit]) -> bool:
    kept = [unit for unit in cells if unit.role not in (Role.GAP, Role.CELL)]
    related = any(unit.role is Role.RELATION for unit in kept)
    return related and kept[-1].role is Role.MATHEMATICS
