/** The part of the schema that describes a source. */
import { FORMS } from "../../facts/forms.js";
import { DEFAULT_SOURCE_NAME } from "../raw.js";
import { ACCESSOR_EXAMPLE, PYTHON_EXAMPLE, SOURCE_EXAMPLE } from "./examples.js";
import { entry, globs, type JsonSchema, name, names } from "./json-schema.js";

export function source(): JsonSchema {
  return {
    description: "one database of the project, with its accessor",
    examples: [SOURCE_EXAMPLE],
    type: "object",
    properties: {
      name: {
        description: "what findings call this source; needed where there are several",
        examples: ["primary"],
        default: DEFAULT_SOURCE_NAME,
        type: "string",
        minLength: 1,
      },
      files: globs("files that are held to this source", ["src/**", "tests/**"], ["**"]),
      accessor: accessor("the entry point to this database"),
      alsoAllowed: {
        description: "further accessors that may be used beside the canonical one",
        examples: [["databaseManager.sessionScope", "typeorm#getRepository"]],
        default: [],
        type: "array",
        items: {
          description: "a name in the accessor's module, or an accessor of another module or of a package",
          examples: ["databaseManager.sessionScope"],
          anyOf: [
            entry("a name in the accessor's module, or `file#name` or `package#name`", "databaseManager.sessionScope"),
            accessor("an accessor of another module"),
          ],
        },
      },
      managers: names(
        "classes, interfaces or objects of a module that hand out connections or sessions, by name or as `file#name`; others are detected, unless the list is empty",
        "DatabaseManager",
        "src/db/types.ts#IDatabase",
      ),
      legacy: names(
        "functions, objects and members that gave a session before the accessor did, by name or as `file#name` or `package#name`",
        "getDbSession",
        "get_db_session",
        "src/db/manager.ts#DatabaseManager.getSession",
        "typeorm#getRepository",
      ),
      defaultNames: {
        description: "arguments that name this very database, and so may go when a call becomes the accessor's",
        examples: [["default", "primary"]],
        type: "array",
        items: { description: "such an argument", examples: ["default"], type: "string" },
      },
      internals: globs("files that may build the connection; the accessor's own module always may", [
        "src/database/**",
      ]),
    },
    required: ["accessor"],
    additionalProperties: false,
  };
}

function accessor(description: string): JsonSchema {
  return {
    description,
    examples: [ACCESSOR_EXAMPLE, PYTHON_EXAMPLE],
    type: "object",
    properties: {
      module: {
        description:
          "the file that the accessor is to be imported from, by its path from the directory of the configuration",
        examples: [ACCESSOR_EXAMPLE.module, PYTHON_EXAMPLE.module],
        type: "string",
        minLength: 1,
      },
      name: name(
        "the accessor's name in its module: a function, an object, or a member such as `manager.session`",
        ACCESSOR_EXAMPLE.name,
        PYTHON_EXAMPLE.name,
      ),
      form: {
        title: "form",
        description: "how the accessor is used; `auto` reads it from the accessor's definition",
        examples: ["auto"],
        default: "auto",
        type: "string",
        enum: [...FORMS, "auto"],
      },
    },
    required: ["module", "name"],
    additionalProperties: false,
  };
}
