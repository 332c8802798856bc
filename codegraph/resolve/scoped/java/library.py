"""What the collections of Java's library hold, and what their methods give of that."""

from __future__ import annotations

from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.values import External, Values

_UTIL = "java.util"
_MAPS = frozenset({"Map", "HashMap", "LinkedHashMap", "TreeMap", "SortedMap", "NavigableMap", "ConcurrentHashMap"})
_MAPS_ALL = _MAPS | {"ConcurrentMap", "EnumMap", "IdentityHashMap", "WeakHashMap", "Hashtable"}
_ONE_WORDS = (
    "Collection List ArrayList LinkedList Set HashSet LinkedHashSet TreeSet SortedSet NavigableSet EnumSet Queue"
    " Deque ArrayDeque PriorityQueue Vector Stack Iterator ListIterator Optional Stream CopyOnWriteArrayList"
    " Enumeration BlockingQueue ConcurrentLinkedQueue LinkedBlockingQueue Iterable Supplier AtomicReference"
)
_ONE = frozenset(_ONE_WORDS.split())
_GIVES_ONE_WORDS = (
    "get next previous peek poll pop element first last getFirst getLast removeFirst removeLast pollFirst"
    " pollLast peekFirst peekLast firstElement lastElement nextElement orElse orElseThrow orElseGet take set"
)
_GIVES_ONE = frozenset(_GIVES_ONE_WORDS.split())
_SAME_WORDS = (
    "stream parallelStream iterator listIterator filter sorted limit skip distinct findFirst findAny subList"
    " descendingIterator descendingSet headSet tailSet subSet"
)
_SAME = frozenset(_SAME_WORDS.split())
_OF_MAP = frozenset({"get", "getOrDefault", "put", "remove", "putIfAbsent", "computeIfAbsent", "merge"})
_ENTRY = "Entry"


def given(value: External, name: str) -> Values:
    """Give what a method of an object of the library gives."""
    kind, parts = value.name, value.parts
    if parts and value.package.startswith(_UTIL) and value.path.endswith("()"):
        if len(parts) == 1 and kind in _ONE and name in _GIVES_ONE:
            return parts[0]
        if len(parts) == 1 and kind in _ONE and name in _SAME:
            return Values((value._replace(path=_stream(name)),))
        if len(parts) == len("kv"):
            return _of_pair(value, kind, name)
    return Values((External(value.package, f"{value.path}.{name}()"),))


def _stream(name: str) -> str:
    kinds = {"iterator": "Iterator", "listIterator": "ListIterator", "findFirst": "Optional", "findAny": "Optional"}
    kinds |= {"subList": "List", "descendingIterator": "Iterator"}
    kinds |= dict.fromkeys(("descendingSet", "headSet", "tailSet", "subSet"), "Set")
    return f"java.util.{kinds.get(name, 'Stream')}()"


def _of_pair(value: External, kind: str, name: str) -> Values:
    key, held = value.parts
    if kind == _ENTRY and name in {"getKey", "getValue"}:
        return key if name == "getKey" else held
    if kind in _MAPS_ALL:
        if name in _OF_MAP:
            return held
        if name == "keySet":
            return Values((External(_UTIL, "java.util.Set()", (key,)),))
        if name == "values":
            return Values((External(_UTIL, "java.util.Collection()", (held,)),))
        if name in {"entrySet", "firstEntry", "lastEntry"}:
            entry = Values((External(_UTIL, "java.util.Map.Entry()", value.parts),))
            return Values((External(_UTIL, "java.util.Set()", (entry,)),)) if name == "entrySet" else entry
    return Values((External(value.package, f"{value.path}.{name}()"),))


def each(value: External) -> Values:
    """Give what a loop over an object of the library gives; of an array its elements."""
    if value.name == "[]" and value.parts:
        return value.parts[0]
    is_one = len(value.parts) == 1 and value.package.startswith(_UTIL) and value.name in _ONE
    return value.parts[0] if is_one or (value.parts and value.name == "Iterable") else UNKNOWN
