/** Valid example values of the keys, for the schema and for error messages. */

export const SCHEMA_EXAMPLE = "./node_modules/db-ssot/schema.json";
export const ACCESSOR_EXAMPLE = { module: "src/database/index.ts", name: "getDb" };
export const PYTHON_EXAMPLE = { module: "app/database/__init__.py", name: "get_db" };
export const SOURCE_EXAMPLE = { name: "primary", accessor: ACCESSOR_EXAMPLE };
export const OVERRIDE_EXAMPLE = { files: ["tests/**"], rules: { "direct-client": "off" } };
export const EXTENDS_EXAMPLE = "@acme/db-ssot-config";
