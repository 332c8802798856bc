"""Rust items that hypothesis puts together from the names of the edited workspace, so that they meet what is there."""

from __future__ import annotations

from hypothesis import strategies as st

TYPES = ("Circle", "Square", "Scale", "Worker", "Kind", "Failure", "Made", "Handle")
GENERIC = ("Shared", "Queue", "Outcome", "Option", "Vec", "Box")
TRAITS = ("Area", "Named", "Render", "Visit", "Describe", "Build")
METHODS = ("area", "double", "scaled", "factor", "name", "render", "describe", "first", "run", "inner_area", "next")
FIELDS = ("radius", "scale", "queue", "current", "inner", "side", "0")
FUNCTIONS = ("start", "report", "prepare", "measure", "shown", "largest", "weigh", "handle")
MODULES = ("shape", "queue", "traits", "error", "work", "impls", "helpers", "util", "report", "text")
CRATES = ("base", "mid", "app", "foundation", "ground")
MACROS = ("item_maker", "area_of")
NAMES = (*TYPES, *TRAITS, *METHODS, *FUNCTIONS, *MODULES)
"""The words that may be renamed into one another."""

_types = st.one_of(
    st.sampled_from(TYPES),
    st.builds("{}<{}>".format, st.sampled_from(GENERIC), st.sampled_from(TYPES)),
    st.builds("&{}".format, st.sampled_from(TYPES)),
    st.builds("impl {}".format, st.sampled_from(TRAITS)),
    st.just("Self"),
)
_start = st.one_of(
    st.just("it"),
    st.just("self"),
    st.builds("{}::{}()".format, st.sampled_from(TYPES), st.sampled_from(("new", "find", "build", *METHODS))),
    st.builds("{}()".format, st.sampled_from(FUNCTIONS)),
    st.builds("{}::{}()".format, st.sampled_from(MODULES), st.sampled_from(FUNCTIONS)),
)
_step = st.one_of(
    st.builds(".{}()".format, st.sampled_from(METHODS)),
    st.builds(".{}()".format, st.sampled_from(METHODS)),
    st.builds(".{}".format, st.sampled_from(FIELDS)),
    st.sampled_from(("?", "[0]", ".clone()", ".unwrap()", ".iter().map(|it| it.area())", " + Circle::new(1.0)")),
)
_expression = st.builds(lambda start, steps: start + "".join(steps), _start, st.lists(_step, min_size=1, max_size=4))
_statement = st.one_of(
    st.builds("{};".format, _expression),
    st.builds("let it = {};".format, _expression),
    st.builds("for it in {} {{ it.{}(); }}".format, _expression, st.sampled_from(METHODS)),
    st.builds("if let Kind::Flat(it) = {} {{ it.{}(); }}".format, _expression, st.sampled_from(METHODS)),
    st.builds("let show = |it: {}| it.{}(); show({});".format, _types, st.sampled_from(METHODS), _expression),
    st.builds("base::area_of!({});".format, _expression),
)
_body = st.lists(_statement, max_size=3).map(" ".join)
_signature = st.builds(
    "fn {}({}it: {}) -> {}".format,
    st.sampled_from((*METHODS, *FUNCTIONS)),
    st.sampled_from(("", "&self, ", "&mut self, ")),
    _types,
    _types,
)
_function = st.builds("{}{} {{ {} todo!() }}".format, st.sampled_from(("", "pub ")), _signature, _body)
_path = st.builds(
    "{}::{}::{}".format,
    st.sampled_from(("crate", "super", "self", *CRATES)),
    st.sampled_from(MODULES),
    st.sampled_from(("*", "{self, *}", *(f"{name} as {name}" for name in TYPES[:3]), *TYPES, *TRAITS, *FUNCTIONS)),
)
_items: st.SearchStrategy[str] = st.one_of(
    _function,
    st.builds("impl {} {{ {} }}".format, st.sampled_from(TYPES), _function),
    st.builds(
        "impl {} for {} {{ {} }}".format,
        st.sampled_from(TRAITS),
        st.sampled_from((*TYPES, "Queue<Circle>", "Vec<Square>")),
        st.one_of(_function, st.builds("type Output = {};".format, _types)),
    ),
    st.builds("impl<T: {}> {} for T {{ {} }}".format, st.sampled_from(TRAITS), st.sampled_from(TRAITS), _function),
    st.builds("pub struct {} {{ pub {}: {} }}".format, st.sampled_from(TYPES), st.sampled_from(FIELDS[:-1]), _types),
    st.builds("pub trait {} {{ {} }}".format, st.sampled_from(TRAITS), _function),
    st.builds("pub type {} = {};".format, st.sampled_from(TYPES), _types),
    st.builds("{}use {};".format, st.sampled_from(("", "pub ", "pub(crate) ")), _path),
    st.builds("{}!({});".format, st.sampled_from(("item_maker", "base::item_maker")), st.sampled_from(TYPES)),
    st.builds("{}mod {};".format, st.sampled_from(("", "pub ")), st.sampled_from((*MODULES, "line"))),
    st.builds('#[path = "{}.rs"] mod {};'.format, st.sampled_from(MODULES), st.sampled_from(MODULES)),
    st.builds("mod {} {{ use super::*; {} }}".format, st.sampled_from(MODULES), _function),
    st.builds("#[cfg({})] {}".format, st.sampled_from(("test", "unix", 'feature = "more"')), _function),
    st.builds("#[test] fn {}() {{ {} }}".format, st.sampled_from(FUNCTIONS), _body),
    st.builds(
        "#[macro_export] macro_rules! {} {{ ($it:ident) => {{ pub fn $it() {{ {} }} }}; }}".format,
        st.sampled_from(MACROS),
        _body,
    ),
)


@st.composite
def items(draw: st.DrawFn) -> str:
    """Draw an item."""
    return str(draw(_items))
