/** Built-in names of Python, which lead to no definition or import of the program. */
import type { Term } from "../../../facts/terms.js";
import { reaches } from "../../reach.js";

export function mayReach(term: Term): boolean {
  return reaches(term, BUILTINS);
}

/** Any other name that a file does not bind comes from an import of all names. */
const BUILTINS: ReadonlySet<string> = new Set(
  [
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex",
    "copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals",
    "hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next",
    "object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str",
    "sum super tuple type vars zip None True False Ellipsis NotImplemented",
    "__build_class__ __builtins__ __debug__ __doc__ __file__ __import__ __loader__ __name__ __package__ __path__",
    "__spec__ ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError",
    "BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError",
    "ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception",
    "ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError",
    "ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError",
    "MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError",
    "PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning",
    "RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit",
    "TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError",
    "UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError",
    // Of Python 2.
    "basestring cmp execfile file long raw_input reduce reload unichr unicode xrange",
  ].flatMap((line) => line.split(" ")),
);
