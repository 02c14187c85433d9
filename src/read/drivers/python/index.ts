/** Python drivers and object mappers, one family per file. ../README.md explains the entries. */
import type { Driver } from "../driver.js";
import { PYTHON_DOCUMENT_STORES } from "./document.js";
import { PYTHON_MYSQL_DRIVERS } from "./mysql.js";
import { PYTHON_ORMS } from "./orm.js";
import { PYTHON_OTHER_STORES } from "./other.js";
import { PYTHON_POSTGRESQL_DRIVERS } from "./postgresql.js";
import { PYTHON_SQL_DRIVERS } from "./sql.js";
import { SQLALCHEMY } from "./sqlalchemy.js";
import { PYTHON_SQLITE_DRIVERS } from "./sqlite.js";

export const PYTHON_DRIVERS: readonly Driver[] = [
  ...SQLALCHEMY,
  ...PYTHON_POSTGRESQL_DRIVERS,
  ...PYTHON_MYSQL_DRIVERS,
  ...PYTHON_SQLITE_DRIVERS,
  ...PYTHON_SQL_DRIVERS,
  ...PYTHON_ORMS,
  ...PYTHON_DOCUMENT_STORES,
  ...PYTHON_OTHER_STORES,
];
