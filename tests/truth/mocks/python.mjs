// Mocks as tests in Python write them: «what is not there», ‹what is, or what nobody can know›. Each way to mock is written for
// each thing that it may be asked of. The project is that of `../labelled/project.mjs`.
const indented = (line) => `\ndef test_it(mocker, monkeypatch):\n    ${line}\n`;

const BY_PATH = [
  (path) => `\n@patch("${path}")\ndef test_it(mocked):\n    assert mocked\n`,
  (path) => `\n@mock.patch('${path}', return_value=None)\ndef test_it(mocked):\n    assert mocked\n`,
  (path) => `\n@patch("${path}", new_callable=AsyncMock)\nasync def test_it(mocked):\n    assert mocked\n`,
  (path) => `\n@patch("${path}", create=True)\ndef test_it(mocked):\n    assert mocked\n`,
  (path) => indented(`with patch("${path}") as mocked:\n        assert mocked`),
  (path) =>
    indented(`with mock.patch("${path}", side_effect=ValueError), patch("shop.tests.other.name"):\n        pass`),
  (path) => indented(`patch("${path}").start()`),
  (path) => indented(`mocker.patch("${path}", autospec=True)`),
  (path) => indented(`monkeypatch.setattr("${path}", lambda: None)`),
  (path) => indented(`monkeypatch.setattr("${path}", fake, raising=False)`),
];

const BY_OBJECT = [
  (of, name) => indented(`patch.object(${of}, "${name}").start()`),
  (of, name) => indented(`with patch.object(${of}, '${name}', return_value=1) as mocked:\n        assert mocked`),
  (of, name) => indented(`with mock.patch.object(${of}, "${name}", create=True):\n        pass`),
  (of, name) => indented(`mocker.patch.object(${of}, "${name}")`),
  (of, name) => indented(`mocker.spy(${of}, "${name}")`),
  (of, name) => indented(`monkeypatch.setattr(${of}, "${name}", fake)`),
  (of, name) => indented(`monkeypatch.setattr(${of}, "${name}", fake, raising=False)`),
  (of, name) => indented(`patch.multiple(${of}, ${name}=DEFAULT).start()`),
];

const ASSIGNED = [
  (of, name) => indented(`${of}.${name} = MagicMock()`),
  (of, name) => indented(`${of}.${name} = AsyncMock(return_value=None)`),
];

const PATHS = [
  "shop.database.DatabaseManager.‹get_session›",
  "shop.database.DatabaseManager.«get_async_session»",
  "shop.database.database_manager.‹session_scope›",
  "shop.database.database_manager.«get_connection»",
  "shop.database.‹engine›",
  "shop.database.«get_pool»",
  "shop.orders.DatabaseManager.‹health_check›",
  "shop.orders.DatabaseManager.«getSession»",
  "shop.orders.‹DatabaseManager›",
  "shop.mail.Mailer.‹get_session›",
  "requests.‹get_session›",
];

const OBJECTS = [
  ["DatabaseManager", ["‹get_session›", "«get_async_session»", "«session»"]],
  ["database_manager", ["‹close›", "«get_connection»"]],
  ["DatabaseManager()", ["‹initialize›", "«get_async_session»"]],
  ["orders.DatabaseManager", ["‹session_scope›", "«acquire»"]],
];

const OTHERS = [
  ["database", ["‹get_db›", "«get_pool»"]],
  ["Mailer", ["‹get_session›"]],
  ["service", ["‹get_async_session›"]],
];

const HEAD = `from unittest import mock
from unittest.mock import DEFAULT, AsyncMock, MagicMock, patch

from shop import database, orders
from shop.database import DatabaseManager, database_manager
from shop.mail import Mailer
from shop.tests.made import fake, service
`;

export const MOCKS_IN_PYTHON = [
  ...BY_PATH.flatMap((way) => PATHS.map((path) => HEAD + way(path))),
  ...BY_OBJECT.flatMap((way) =>
    [...OBJECTS, ...OTHERS].flatMap(([of, names]) => names.map((name) => HEAD + way(of, name))),
  ),
  ...ASSIGNED.flatMap((way) => OBJECTS.flatMap(([of, names]) => names.map((name) => HEAD + way(of, name)))),
  "\nclass MockDatabaseManager:\n    def ‹get_session›(self):\n        return None\n\n    def «get_connection»(self):\n        return None\n",
];
