/** How TypeScript and JavaScript are moved from one file to another. */
import type { Mover } from "../../mover.js";
import { anatomyOf } from "./anatomy.js";
import { passOn, unlist } from "./exports.js";
import { mentions } from "./mentions.js";
import { reaim } from "./reaim.js";
import { statementsOf } from "./statements.js";

export const mover: Mover = {
  gap: 1,
  statements: statementsOf,
  anatomy: anatomyOf,
  reaim,
  unlist,
  passOn,
  mentions,
};
