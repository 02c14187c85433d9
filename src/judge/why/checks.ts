/** Why nothing stopped it: two definitions of one name, and no check that knew the accessor. */
import type { Commit } from "../../base/world/git.js";
import type { World } from "../../base/world/world.js";
import { CONFIG_FILE } from "../../read/config/read.js";
import type { CheckResult } from "../check/check.js";
import { commitEvidence, type Evidence, named, type Why } from "./answers.js";
import type { Origins } from "./origin.js";
import type { WhySubject } from "./subject.js";

/** @param since  the commit since which it fails, if that is known */
export async function reasonsNothingStopped(
  world: World,
  checked: CheckResult,
  { owner }: WhySubject,
  origins: Origins,
  since: Commit | undefined,
): Promise<readonly Why[]> {
  const twins = owner.kind === "member" ? await twinsOf(checked, owner, origins) : undefined;
  const check = await checkOf(world, origins, since);
  const parts = [...(twins === undefined ? [] : [twins]), check];
  return [
    {
      question: "Why did nothing stop it?",
      answer: parts.map(({ answer }) => answer).join("; "),
      certainty: "known",
      evidence: parts.flatMap(({ evidence }) => evidence),
    },
  ];
}

interface Part {
  readonly answer: string;
  readonly evidence: readonly Evidence[];
}

/** Other managers of the same name. */
async function twinsOf(
  { analysis: { subject } }: CheckResult,
  owner: Extract<WhySubject["owner"], { kind: "member" }>,
  origins: Origins,
): Promise<Part | undefined> {
  const managers = subject.sources.flatMap((source) => source.managers);
  const files = [...new Set(managers.filter(({ name }) => name === owner.of).map(({ file }) => file))];
  if (files.length < 2) return undefined;
  const made = await Promise.all(
    files.map(async (file) => {
      const traced = await origins.definition(file, owner.of);
      return { file, commit: traced.kind === "changed" ? traced.commit : undefined };
    }),
  );
  const evidence = made.map(({ file, commit }): Evidence => ({ what: `\`${owner.of}\``, file, commit }));
  const dates = made.flatMap(({ commit }) => commit ?? []).sort((a, b) => (a.date < b.date ? -1 : 1));
  const second = dates.length === files.length ? dates[1] : undefined;
  const when = second === undefined ? "since when is unknown" : `since ${named(second)}`;
  return {
    answer: `there are ${files.length} classes called \`${owner.of}\` (${when}), and the name does not say which is meant`,
    evidence,
  };
}

/** Where a check would be named. */
const PLACES = [
  "package.json",
  ".pre-commit-config.yaml",
  ".gitlab-ci.yml",
  "lefthook.yml",
  ".husky/*",
  ".github/workflows/*.yml",
  ".github/workflows/*.yaml",
];

async function checkOf({ files }: World, origins: Origins, since: Commit | undefined): Promise<Part> {
  const { files: places } = await files.list({ patterns: PLACES, ignore: [] });
  const naming = places.filter((file) => new TextDecoder().decode(files.read(file)).includes("db-ssot"));
  const isConfigured = files.stat(CONFIG_FILE) !== undefined;
  if (!isConfigured && naming.length === 0) {
    return {
      answer: "no check knew the accessor: neither a configuration nor a hook or pipeline names db-ssot",
      evidence: [],
    };
  }
  const [first] = isConfigured ? (await origins.file(CONFIG_FILE)).slice(-1) : [];
  const evidence: readonly Evidence[] = [
    ...(isConfigured
      ? [
          {
            ...(first === undefined ? { what: "the configuration" } : commitEvidence("the configuration", first)),
            file: CONFIG_FILE,
          },
        ]
      : []),
    ...naming.map((file) => ({ what: "a check", file })),
  ];
  if (first === undefined || since === undefined || first.isCut) {
    return { answer: "unknown: db-ssot is set up, and it is not known whether it was when this broke", evidence };
  }
  return first.date > since.date
    ? { answer: `no check knew the accessor: ${CONFIG_FILE} came later, with ${named(first)}`, evidence }
    : {
        answer: `unknown: ${CONFIG_FILE} was there since ${named(first)}; whether a check ran is not in the code`,
        evidence,
      };
}
