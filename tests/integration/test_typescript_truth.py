"""The script that asks the TypeScript compiler, on a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.eval.typescript_truth import ask

FILES = {
    "packages/core/package.json": '{"name": "@x/core", "main": "dist/index.js"}',
    "packages/core/src/index.ts": "export { Shape as Form, twice } from './shape.js'\n",
    "packages/core/src/shape.ts": """\
export interface Drawn { draw(): void }
export class Shape implements Drawn {
  constructor(private helper: Drawn) {}
  draw() { this.helper.draw(); this.area() }
  area = () => 1
}
export class Round extends Shape {
  constructor() { super(null as any); super.draw() }
}
export function twice(a: string): string
export function twice(a: number): number
export function twice(a: any) { return a }
""",
    "app/tsconfig.json": '{"compilerOptions": {"paths": {"~/*": ["./src/*"]}, "jsx": "preserve"}}',
    "app/src/main.tsx": """\
import { Form, twice } from '@x/core'
import * as own from '~/own'
import gone, { lost } from 'elsewhere'
const é = '\u00e9'; const View = (props: { of: Form }) => <div>{props.of.draw()}</div>
const same = twice
function main(given: () => void) {
  const form = new Form(null as any)
  given(); same(1); own.helper(); lost(); gone.a.b(); unknown()
  return <View of={form} />
}
""",
    "app/src/own.js": "exports.helper = function () { return require('fs') }\n",
}


def shown(site: dict[str, Any]) -> tuple[int, str, str, str, list[tuple[str, int]]]:
    places = [(Path(it["path"]).name, it["line"]) for it in site["callees"] + site["others"]]
    return site["line"], site["name"], site["shape"], site["state"], places


@pytest.fixture
def lines(tmp_path: Path, typescript: Path) -> list[dict[str, Any]]:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return ask(tmp_path, typescript)[0]


def test_calls_are_followed_to_what_they_mean(lines: list[dict[str, Any]]) -> None:
    main = [shown(it) for it in lines if it["path"].endswith("main.tsx")]
    assert main == [
        (4, "draw", "field", "function", [("shape.ts", 4)]),
        (7, "Form", "new: name: imported", "function", [("shape.ts", 2)]),
        (8, "given", "name: annotated parameter", "other", [("main.tsx", 6)]),
        (8, "same", "name: module variable", "other", [("main.tsx", 5)]),
        (8, "helper", "attribute: imported", "function", [("own.js", 1)]),
        (8, "lost", "name: imported", "external", []),
        (8, "b", "attribute: imported", "external", []),
        (8, "unknown", "name: unbound", "external", []),
        (9, "View", "jsx: name: defined", "function", [("main.tsx", 4)]),
    ]
    shape = [shown(it) for it in lines if it["path"].endswith("shape.ts")]
    assert shape == [
        (4, "draw", "field of this", "function", [("shape.ts", 1)]),
        (4, "area", "this", "function", [("shape.ts", 5)]),
        (8, "super", "super", "function", [("shape.ts", 2)]),
        (8, "draw", "super", "function", [("shape.ts", 4)]),
    ]


def test_what_is_as_right_is_told_with_the_caller_and_the_column_in_bytes(lines: list[dict[str, Any]]) -> None:
    by_name = {(it["line"], it["name"]): it for it in lines if it["path"].endswith("main.tsx")}
    assert [it["line"] for it in by_name[7, "Form"]["equal"]] == [3]
    assert {it["line"] for it in by_name[8, "same"]["equal"]} == {10, 11, 12}
    assert by_name[4, "draw"]["caller"]["name"] == "View"
    assert by_name[9, "View"]["caller"]["line"] == 6
    line = FILES["app/src/main.tsx"].split("\n")[3]
    assert by_name[4, "draw"]["column"] == len(line[: line.index("draw")].encode())
