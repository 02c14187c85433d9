/** Names of packages that are not the project's: the standard library, and common folder names. Data only. */

/** Top-level modules of the standard library in any of Python 3.8 to 3.13. */
const STANDARD: ReadonlySet<string> = new Set(
  [
    "__future__ __main__ _thread _typeshed abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit",
    "audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs",
    "codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv",
    "ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest dummy_threading email encodings",
    "ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc",
    "genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp",
    "importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap",
    "marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path",
    "numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform",
    "plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue",
    "quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil",
    "signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat",
    "statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile",
    "telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize tomllib trace",
    "traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave",
    "weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo",
  ].flatMap((names) => names.split(" ")),
);

/** Loaded before the first line of a program runs, so that no module of the project can come before them. */
const LOADED_FIRST: ReadonlySet<string> = new Set(
  [
    "__future__ __main__ _thread abc builtins codecs collections contextlib encodings enum functools genericpath",
    "importlib io keyword marshal nt ntpath operator os posix posixpath re reprlib signal site stat sys time types",
    "typing warnings zipimport",
  ].flatMap((names) => names.split(" ")),
);

/**
 * Packages that many projects have a folder for, named after them, with migrations, tasks or adapters in it; and those
 * that many distributions have a share in. A folder without `__init__.py` under such a name is not taken for the package.
 */
const FOLDER_NAMES: ReadonlySet<string> = new Set(
  [
    "airflow alembic asyncpg aws_cdk azure backports boto3 celery clickhouse databricks dbt discord docker",
    "elasticsearch fastapi firebase flask google grafana grpc jaraco kafka kubernetes langchain llama_index locust",
    "minio mongo mysql nats odoo openai opentelemetry postgres prefect prisma prometheus psycopg2 pulumi pymongo",
    "pytest qdrant rabbitmq redis requests sentry snowflake spark sphinxcontrib sqlalchemy strawberry streamlit stripe",
    "supabase telegram temporal terraform torch twilio zope",
  ].flatMap((names) => names.split(" ")),
);

export function isStandard(name: string): boolean {
  return STANDARD.has(name);
}

export function isLoadedFirst(name: string): boolean {
  return LOADED_FIRST.has(name);
}

export function isFolderName(name: string): boolean {
  return FOLDER_NAMES.has(name);
}
