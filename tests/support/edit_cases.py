"""Named edits of the edited workspace, and where else they must be noticed."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """One edit: the slots it sets, and files whose edges or open references change though they are not edited."""

    chosen: dict[str, int]
    elsewhere: tuple[str, ...] = ()


REPORT, TEXT, WORK, IMPLS = "app/src/report.rs", "app/src/util/text.rs", "mid/src/work.rs", "mid/src/impls.rs"
HELPERS, MAIN, SMOKE, UTIL = "mid/src/helpers.rs", "app/src/main.rs", "app/tests/smoke.rs", "app/src/util/mod.rs"
MID, TRAITS = "mid/src/lib.rs", "base/src/traits.rs"

CASES: dict[str, Case] = {
    "a body calls another method": Case({"run_body": 1}),
    "a body's calls are gone": Case({"scaled_body": 2}),
    "a method is added to a trait in another crate": Case({"area_added": 1}),
    "a trait's default method is gone": Case({"area_double": 1}, (REPORT, WORK)),
    "a trait's method returns another type": Case({"area_double": 2}, (REPORT,)),
    "an inherent method shadows a trait's": Case({"inherent": 1}, (REPORT, WORK)),
    "an impl overrides a default method": Case({"override": 1}, (REPORT, WORK)),
    "a method is renamed": Case({"scaled_name": 1}, (WORK, HELPERS, TEXT, SMOKE)),
    "a method returns another type": Case({"scaled_type": 1}, (WORK, HELPERS, TEXT, SMOKE)),
    "a constructor returns another type": Case({"constructor": 2}, (HELPERS, MAIN)),
    "a constructor returns an option": Case({"constructor": 1}, (HELPERS,)),
    "a field has another type": Case({"field": 2}, (TEXT,)),
    "an alias's target changes and a call chain two files away changes its meaning": Case({"alias": 2}, (TEXT, WORK)),
    "an alias's target is another generic": Case({"alias": 3}, (TEXT, WORK)),
    "an alias in a result is another error": Case({"error": 2}, (REPORT,)),
    "an associated type of an iterator changes and with it the variable of a for loop": Case({"item": 2}, (REPORT,)),
    "an associated type of a trait changes": Case({"describe_output": 1}, (WORK, IMPLS)),
    "the result of an operator changes": Case({"sum": 2}, (WORK,)),
    "a method is no longer found through Deref": Case({"deref": 1}, (TEXT,)),
    "Deref leads to another type": Case({"deref": 2}, (TEXT,)),
    "a trait impl for a type of another file is gone": Case({"square_area": 1}),
    "a trait impl in a third crate is gone": Case({"worker_area": 1}, (SMOKE,)),
    "a trait impl becomes a blanket impl": Case({"render_square": 1}),
    "a blanket impl gives all shapes a method": Case({"blanket": 1}, (TRAITS,)),
    "a bound is another trait": Case({"bound": 1}),
    "a conversion that `?` needs is gone": Case({"from_error": 1}),
    "the payload of a variant changes": Case({"variant": 1}, (REPORT,)),
    "a variant is added": Case({"variant_added": 1}),
    "a constant has another type": Case({"constant": 1}, (HELPERS,)),
    "a function returns another type": Case({"start": 1}, (REPORT,)),
    "a function returns any type with a trait": Case({"start": 2}, (REPORT,)),
    "a module becomes private": Case({"mod_shape": 1}),
    "a module is gone": Case({"mod_shape": 2}, (WORK, HELPERS, IMPLS, TEXT)),
    "a module's file is another": Case({"mod_queue": 1}, (WORK,)),
    "a module's file becomes inline": Case({"mod_queue": 2}, (WORK,)),
    "a re-export gives another type": Case({"reexport": 1}, ()),
    "a re-export by glob becomes one by name": Case({"mid_reexport": 1}),
    "a re-export under another's name": Case({"mid_reexport": 2}, (REPORT, TEXT)),
    "a re-export is gone": Case({"mid_reexport": 3}, (REPORT, TEXT, MAIN)),
    "a glob import brings another type": Case({"glob": 2}),
    "an import is renamed": Case({"helpers_use": 1}),
    "an import becomes a glob": Case({"helpers_use": 2}),
    "a re-export is renamed": Case({"util_use": 1}, (MAIN,)),
    "an exported macro is private": Case({"export": 1}),
    "a macro's expression becomes another": Case({"expression_macro": 1}, (HELPERS, MAIN)),
    "a macro's method is renamed": Case({"macro_method": 1}, (REPORT,)),
    "a macro's field has another type": Case({"macro_field": 1}),
    "a macro's impl is gone": Case({"macro_impl": 1}, (REPORT,)),
    "a macro is shadowed by one that makes another item": Case({"shadow_macro": 1}),
    "a macro call makes an item of another name": Case({"item_macro": 1}, (REPORT,)),
    "a macro call makes an item in another crate": Case({"extern_item": 1, "app_item": 1}),
    "a dependency is gone": Case({"mid_dependency": 1}, (WORK, HELPERS, IMPLS, MID)),
    "a dependency is another crate": Case({"app_dependency": 2}, (REPORT, TEXT, UTIL)),
    "a crate is renamed": Case({"base_name": 1}, (WORK, HELPERS, IMPLS)),
    "a crate is renamed, and its dependent says so": Case({"base_name": 1, "mid_dependency": 2, "app_dependency": 1}),
    "an edition changes": Case({"base_edition": 1}),
    "a cfg alternative is gone": Case({"windows": 1}, (UTIL,)),
    "a cfg alternative returns another type": Case({"unix_handle": 1, "windows": 1}, (UTIL,)),
    "a file is ignored": Case({"ignored": 2}, (MID,)),
    "a folder is ignored": Case({"ignored": 4}, (MAIN, SMOKE)),
    "a document is ignored": Case({"ignored": 3}),
    "prose changes": Case({"readme": 1}),
    "a script changes": Case({"python": 1}),
}
