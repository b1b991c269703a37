"""A form as HTML, and the texts that come back from one."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.cards import Field, Form
from bot.presses import encode

PREFIX = "field-"
"""Begins the names of a form's own fields, so that none is taken for the page's."""

_FILE = Markup('<input type="file" id="{id}" {rest}>')
_LINE = Markup('<input id="{id}" {rest} value="{value}" autocomplete="off">')
# a browser drops the line break that stands first
_PARAGRAPH = Markup('<textarea id="{id}" rows="6" {rest}>\n{value}</textarea>')


def form_html(form: Form, id_: str) -> Markup:
    """The inside of a form that asks for texts; `id_` begins the ids of its elements."""
    has_file = any(field.is_file for field in form.fields)
    return Markup(
        '{fields}<button class="button main" name="token" value="{token}"{kind}>Send</button>'
    ).format(
        fields=Markup("").join(_field(field, f"{id_}-{field.name}") for field in form.fields),
        token=encode(form.press),
        kind=Markup(' formenctype="multipart/form-data"') if has_file else "",
    )


def _field(field: Field, id_: str) -> Markup:
    optional = Markup("") if field.required else Markup(' <span class="optional">(optional)</span>')
    hint = Markup('<p class="note" id="{}-hint">{}</p>').format(id_, field.hint) if field.hint else ""
    return Markup('<label for="{id}">{label}{optional}</label>{hint}{control}').format(
        id=id_, label=field.label, optional=optional, hint=hint, control=_control(field, id_)
    )


def _control(field: Field, id_: str) -> Markup:
    if field.is_file:
        return _FILE.format(id=id_, rest=_attributes(field, id_))
    frame = _LINE if field.one_line else _PARAGRAPH
    return frame.format(id=id_, rest=_attributes(field, id_), value=field.value)


def _attributes(field: Field, id_: str) -> Markup:
    return Markup('name="{prefix}{name}"{longest}{required}{described}').format(
        prefix=PREFIX,
        name=field.name,
        longest="" if field.is_file else Markup(' maxlength="{}"').format(field.longest),
        required=Markup(" required") if field.required else "",
        described=Markup(' aria-describedby="{}-hint"').format(id_) if field.hint else "",
    )


def values_of(sent: Mapping[str, str]) -> Mapping[str, str]:
    """What was written into each field of a form, from all that its page has sent."""
    return {name.removeprefix(PREFIX): text for name, text in sent.items() if name.startswith(PREFIX)}
