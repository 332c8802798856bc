"""Finds the headers that C and C++ include.

How a compiler is called is not known, so where it would look has to be told from the folders: beside the includer, in
each folder around it and the `include` in that, the nearest first (for `<x.h>` in all of `include` before); then a file
anywhere whose path ends in what is included, where exactly one does, or one in an `include` folder. A header of the
standard library or the platform is one of the repository only where one of these folders around the includer has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.places import Questions, Tree, ancestors, folder_of, join, within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_STANDARD_NAMES = (
    "algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat charconv chrono "
    "cinttypes ciso646 climits clocale cmath codecvt compare complex concepts condition_variable coroutine "
    "csetjmp csignal cstdalign cstdarg cstdbool cstddef cstdint cstdio cstdlib cstring ctgmath ctime cuchar "
    "cwchar cwctype deque exception execution expected filesystem flat_map flat_set format forward_list fstream "
    "functional future generator initializer_list iomanip ios iosfwd iostream istream iterator latch limits list "
    "locale map mdspan memory memory_resource mutex new numbers numeric optional ostream print queue random "
    "ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span spanstream sstream stack "
    "stacktrace stdexcept stdfloat stop_token streambuf string string_view strstream syncstream system_error "
    "thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector "
    "version assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h "
    "setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbit.h stdbool.h stdckdint.h stddef.h stdint.h stdio.h "
    "stdlib.h stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h aio.h alloca.h cpio.h "
    "dirent.h dlfcn.h endian.h execinfo.h fcntl.h fmtmsg.h fnmatch.h ftw.h getopt.h glob.h grp.h iconv.h "
    "ifaddrs.h io.h langinfo.h libgen.h link.h malloc.h memory.h monetary.h mqueue.h ndbm.h netdb.h nl_types.h "
    "paths.h poll.h pthread.h pwd.h regex.h sched.h search.h semaphore.h shadow.h spawn.h strings.h stropts.h "
    "syslog.h tar.h termios.h trace.h ucontext.h ulimit.h unistd.h utime.h utmpx.h values.h wait.h wordexp.h "
    "direct.h intrin.h process.h tchar.h winbase.h windows.h winsock.h winsock2.h ws2tcpip.h crtdbg.h psapi.h "
)
_STANDARD = frozenset(_STANDARD_NAMES.split())
_PLATFORM = frozenset({"sys", "net", "netinet", "arpa", "linux", "asm", "mach", "rpc", "scsi", "bits"})
_INCLUDE = ("include", "inc", "includes", "Include")
_MOST = 400


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> CImports:
    """Make the import system; see `codegraph.resolve.imports.imports_of`."""
    return CImports(Tree(paths, read))


class CImports:
    """The headers that files of a repository include."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._kept: dict[tuple[str, str], Found] = {}

    def find(self, importer: str, text: str) -> Found:
        """Find a header: `<x.h>`, or `"x.h"`, for which the quotes may be left out."""
        key = importer, text
        if key not in self._kept:
            ask = Questions(self._tree)
            angled = text.startswith("<")
            name = text.strip().strip('"').lstrip("<").rstrip(">").strip().replace("\\", "/")
            path, external = "", ""
            if name and len(name) < _MOST and not name.startswith("/"):
                path = self._header(importer, name, ask, angled=angled)
                external = "" if path else _external(name, ask, angled=angled)
            self._kept[key] = Found((path,) if path else (), "", external, ask.noted())
        return self._kept[key]

    def _header(self, importer: str, name: str, ask: Questions, *, angled: bool) -> str:
        folder = folder_of(importer)
        around = [it for it in ancestors(folder) if not _is_in_include(it)]
        own = [(it, [_in(it, include) for include in _INCLUDE]) for it in around]
        places = [it for _, level in own for it in level]
        standard = _is_standard(name, angled=angled)
        if not standard or not angled:
            near = [it for at, level in own for it in (*level, at)]
            places = [*places, *around] if angled else [folder, *near]
        found = (path for it in dict.fromkeys(places) if (path := join(it, name)) and path != importer)
        return ask.first(found) or ("" if standard else self._elsewhere(importer, name, ask, angled=angled))

    @staticmethod
    def _elsewhere(importer: str, name: str, ask: Questions, *, angled: bool) -> str:
        """Give the one file whose path ends in a name: among those of `include` folders, else among all."""
        ending = name
        while ending.startswith(("./", "../")):
            ending = ending.partition("/")[2]
        if not _is_plain(ending):
            return ""
        roots = {
            path: path[: -len(ending)].rstrip("/")
            for path in ask.named(ending.rpartition("/")[2])
            if path != importer and (path == ending or path.endswith(f"/{ending}"))
        }
        ends = [path for path, root in roots.items() if not (angled and _is_in_include(root))]
        best = [path for path in ends if roots[path].rpartition("/")[2] in _INCLUDE] or ends
        return best[0] if len(best) == 1 else _nearest(best, folder_of(importer))


def _is_in_include(folder: str) -> bool:
    """Tell whether a folder is below one in which headers are looked for, so that it is none itself."""
    *above, last = folder.split("/")
    return last not in _INCLUDE and any(it in _INCLUDE for it in above)


def _nearest(paths: list[str], folder: str) -> str:
    """Give the one of several that is below a folder around the includer under which no other is."""
    for it in ancestors(folder):
        below = [path for path in paths if it and within(path, it)]
        if below:
            return below[0] if len(below) == 1 else ""
    return ""


def _external(name: str, ask: Questions, *, angled: bool) -> str:
    """Give the library that a header is of, as far as its name tells; empty for what may be made by the build."""
    if _is_standard(name, angled=angled):
        return "std"
    first, slash, _ = name.partition("/")
    if not _is_plain(name) or not (angled or (slash and not ask.folders_named(first))):
        return ""
    return first.removesuffix(".h").removesuffix(".hpp")


def _is_standard(name: str, *, angled: bool) -> bool:
    return name in _STANDARD or (angled and name.partition("/")[0] in _PLATFORM)


def _is_plain(path: str) -> bool:
    return not any(part in {"", ".", ".."} for part in path.split("/"))


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
