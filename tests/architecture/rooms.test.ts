/** The rooms import one another in one direction, and a package from outside is known to few. */
import { expect, it } from "vitest";
import { readSources, roomOf } from "./read-sources.js";
import { FLOORS, PACKAGES, ROOMS } from "./rooms.js";

const FILES = readSources();
const ORDER = Object.keys(ROOMS);

interface Arrow {
  readonly from: string;
  readonly to: string;
}

it("has a place for every room, each after those that it may import", () => {
  expect([...new Set(FILES.map(({ path }) => roomOf(path)))].sort()).toEqual([...ORDER].sort());
  expect([...Object.values(FLOORS).flat(), "index.ts", "start.ts"].sort()).toEqual([...ORDER].sort());
  for (const [room, { may }] of Object.entries(ROOMS)) {
    for (const other of may)
      expect(ORDER.indexOf(other), `${room} may import ${other}`).toBeLessThan(ORDER.indexOf(room));
  }
});

it("imports other rooms in the order that is written down", () => {
  const forbidden = arrows().filter(({ from, to }) => !ROOMS[roomOf(from)]?.may.includes(roomOf(to)));
  expect(forbidden.map(describeArrow)).toEqual([]);
});

it("imports no floor that is above its own", () => {
  const floors = Object.keys(FLOORS);
  const levelOf = (path: string): number => floors.indexOf(floorOf(path));
  const upward = arrows().filter(
    ({ from, to }) => !["index.ts", "start.ts"].includes(from) && levelOf(to) > levelOf(from),
  );
  expect(upward.map(describeArrow)).toEqual([]);
});

it("allows no arrow between rooms that nobody uses", () => {
  const used = new Set(arrows().map(({ from, to }) => `${roomOf(from)} -> ${roomOf(to)}`));
  const unused = Object.entries(ROOMS).flatMap(([room, { may }]) =>
    may.map((other) => `${room} -> ${other}`).filter((arrow) => !used.has(arrow)),
  );
  expect(unused).toEqual([]);
});

it("knows each package from outside only where it is meant to be known", () => {
  const misplaced = FILES.flatMap(({ path, imports }) =>
    imports
      .filter((target) => !target.endsWith(".ts"))
      .filter((name) => !PACKAGES[name]?.some((place) => path === place || path.startsWith(`${place}/`)))
      .map((name) => `${path} imports ${name}`),
  );
  expect(misplaced).toEqual([]);
});

/** Imports that lead from one room into another. */
function arrows(): readonly Arrow[] {
  return FILES.flatMap(({ path, imports }) =>
    [...new Set(imports)]
      .filter((target) => target.endsWith(".ts") && roomOf(target) !== roomOf(path))
      .map((target) => ({ from: path, to: target })),
  );
}

function floorOf(path: string): string {
  return path.split("/")[0] ?? path;
}

function describeArrow({ from, to }: Arrow): string {
  return `${from} imports ${to}: ${ROOMS[roomOf(from)]?.because}`;
}
