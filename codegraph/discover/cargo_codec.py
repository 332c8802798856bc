"""Packages as plain values, as JSON has them, and back: reading all manifests takes a run longer than this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.discover.cargo import CargoWorkspace, Dependency, Package
from codegraph.discover.targets import Target, TargetKind
from codegraph.model import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


def pack_workspace(workspace: CargoWorkspace, problems: Sequence[Problem]) -> list[Any]:
    """Write packages, and what is wrong with manifests, as lists, tuples and plain values."""
    return [list(workspace.packages), list(problems)]


def unpack_workspace(packed: Sequence[Any]) -> tuple[CargoWorkspace, tuple[Problem, ...]]:
    """Read back what `pack_workspace` gave; raises ValueError or TypeError for anything else."""
    packages, problems = packed
    return CargoWorkspace(tuple(map(_package, packages))), tuple(map(_problem, problems))


def _package(packed: Sequence[Any]) -> Package:
    *names, targets, dependencies, features, workspace, member = packed
    name, version, edition, root = names
    return Package(
        name,
        version,
        edition,
        root,
        tuple(Target(TargetKind(kind), *told) for kind, *told in targets),
        tuple(Dependency(*told) for told in dependencies),
        tuple(features),
        workspace,
        member,
    )


def _problem(packed: Sequence[Any]) -> Problem:
    path, stage, code, message, span = packed
    return Problem(path, stage, code, message, Span(*span) if span else None)
