"""How names are looked up in languages that are resolved by scope, one row each (see docs/scopes.md)."""

from __future__ import annotations

from typing import NamedTuple


class Way(NamedTuple):
    """How a language looks names up.

    `own` are the words for the object or class around, `above` those for it as what it extends, `makers` the methods
    that make an object (`=` stands for the name of its type). `packages` tells whether a file's package stands before
    all names in it, `outer` whether the packages around that are seen, too, `alone` whether names are known in their
    file only. `members` tells whether methods of the types around are called by their plain names: those of all, of
    the innermost (`inner`), or of none. `flat` puts what stands in types beside them. `hides` tells that what is
    private is not seen in other files, `one` that definitions of one name in one file are one, `open` that types of
    one name are one wherever they are, `classes` that methods of an object and of a class are told apart, `globals`
    that functions without a package are known everywhere. `known` are words of the language and what comes with it, of
    `standard`; `outside` begins the names of packages that come with it.
    """

    own: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    makers: tuple[str, ...] = ()
    packages: bool = False
    outer: bool = False
    alone: bool = False
    members: str = "all"
    flat: bool = False
    hides: bool = False
    one: bool = False
    open: bool = False
    classes: bool = False
    globals: bool = True
    known: frozenset[str] = frozenset()
    standard: str = "standard"
    outside: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RUBY = (
    "Array Float Hash Integer Rational String Complex abort at_exit autoload binding block_given? caller catch eval "
    "exec exit exit! fail fork format gets global_variables lambda load local_variables loop open p pp print printf "
    "proc putc puts raise rand readline readlines require require_relative select set_trace_func sleep spawn "
    "sprintf srand system test throw trap warn attr attr_reader attr_writer attr_accessor define_method "
    "alias_method include extend prepend module_function private public protected private_constant "
    "private_class_method public_class_method instance_variable_get instance_variable_set send public_send "
    "respond_to? freeze dup tap then is_a? kind_of? instance_of? nil? object_id method instance_eval class_eval "
    "module_eval const_get const_set remove_method undef_method Struct Set Time Mutex Thread Proc Object Exception "
    "StandardError ArgumentError RuntimeError TypeError NotImplementedError NameError NoMethodError KeyError "
    "IndexError IOError LoadError"
)
_PHP = (
    "array_chunk array_column array_combine array_diff array_diff_key array_fill array_fill_keys array_filter "
    "array_flip array_intersect array_intersect_key array_key_exists array_key_first array_key_last array_keys "
    "array_map array_merge array_pad array_pop array_push array_reduce array_reverse array_search array_shift "
    "array_slice array_splice array_sum array_unique array_unshift array_values array_walk arsort asort basename "
    "call_user_func call_user_func_array ceil chdir chmod class_exists compact copy count curl_init date define "
    "defined dirname error_log error_reporting explode extension_loaded extract fclose feof fgets file file_exists "
    "file_get_contents file_put_contents filter_var floor fopen fread func_get_args function_exists fwrite "
    "get_class get_object_vars getcwd getenv gettype glob hash implode in_array ini_get ini_set interface_exists "
    "intdiv is_a is_array is_bool is_callable is_dir is_file is_float is_int is_iterable is_null is_numeric "
    "is_object is_resource is_string is_subclass_of is_writable iterator_to_array join json_decode json_encode "
    "krsort ksort lcfirst ltrim max mb_strlen mb_strpos mb_strtolower mb_strtoupper mb_substr md5 method_exists "
    "microtime min mkdir mt_rand number_format ob_get_clean ob_start parse_str parse_url php_sapi_name preg_match "
    "preg_match_all preg_quote preg_replace preg_replace_callback preg_split print_r property_exists putenv "
    "random_bytes range rawurlencode realpath rename reset restore_error_handler rmdir round rsort rtrim serialize "
    "set_error_handler sha1 sort spl_autoload_register spl_object_hash sprintf str_contains str_ends_with str_pad "
    "str_repeat str_replace str_split str_starts_with strcasecmp strcmp stripos strlen strpos strrev strrpos strstr "
    "strtolower strtotime strtoupper strtr strval sys_get_temp_dir tempnam time touch trigger_error trim uasort "
    "ucfirst ucwords uksort uniqid unlink unserialize urlencode usleep usort var_dump var_export version_compare "
    "vsprintf Exception RuntimeException LogicException InvalidArgumentException UnexpectedValueException "
    "OutOfBoundsException Countable Iterator IteratorAggregate ArrayAccess ArrayIterator ArrayObject "
    "JsonSerializable Stringable Throwable Traversable Closure DateTime DateTimeImmutable DateTimeInterface "
    "DateInterval ReflectionClass ReflectionMethod SplFileInfo SplObjectStorage"
)
_LUA = (
    "assert collectgarbage dofile error getmetatable ipairs load loadfile loadstring next pairs pcall print "
    "rawequal rawget rawlen rawset require select setfenv getfenv setmetatable tonumber tostring type unpack xpcall "
    "module string table math io os coroutine debug package utf8 bit bit32 jit ffi describe it before_each "
    "after_each setup teardown pending vim"
)
_KOTLIN = (
    "also apply arrayListOf arrayOf assert booleanArrayOf buildList buildMap buildString byteArrayOf check "
    "checkNotNull emptyArray emptyList emptyMap emptySequence emptySet enumValueOf enumValues error "
    "generateSequence hashMapOf hashSetOf intArrayOf lazy lazyOf let linkedMapOf linkedSetOf listOf listOfNotNull "
    "longArrayOf mapOf maxOf minOf mutableListOf mutableMapOf mutableSetOf print println repeat require "
    "requireNotNull run runCatching sequence sequenceOf setOf sortedMapOf sortedSetOf synchronized to with TODO Any "
    "Array Boolean Byte ByteArray Char CharSequence Comparable Double Exception Float IllegalArgumentException "
    "IllegalStateException Int IntArray Iterable Iterator Lazy List Long Map MutableList MutableMap MutableSet "
    "Nothing Number Pair Result RuntimeException Sequence Set Short String StringBuilder Throwable Triple Unit "
    "UnsupportedOperationException"
)
_SWIFT = (
    "abs assert assertionFailure debugPrint dump fatalError max min precondition preconditionFailure print readLine "
    "repeatElement sequence stride swap type unsafeBitCast withExtendedLifetime withUnsafeBytes withUnsafePointer "
    "zip Any AnyObject Array Bool Character Codable Comparable Data Decodable Dictionary Double Encodable Equatable "
    "Error Float Hashable Identifiable Int Int32 Int64 Never Optional Range Result Sendable Sequence Set String "
    "Substring UInt UInt8 UInt32 UInt64 Void"
)
_SCALA = (
    "assert assume identity implicitly locally print println require summon Any AnyRef AnyVal Array Boolean Byte "
    "Char Double Either Float Int Iterable Iterator Left List Long Map Nil None Nothing Option Product Right Seq "
    "Set Short Some String StringBuilder Throwable Unit Vector Exception RuntimeException IllegalArgumentException"
)
_ELIXIR = (
    "abs alias apply binary_part bit_size byte_size ceil dbg def defdelegate defexception defguard defimpl defmacro "
    "defmodule defoverridable defp defprotocol defstruct destructure div elem exit floor function_exported? "
    "get_and_update_in get_in hd if in inspect is_atom is_binary is_bitstring is_boolean is_exception is_float "
    "is_function is_integer is_list is_map is_map_key is_nil is_number is_pid is_port is_reference is_struct "
    "is_tuple length macro_exported? make_ref map_size match? max min node not pop_in put_elem put_in raise rem "
    "reraise round self send spawn spawn_link struct struct! tap then throw tl to_charlist to_string trunc "
    "tuple_size unless update_in use var!"
)
_ELIXIR_MODULES = (
    "Access Agent Application Atom Base Bitwise Code Date DateTime Enum Enumerable Exception ExUnit File Float "
    "Function GenServer IO Inspect Integer Kernel Keyword List Logger Macro Map MapSet Mix Module NaiveDateTime "
    "Node OptionParser Path Port Process Protocol Range Record Regex Registry Stream String StringIO Supervisor "
    "System Task Time Tuple URI Version"
)
_HASKELL = (
    "abs all and any appendFile asTypeOf break ceiling compare concat concatMap const cos curry cycle div divMod "
    "drop dropWhile either elem enumFrom enumFromTo error even exp fail filter flip floor fmap foldl foldr foldMap "
    "fromEnum fromInteger fromIntegral fromRational fst gcd getChar getContents getLine head id init interact "
    "ioError iterate last lcm length lex lines log lookup map mapM mapM_ mappend max maxBound maximum maybe mconcat "
    "mempty min minBound minimum mod negate not notElem null odd or otherwise pi pred print product properFraction "
    "pure putChar putStr putStrLn quot quotRem read readFile readIO readLn reads realToFrac recip rem repeat "
    "replicate return reverse round scanl scanr seq sequence sequenceA sequence_ show showParen showString shows "
    "significand sin snd span splitAt sqrt subtract succ sum tail take takeWhile tan toEnum toInteger toRational "
    "traverse truncate uncurry undefined unlines until unwords unzip userError words writeFile zip zip3 zipWith "
    "zipWith3 Just Nothing Left Right True False LT EQ GT IO Int Integer Bool Char String Double Float Maybe Either "
    "Ordering Show Eq Ord Read Enum Bounded Num Functor Applicative Monad Monoid Semigroup Foldable Traversable "
    "FilePath"
)
_SHARP = (
    "nameof typeof Action ArgumentException ArgumentNullException ArgumentOutOfRangeException Array Attribute "
    "Console Convert DateTime DateTimeOffset Dictionary Enum Environment EventArgs Exception Func Guid HashSet "
    "IAsyncDisposable ICollection IDictionary IDisposable IEnumerable IEnumerator IList IReadOnlyCollection "
    "IReadOnlyDictionary IReadOnlyList InvalidOperationException KeyValuePair Lazy List Math "
    "NotImplementedException NotSupportedException Nullable Object ObjectDisposedException Obsolete Queue Random "
    "Serializable Stack StringBuilder String Task TimeSpan Tuple Type Uri ValueTask Version CancellationToken "
    "CancellationTokenSource object string int bool byte char decimal double float long short uint ulong ushort "
    "sbyte void dynamic"
)

WAYS: dict[str, Way] = {
    "c-sharp": Way(
        own=_words("this"),
        above=_words("base"),
        makers=("=",),
        packages=True,
        outer=True,
        known=_words(_SHARP),
        standard="System",
        outside=_words("System Microsoft Windows Xunit NUnit Moq"),
    ),
    "ruby": Way(
        own=_words("self"),
        above=_words("super"),
        makers=("initialize",),
        members="inner",
        one=True,
        open=True,
        classes=True,
        globals=False,
        known=_words(_RUBY),
        standard="ruby",
    ),
    "php": Way(
        own=_words("this self static $this"),
        above=_words("parent"),
        makers=("__construct",),
        packages=True,
        members="none",
        known=_words(_PHP),
        standard="php",
    ),
    "kotlin": Way(
        own=_words("this"),
        above=_words("super"),
        packages=True,
        hides=True,
        known=_words(_KOTLIN),
        standard="kotlin",
        outside=_words("java javax kotlin kotlinx"),
    ),
    "swift": Way(
        own=_words("self Self"),
        above=_words("super"),
        makers=("init",),
        hides=True,
        known=_words(_SWIFT),
        standard="Swift",
    ),
    "scala": Way(
        own=_words("this"),
        above=_words("super"),
        packages=True,
        one=True,
        hides=True,
        known=_words(_SCALA),
        standard="scala",
        outside=_words("java javax scala"),
    ),
    "lua": Way(own=_words("self"), members="none", alone=True, known=_words(_LUA), standard="lua"),
    "bash": Way(members="none", alone=True, standard="bash"),
    "elixir": Way(
        own=_words("__MODULE__"),
        one=False,
        hides=True,
        known=_words(_ELIXIR),
        standard="elixir",
        outside=_words(_ELIXIR_MODULES),
    ),
    "haskell": Way(
        packages=True, members="none", flat=True, hides=True, one=True, known=_words(_HASKELL), standard="base"
    ),
    "zig": Way(own=_words("self Self"), alone=True, standard="zig"),
}
"""The rows, by language."""
