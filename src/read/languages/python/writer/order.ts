/** How a file sorts its Python imports and their names. */
import { compareText } from "../../../../base/text/span.js";
import type { SortOrder } from "../../writer/order.js";

export interface Ordered {
  readonly specifier: string;
  readonly syntax: "import" | "from";
}

/** `__future__`, then the standard library, other packages, the project's own, and what is relative. */
export function rankOf(specifier: string, project: ReadonlySet<string>): number {
  if (specifier === "__future__") return 0;
  if (specifier.startsWith(".")) return 4;
  const package_ = topOf(specifier);
  if (project.has(package_)) return 3;
  return STANDARD_MODULES.has(package_) ? 1 : 2;
}

export function topOf(specifier: string): string {
  return specifier.split(".")[0] ?? "";
}

const plain: SortOrder<Ordered> = (a, b) => compareText(a.specifier, b.specifier);
const ignoringCase: SortOrder<Ordered> = (a, b) => compareText(a.specifier.toLowerCase(), b.specifier.toLowerCase());
/** `import x` before `from x import y`. */
const bySyntax: SortOrder<Ordered> = (a, b) => compareText(b.syntax, a.syntax);

/** What the common import sorters keep within a group; their own default first. */
export const STATEMENT_ORDERS: readonly SortOrder<Ordered>[] = [
  (a, b) => bySyntax(a, b) || ignoringCase(a, b),
  (a, b) => bySyntax(a, b) || plain(a, b),
  ignoringCase,
  plain,
];

/** `CONSTANT` before `Class` before `function`. */
function caseRank(name: string): number {
  if (name.length > 1 && name === name.toUpperCase()) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

const namesIgnoringCase: SortOrder<string> = (a, b) => compareText(a.toLowerCase(), b.toLowerCase());

export const NAME_ORDERS: readonly SortOrder<string>[] = [
  (a, b) => caseRank(a) - caseRank(b) || namesIgnoringCase(a, b),
  compareText,
  namesIgnoringCase,
];

/** The modules of Python's standard library, also those that only some versions have; its private ones are left out. */
const STANDARD_MODULES: ReadonlySet<string> = new Set(
  (
    "abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop " +
    "base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code " +
    "codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy " +
    "copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest " +
    "dummy_threading email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch " +
    "formatter fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip " +
    "hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools " +
    "json keyword lib2to3 linecache locale logging lzma macpath mailbox mailcap marshal math mimetypes " +
    "mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers " +
    "opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform " +
    "plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data " +
    "pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select " +
    "selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 " +
    "sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau " +
    "symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this " +
    "threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle " +
    "turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser " +
    "winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
);
