"""The words of each language that name nothing of the code's own."""

from driftscan.extract.fragments.vocabulary import BRANCHING

_WORDS = {
    "csharp": """abstract as async await base bool break byte case catch char checked class const
        continue decimal default delegate do double else enum event explicit extern false finally
        fixed float for foreach get goto if implicit in init int interface internal is lock long
        nameof namespace new null object operator out override params partial private protected
        public readonly record ref return sbyte sealed set short sizeof static string struct switch
        this throw true try typeof uint ulong unchecked unsafe ushort using value var virtual void
        volatile when where while with yield""",
    "go": """any append bool break byte cap case chan close complex const continue copy default
        defer delete else error fallthrough false float32 float64 for func go goto if import int
        int16 int32 int64 int8 interface len make map new nil package panic range recover return
        rune select string struct switch true type uint uint16 uint32 uint64 uint8 uintptr var""",
    "java": """abstract assert boolean break byte case catch char class const continue default do
        double else enum extends final finally float for goto if implements import instanceof int
        interface long native new null package private protected public record return sealed short
        static strictfp super switch synchronized this throw throws transient true false try var
        void volatile while yield""",
    "javascript": """abstract any arguments as async await boolean break case catch class const
        continue debugger declare default delete do else enum export extends false finally for
        from function get if implements import in infer instanceof interface is keyof let namespace
        never new null number object of override private protected public readonly return satisfies
        set static string super switch symbol this throw true try type typeof undefined unknown var
        void while with yield
        Array Boolean Date Error JSON Map Math Number Object Promise RegExp Set String Symbol
        TypeError clearTimeout decodeURIComponent encodeURIComponent exports isNaN module parseFloat
        parseInt require setInterval setTimeout""",
    "kotlin": """abstract annotation as break by catch class companion const constructor continue
        crossinline data do else enum external false final finally for fun get if import in infix
        init inline inner interface internal is it lateinit noinline null object open operator out
        override package private protected public reified return sealed set super suspend tailrec
        this throw true try typealias typeof val var vararg when where while""",
    "php": """$this abstract and array as bool break callable case catch class clone const continue
        declare default do echo else elseif empty enddeclare endfor endforeach endif endswitch
        endwhile enum extends false final finally float fn for foreach function global goto if
        implements include include_once instanceof insteadof int interface isset list match mixed
        namespace new null or parent print private protected public readonly require require_once
        return self static string switch throw trait true try unset use var void while xor
        yield""",
    "python": """False None True and as assert async await break class cls continue def del elif
        else except finally for from global if import in is lambda match nonlocal not or pass raise
        return self try while with yield
        abs all any bool bytes callable chr dict dir enumerate filter float format frozenset getattr
        hasattr hash id int isinstance issubclass iter len list map max min next object open ord
        print property range repr reversed round set setattr sorted str sum super tuple type vars
        zip AttributeError Exception ImportError IndexError KeyError NotImplementedError OSError
        RuntimeError StopIteration TypeError ValueError""",
    "ruby": """BEGIN END alias and begin break case class def defined? do else elsif end ensure
        false for if in module next nil not or raise redo rescue retry return self super then true
        undef unless until when while yield""",
    "rust": """Err None Ok Self Some as async await bool break char const continue crate dyn else
        enum extern f32 f64 false fn for i128 i16 i32 i64 i8 if impl in isize let loop match mod
        move mut pub ref return self static str struct super trait true type u128 u16 u32 u64 u8
        union unsafe use usize where while""",
}

KEYWORDS = {name: frozenset([*words.split(), *BRANCHING]) for name, words in _WORDS.items()}
