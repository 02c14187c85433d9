/** Notes that several rules share: the place and members of a manager, the exports of a module, the accessor. */
import type { Note } from "../../base/diagnostics/diagnostic.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { isLanguageMember } from "../../read/program/standard/blocks.js";
import type { Value } from "../../read/program/values.js";
import { accessorName, type Database, type Manager, managerValue } from "../databases/source.js";
import { describeEffects } from "../handles/describe.js";
import { effectsOf } from "../handles/effects.js";
import type { RuleContext } from "./rule.js";

/** More names would hide the message. */
const MOST_NAMES = 6;

export function accessorNote(subject: RuleContext, source: Database): readonly Note[] {
  const { accessor } = source;
  if (accessor === undefined) return [];
  const contract = accessor.definition
    ? ` (${describeEffects(effectsOf(subject.program, accessor.definition), subject)})`
    : "";
  return [
    {
      about: "accessor",
      message: `the accessor of \`${source.name}\` is \`${accessorName(accessor)}\` of ${accessor.module}${contract}`,
      span: accessor.span,
    },
  ];
}

/** `` `DatabaseManager` is src/db/database-manager.ts:41; its instances have … `` */
export function whatItHas(subject: RuleContext, manager: Manager): Note {
  const { file } = manager;
  const classNames = memberNames(subject, managerValue(manager, "static"));
  const instanceNames = memberNames(subject, managerValue(manager, "instance"));
  const parts =
    manager.kind !== "class"
      ? [having(classNames, "it has")]
      : [
          having(classNames, "the class has"),
          having(
            instanceNames.filter((name) => !classNames.includes(name)),
            "its instances have",
          ),
        ];
  const members = parts.filter((part) => part !== undefined).join("; ");
  const place = `\`${manager.name}\` is ${file}:${subject.lineOf(manager.span)}`;
  return { message: members === "" ? place : `${place}; ${members}`, span: manager.span };
}

/** `it exports …`, or that it exports nothing. */
export function whatItExports(file: FilePath, names: readonly string[]): Note {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return { message: names.length === 0 ? `${file} exports nothing` : `it exports ${shown.join(", ")}${more}` };
}

function having(names: readonly string[], verb: string): string | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return `${verb} ${shown.join(", ")}${more}`;
}

/** The public names, sorted, each once. */
export function memberNames(subject: RuleContext, value: Value): readonly string[] {
  const names = subject.program.members
    .listed(value)
    .filter((member) => member.visibility === "public" && !isLanguageMember(member.name))
    .map((member) => member.name);
  return [...new Set(names)].sort(compareText);
}
