/** `db-ssot init`: writes the configuration from what the code shows, and sets up the check in CI and before each commit. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { encode } from "../base/text/encoding.js";
import { visible } from "../base/text/width.js";
import type { FileSystem, World } from "../base/world/world.js";
import { type Created, create } from "../change/create/create.js";
import { type Analysis, analyse } from "../judge/analysis/analyse.js";
import { type NamedAccessor, nameAccessor } from "../judge/analysis/named.js";
import type { SourceConfig } from "../read/config/config.js";
import { fault } from "../read/config/faults.js";
import { CONFIG_FILE, PACKAGE_FILE, readConfig } from "../read/config/read.js";
import { writeConfig } from "../read/config/write.js";
import type { CommandContext } from "./command.js";
import { installHook } from "./hook.js";
import { writeAgentLines } from "./init-agents.js";
import { aPipeline, askForChecks, writePipeline } from "./init-checks.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { typedPath } from "./options.js";
import type { Pipeline } from "./pipelines.js";
import { createProgress } from "./progress.js";
import { writeAndReport } from "./writing.js";

interface InitOptions {
  readonly accessor?: NamedAccessor;
  /** True where no file is named. */
  readonly create?: string | true;
  readonly ci?: Pipeline;
  readonly hook?: boolean;
  /** True where no file is named. */
  readonly agents?: string | true;
  readonly yes?: boolean;
}

export function addInit(program: Command, { run }: CommandContext): void {
  program
    .command("init")
    .summary(`write ${CONFIG_FILE} from what the code shows`)
    .description(
      `Detects the accessor of each database, prints the evidence, and writes ${CONFIG_FILE}. Also sets up CI and the pre-commit hook on request.`,
    )
    .option("--accessor <file#name>", "name the accessor instead of detecting it", aNamedAccessor)
    .addOption(
      new Option("--create [file]", "write a shared module out of the clients that files build themselves").conflicts(
        "accessor",
      ),
    )
    .option("--ci <system>", "write a workflow for github or gitlab", aPipeline)
    .option("--yes", "ask nothing, also on a terminal")
    .option("--hook", "run the check before each commit, as `hook install` does")
    .option("--agents [file]", "say in AGENTS.md, or in another file, how the project reaches its database")
    .addHelpText("after", EXAMPLES)
    .action((options: InitOptions) => run((invocation) => init(invocation, options)));
}

async function init(invocation: CommandInvocation, options: InitOptions): Promise<ExitStatus> {
  const { files, terminal, prompts } = invocation.world;
  const { ci, hook = false, accessor, create: wanted, agents } = options;
  const asks = prompts.available && options.yes !== true;
  const configured = await configuredIn(files);
  const isAsked = ci !== undefined || hook || agents !== undefined;
  // It may hold decisions that cannot be detected.
  if (configured !== undefined && (!isAsked || accessor !== undefined || wanted !== undefined))
    throw fault("config-exists", { path: configured });
  if (wanted !== undefined) await writeCreated(invocation, wanted);
  else if (accessor !== undefined) await writeNamed(invocation, accessor);
  else if (configured === undefined && !(await writeDetected(invocation, asks))) return 2;
  if (ci !== undefined) await writePipeline(invocation, ci);
  if (hook) await installHook(invocation);
  if (agents !== undefined) await writeAgentLines(invocation, agents === true ? undefined : agents);
  if (configured === undefined && !isAsked) {
    if (asks) await askForChecks(invocation);
    else terminal.write(HOW_TO_GO_ON);
  }
  return 0;
}

/** @returns the file that holds a configuration, right or wrong */
async function configuredIn(files: FileSystem): Promise<string | undefined> {
  if (files.stat(CONFIG_FILE) !== undefined) return CONFIG_FILE;
  return (await readConfig(files)) === undefined ? undefined : PACKAGE_FILE;
}

/** @returns false where no accessor is clear, nobody chose one, and nothing was written */
async function writeDetected(invocation: CommandInvocation, asks: boolean): Promise<boolean> {
  const { world } = invocation;
  const { terminal, clock } = world;
  const progress = createProgress(terminal, clock);
  try {
    const { detection } = await analyse(world, { detect: true, progress: progress.report });
    progress.erase();
    const found = detection ?? NOTHING_DETECTED;
    const assumed = found.assumptions.map((assumption) => `${visible(assumption)}\n`).join("");
    if (found.sources.length === 0) {
      terminal.write(assumed);
      const chosen = asks ? await chooseOne(world, found.rivals) : undefined;
      if (chosen === undefined) terminal.write(HOW_TO_NAME_ONE);
      else await writeNamed(invocation, chosen);
      return chosen !== undefined;
    }
    terminal.write(`${assumed}\n`);
    await writeSources(world, found.sources);
    return true;
  } finally {
    progress.erase();
  }
}

/** @returns nothing where there is nothing to choose from, or none of it was meant */
async function chooseOne({ prompts }: World, rivals: readonly NamedAccessor[]): Promise<NamedAccessor | undefined> {
  if (rivals.length === 0) return undefined;
  const choices = rivals.map(({ module, path }, index) => {
    return { key: "abcd".charAt(index), name: visible(`${path.join(".")} of ${module}`) };
  });
  const none = { key: "n", name: "none of them: write nothing (Enter)" };
  const key = await prompts.choose("which of them is the accessor?", [...choices, none], none.key);
  return rivals[choices.findIndex((choice) => choice.key === key)];
}

async function writeNamed({ world }: CommandInvocation, named: NamedAccessor): Promise<void> {
  await writeSources(world, [await nameAccessor(world, named)]);
}

async function writeCreated(invocation: CommandInvocation, wanted: string | true): Promise<void> {
  const { world } = invocation;
  const { terminal } = world;
  const progress = createProgress(terminal, world.clock);
  try {
    const file = wanted === true ? {} : { file: typedPath(invocation, wanted) };
    const created = await create(world, { ...file, progress: progress.report });
    progress.erase();
    const config = writeConfig([created.source]);
    // Together, so that `undo` takes both back.
    const files = [
      { file: created.file, after: created.text },
      { file: CONFIG_FILE, after: config },
    ];
    await writeAndReport(invocation, files, {});
    terminal.write(createdForPeople(created));
    terminal.write(configuredForPeople(config));
  } finally {
    progress.erase();
  }
}

function createdForPeople({ file, text, from, different }: Created): string {
  const others = different.map(({ place, written }) => `  ${visible(place)}  ${visible(written)}\n`);
  const remark =
    others.length === 0
      ? ""
      : `these are built differently; \`db-ssot fix\` says of each what would change:\n\n${others.join("")}\n`;
  return `wrote ${visible(file)}, with the client of ${visible(from)}:\n\n${text.split("\n").map(visible).join("\n")}\n${remark}`;
}

async function writeSources({ files, terminal }: World, sources: readonly SourceConfig[]): Promise<void> {
  const text = writeConfig(sources);
  await files.write(CONFIG_FILE, encode(text));
  terminal.write(configuredForPeople(text));
}

function configuredForPeople(text: string): string {
  return `wrote ${CONFIG_FILE}:\n\n${text}\n${WHAT_NEXT}`;
}

function aNamedAccessor(value: string): NamedAccessor {
  const [, module, name] = /^(?:\.\/)?([^#]+)#([^#\s]+)$/.exec(value) ?? [];
  if (module === undefined || name === undefined)
    throw new InvalidArgumentError("It has to be a file and a name in it: src/db/index.ts#getDb.");
  return { module: module.replaceAll("\\", "/"), path: name.split(".") };
}

const NOTHING_DETECTED: NonNullable<Analysis["detection"]> = { sources: [], assumptions: [], rivals: [], unclear: [] };

const WHAT_NEXT = `Review it: assumptions give warnings, a configuration gives errors.
List functions to replace in \`legacy\`, unless they are marked as deprecated.
Then: db-ssot check
`;

const HOW_TO_GO_ON = `In CI: db-ssot init --ci github, or --ci gitlab. Before each commit: db-ssot init --hook
For agents that write code: db-ssot init --agents
`;

const HOW_TO_NAME_ONE = `
nothing was written: name the accessor, a file and a name that it exports

  db-ssot init --accessor src/db/index.ts#getDb
  db-ssot init --accessor app/db/__init__.py#get_db

or have the module written, out of the clients that files build themselves

  db-ssot init --create
`;

const EXAMPLES = `
Examples:
  db-ssot init                     detect the accessor and write ${CONFIG_FILE}
  db-ssot init --accessor src/db/index.ts#getDb
                                   write db-ssot.json with this accessor
  db-ssot init --create            no file shares a client yet: write the module that does
  db-ssot init --ci github         also write a workflow for GitHub Actions
  db-ssot init --ci gitlab --hook  a job for GitLab CI, and the check before each commit
  db-ssot init --agents            three lines in AGENTS.md that say which accessor to use

Exit status: 0 written, 2 a configuration or workflow exists already, or no accessor was found, 3 no client can move.`;
