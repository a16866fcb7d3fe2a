"""How a document was read, as notes for `--show-reading`.

Pure: a context in, notes out.
"""

from __future__ import annotations

from derivation.meaning.context import Context
from derivation.meaning.kinds import Kind
from derivation.model import Document
from derivation.notation import name_text, proposition_text, text
from derivation.prove.proposition import Definition
from derivation.verdict import Note


def macros(document: Document) -> tuple[Note, ...]:
    """One note a macro that was used, and those on files that were not found."""
    used = {(each.name, each.text): each for each in document.expansions}
    found = [
        Note(each.name, f"the macro {' '.join(each.text.split()) or 'nothing'}", each.origin)
        for each in used.values()
    ]
    for note in document.notes:
        place = document.source.position(note.span.start)
        found.append(Note("note", note.message, "", place))
    return tuple(found)


def notes(context: Context) -> tuple[Note, ...]:
    """One note a name, definition and assumption."""
    found = [_name(name, context) for name in sorted(context.kinds.readings)]
    found += [
        Note(
            name_text(name),
            "before one name in brackets, or a list: a function of which nothing is known",
            "nobody multiplies by one name in brackets",
        )
        for name in sorted(context.kinds.apart)
    ]
    found += [
        Note(name_text(letter), "index", "it stands as a subscript of a vector")
        for letter in sorted(context.kinds.indices)
    ]
    found += [Note(name_text(n) or n, what, ground) for n, what, ground in context.grounds]
    for key, hidden in sorted(context.hidden.items()):
        if hidden:
            names = ", ".join(text(each) for each in hidden)
            found.append(Note(name_text(key), f"depends on {names}", "its definition"))
    for stated in (*context.definitions, *context.assumptions, *context.equations):
        kind = "definition" if isinstance(stated.proposition, Definition) else "assumption"
        found.append(Note(proposition_text(stated.proposition), kind, stated.origin))
    return tuple(found)


def _name(name: str, context: Context) -> Note:
    reading = context.kinds.readings[name]
    kind = reading.kind.value
    if reading.kind is Kind.FUNCTION:
        function = context.known_function(name)
        if function is not None:
            ground = "by its formula" if name in context.aliases else "known by name"
            return Note(name_text(name), f"the {function} function", ground)
        kind = "function (an application before a bracket)"
    return Note(name_text(name), kind, reading.ground)
