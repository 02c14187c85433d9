/**
 * CI jobs that run the check, as `init --ci` writes them and the README shows them. They fetch this version of the program
 * and need no other installation.
 */
import { asTyped } from "../base/text/shell.js";
import type { FilePath } from "../base/text/span.js";

export interface Pipeline {
  readonly name: "github" | "gitlab";
  /** Where the CI system looks for it, from the top of the repository. */
  readonly file: FilePath;
  /** For people: `GitHub Actions`. */
  readonly system: string;
  /** Others write into the file, too: what is there is added to by hand. */
  readonly isShared: boolean;
  /** @param directory from the top of the repository to the project; empty where they are one */
  text(version: string, directory: FilePath): string;
}

export const PIPELINES: readonly Pipeline[] = [
  {
    name: "github",
    file: ".github/workflows/db-ssot.yml",
    system: "GitHub Actions",
    isShared: false,
    text: githubWorkflow,
  },
  { name: "gitlab", file: ".gitlab-ci.yml", system: "GitLab CI", isShared: true, text: gitlabJob },
];

/** On a pull request what the branch brings, on the main branch everything. */
function githubWorkflow(version: string, directory: FilePath): string {
  const within = directory === "" ? "" : `        working-directory: ${JSON.stringify(directory)}\n`;
  return `name: db-ssot
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
jobs:
  db-ssot:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          # What a branch brings is told by where it left the other one.
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - run: npx --yes db-ssot@${version} check --format github \${BASE:+"--since=$BASE"}
${within}        env:
          BASE: \${{ github.event.pull_request.base.sha }}
`;
}

/** GitLab itself compares the reports of two branches, so that both have to be whole. */
function gitlabJob(version: string, directory: FilePath): string {
  // Quoted twice: for the shell that runs the line, and for YAML that holds it.
  const enter = directory === "" ? "" : `    - ${JSON.stringify(`cd ${asTyped([directory])}`)}\n`;
  const report = directory === "" ? REPORT : `${directory}/${REPORT}`;
  return `db-ssot:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
${enter}    - npx --yes db-ssot@${version} check --format pretty --format gitlab=${REPORT}
  artifacts:
    when: always
    reports:
      codequality: ${JSON.stringify(report)}
`;
}

const REPORT = "gl-code-quality-report.json";
