"""Ruby: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *("lib/one.rb", "lib/two.rb", "lib/sub/three.rb", "app/four.rb", "spec/one_spec.rb", "alone.rb", "lib/ant.rb"),
    *("lib/sub/one.rb", "gems/other/lib/five.rb"),
)


def block(random: Random, _path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member, near = random.choice(MEMBERS), random.choice(MEMBERS)
    there = random.choice((two, f"{one}::{two}", f"{two}::{random.choice(CLASSES)}"))
    forms = (
        f"require '{random.choice(('one', 'two', 'sub/three', 'json', 'five'))}'",
        "require_relative './one'",
        f"module {one}\n  class {there}\n    def {member}\n      {near}\n      {two}.{function}\n    end\n  end\nend",
        f"class {one} < {there}\n  def initialize\n    {member}\n  end\n  def {near}; super; end\nend",
        f"class {there}\n  include {one}\n  def {member}; self.{near}; {function}; end\nend",
        f"module {one}\n  def self.{function}; {other}; new; end\n  def {member}; end\nend",
        f"class {one}\n  class << self\n    def {function}; new.{member}; end\n  end\nend",
        f"def {function}(x)\n  y = {there}.new\n  y.{member}\n  {other}\n  x.{near}\nend",
        f"{function}({there}.new)\n{there}.{other}",
        f"it '{one}' do\n  z = {there}.new\n  z.{member}\nend",
        f"# a remark on {one}",
        f"{one.upper()} = {there}",
    )
    return random.choice(forms)
