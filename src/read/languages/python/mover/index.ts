/** How Python is moved from one file to another. */
import type { Mover } from "../../mover.js";
import type { Parse } from "../syntax/parse.js";
import { anatomyOf } from "./anatomy.js";
import { passOn, unlist } from "./exports.js";
import { mentions } from "./mentions.js";
import { reaim } from "./reaim.js";
import { statementsOf } from "./statements.js";

export function createMover(parse: Parse): Mover {
  return {
    gap: 2,
    statements: (_, text) => statementsOf(parse(text)),
    anatomy: (_, text, name) => anatomyOf(parse(text), name),
    reaim: (request) => reaim(parse, request),
    unlist: (_, text, name) => unlist(parse(text), name),
    passOn,
    mentions,
  };
}
