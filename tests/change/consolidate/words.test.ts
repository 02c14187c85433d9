import { describe, expect, it } from "vitest";
import { code, merged } from "./consolidated.js";

const PYTHON = (docstring: string): string => `class Store:\n${docstring}    def open(self):\n        return 1\n`;

describe("what is said of a definition that goes", () => {
  it("is reported in TypeScript if the kept definition does not say it, for the class and for its members", async () => {
    const result = await merged(
      {
        "src/database.ts": code(`
          /** Opens connections. */
          export class Store {
            open() { return 1; }
          }
        `),
        "src/old.ts": code(`
          /**
           * Opens connections.
           * Not for workers: each has its own.
           */
          export class Store {
            // Twice is fine.
            open() { return 1; }
          }
        `),
      },
      { name: "Store", into: "src/database.ts" },
    );
    expect(result.notes).toEqual([
      "what src/old.ts says of `Store` is dropped: Opens connections. Not for workers: each has its own.",
      "what src/old.ts says of `Store.open` is dropped: Twice is fine.",
    ]);
  });

  it("is reported in Python if the kept definition says something else", async () => {
    const result = await merged(
      {
        "app/database.py": PYTHON('    """Opens connections."""\n\n'),
        "app/old.py": `# Not for workers.\n${PYTHON('    """\n    Opens connections, lazily.\n    """\n\n')}`,
      },
      { name: "Store", into: "app/database.py" },
    );
    expect(result.notes).toEqual([
      "what app/old.py says of `Store` is dropped: Not for workers. Opens connections, lazily.",
    ]);
  });

  it.each([
    ["says the same", '    """Opens Connections"""\n\n', '    """\n    Opens connections.\n    """\n\n'],
    ["has nothing to say", '    """Opens connections."""\n\n', ""],
    ["has a docstring that comes along", "", '    """Opens connections."""\n\n'],
  ])("is not reported if it %s", async (_what, own, other) => {
    const result = await merged(
      { "app/database.py": PYTHON(own), "app/old.py": PYTHON(other) },
      { name: "Store", into: "app/database.py" },
    );
    expect(result.notes).toEqual([]);
  });
});
