# ruff: noqa: E501, ISC004 - a table of forms
"""TypeScript and JavaScript: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *(
        "src/index.ts",
        "src/one.ts",
        "src/two.ts",
        "src/sub/index.ts",
        "src/sub/three.tsx",
        "lib/four.js",
        "tsconfig.json",
    ),
    *("lib/package.json", "src/one.js", "src/two.d.ts", "package.json", "lib/index.js"),
)
_MODULES = (
    *("./one", "./two", "./sub", "../one", "..", ".", "./three", "@/one", "@/sub/three", "lib", "./one.js", "react"),
    *("../lib/four", "./index", "../../lib/four", "lib/four"),
)


def block(random: Random, path: str) -> str:
    """Make a block for a file."""
    if path.endswith(".json"):
        return _configuration(random, path)
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member, near = random.choice(MEMBERS), random.choice(MEMBERS)
    module, name = random.choice(_MODULES), random.choice((one, function))
    forms = (
        f"import {{ {name} }} from '{module}'",
        f"import {{ {name} as {random.choice((two, other))} }} from '{module}'",
        f"import {function} from '{module}'",
        f"import * as {function} from '{module}'",
        f"export * from '{module}'",
        f"export {{ {one}, {function} as {other} }} from '{module}'",
        f"const {{ {one} }} = require('{module}')",
        f"module.exports = {{ {one}, {other}: {function} }}",
        f"export default class {one} extends {two} {{ {member}(): {two} {{ return this.{near}() }} }}",
        f"export class {one} implements {two} {{\n  private {member} = new {two}()\n  constructor(private {near}: {two}) {{ super() }}\n"
        f"  go() {{ this.{member}.{near}(); this.{near}.{member}() }}\n}}",
        f"export interface {one} extends {two} {{ {member}(): {two} }}",
        f"export type {one} = {two} | undefined",
        f"export function {function}(x: {one}) {{ const y = x.{member}(); y.{near}(); return y }}",
        f"export const {function} = (a: {one}) => a.{member}()",
        f"function {function}() {{ return new {one}() }}",
        f"{function}().{member}()",
        f"test('{one}', () => {{ for (const x of [{function}()]) {{ x.{near}() }} }})",
        f"// a remark on {one}",
        f"namespace {one} {{ export function {member}() {{ {function}() }} }}",
        f"let {function}: {one} = {function}()",
        f"export type {one} = (x: {two}, y: {one}) => {two}",
        f"export interface {one}<T = {two}> {{\n  (h: (x: T) => void): {one}<T>\n  <U>(n: string, h: (x: {two}) => U): this\n  {member}: T\n}}",
        f"export class {one}<T extends {two}> {{\n  {member}!: T\n  {near}(h: (x: T) => void): {two}<T> {{}}\n}}",
        f"export function {function}<T>(h: (x: {one}<T>, y: T) => void): T\nexport function {function}(h) {{ return new {one}<{two}>() }}",
        f"{function}((x, {{ {member} }}) => {{ x.{near}(); {member}.{near}() }})",
        f"const {function}: {one} = (x) => x.{member}({{ {near}: (y) => y.{near}() }})",
        f"function {function}(): {one} {{ return (x) => {{ x.{member}() }} }}",
        f"new {one}<{two}>().{member}.{near}()",
        f"exports.{function} = {other}",
        f"module.exports = require('{module}')",
        f"exports = module.exports = {function}",
        f"{function}.{member} = function () {{ {other}() }}",
        f"{one}.prototype.{member} = function () {{ return this.{near}() }}",
        f"const {function} = require('{module}')\n{function}.{other}()\n{function}.{member}()",
        f"function {function}({{ {member} }}: {one}, x: ReturnType<typeof {other}>) {{ {member}.{near}(); x.{member}() }}",
        f"export type {one}<K> = {{ [P in keyof K]: {two} }} & {{ {member}: {one}['{near}'] }}",
    )
    return random.choice(forms)


def _configuration(random: Random, path: str) -> str:
    if path.endswith("package.json"):
        return random.choice(('{"name": "lib", "main": "four.js"}', '{"name": "lib"}', '{"name": "react"}', "{"))
    return random.choice(
        (
            '{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"]}}}',
            '{"compilerOptions": {"baseUrl": "src"}} // remark',
            '{"extends": "./tsconfig.json"}',
            "{}",
        )
    )


def text(path: str, blocks: list[str]) -> str:
    """Make a file of blocks."""
    if path.endswith(".json"):
        return blocks[0] if blocks else "{}"
    return "\n".join(blocks) + "\n"
