/** Why Python code does not count on a member being there. */
import { describe, expect, it } from "vitest";
import { read } from "../places.js";

/** The guards of the sites of `open`, in a function. */
function guards(...lines: readonly string[]) {
  const { facts, textOf } = read(
    "from app.db import Manager, manager",
    "def f(self):",
    ...lines.map((line) => `    ${line}`),
  );
  return facts.sites.filter(({ nameRange }) => textOf(nameRange) === "open").map(({ guard }) => guard);
}

const code = (text: string) => text.split("\n");

describe("a test for the member", () => {
  it.each([
    'if hasattr(Manager, "open"):\n    Manager.open()',
    'hasattr(Manager, "open") and Manager.open()',
    'if not hasattr(Manager, "open"):\n    return\nManager.open()',
    'x = Manager.open() if hasattr(Manager, "open") else None',
    'if getattr(Manager, "open", None):\n    Manager.open()',
    'if callable(getattr(Manager, "open", None)): Manager.open()',
    'if "open" in dir(Manager): Manager.open()',
    'if "open" not in Manager.__dict__: return\n(Manager).open()',
    "if hasattr(Manager, 'open'):\n    def g(): Manager.open()",
  ])("guards it: `%s`", (text) => expect(guards(...code(text)).at(-1)).toBe("presence is tested"));

  it.each([
    'if hasattr(Manager, "close"): Manager.open()',
    'if hasattr(manager, "open"): Manager.open()',
    'def g(): return hasattr(Manager, "open")\nManager.open()',
    "if hasattr(Manager, name): Manager.open()",
    'if "open" in names: Manager.open()',
    "if Manager: Manager.open()",
  ])("leaves others alone: `%s`", (text) => expect(guards(...code(text))).toEqual([undefined]));

  it("may be a default", () => {
    expect(guards('x = getattr(Manager, "open", None)')).toEqual(["read with a default"]);
    expect(guards('x = getattr(Manager, "open")')).toEqual([undefined]);
  });
});

describe("a failure that is reckoned with", () => {
  it.each([
    ["try:\n    Manager.open()\nexcept AttributeError: pass", "the failure is caught"],
    ["try:\n    if a: Manager.open()\nexcept (ValueError, AttributeError) as e: pass", "the failure is caught"],
    ["try:\n    with a: Manager.open()\nexcept KeyError: pass\nexcept AttributeError: pass", "the failure is caught"],
    ["with suppress(AttributeError): Manager.open()", "the failure is expected"],
    ["with contextlib.suppress(KeyError, AttributeError):\n    Manager.open()", "the failure is expected"],
    ["with pytest.raises(AttributeError) as caught: Manager.open()", "the failure is expected"],
    ["with pytest.raises((KeyError, AttributeError)): Manager.open()", "the failure is expected"],
    ["with self.assertRaises(AttributeError): Manager.open()", "the failure is expected"],
    ["self.assertRaises(AttributeError, lambda: Manager.open())", "the failure is expected"],
    ["self.assertRaises(AttributeError, Manager.open)", "the failure is expected"],
  ])("guards: `%s`", (text, guard) => expect(guards(...code(text))).toEqual([guard]));

  it.each([
    "try:\n    Manager.open()\nexcept Exception: pass",
    "try:\n    Manager.open()\nexcept: pass",
    "try: pass\nexcept AttributeError:\n    Manager.open()",
    "try: pass\nexcept AttributeError: pass\nelse:\n    Manager.open()",
    "try:\n    def g(): Manager.open()\nexcept AttributeError: pass",
    "with suppress(KeyError): Manager.open()",
    "with suppress(AttributeError), Manager.open(): pass",
    "run(AttributeError, Manager.open())",
  ])("leaves others alone: `%s`", (text) => expect(guards(...code(text))).toEqual([undefined]));
});

describe("a test of the class", () => {
  it.each([
    "if isinstance(manager, Other): manager.open()",
    "if a and isinstance(manager, (Other, Another)): manager.open()",
    "isinstance(manager, Other) and manager.open()",
    "x = manager.open() if isinstance(manager, Other) else 1",
    "if not isinstance(manager, Other):\n    return\nmanager.open()",
    "if not isinstance(manager, Other):\n    raise TypeError\nif a:\n    manager.open()",
    "if a: pass\nelif issubclass(manager, Other): manager.open()",
  ])("guards: `%s`", (text) => expect(guards(...code(text))).toEqual(["its class is tested before"]));

  it.each([
    "if isinstance(manager, Other): pass\nmanager.open()",
    "if isinstance(manager, Other): pass\nelse: manager.open()",
    "if not isinstance(manager, Other):\n    log()\nmanager.open()",
    "manager.open()\nif not isinstance(manager, Other):\n    return",
    "if isinstance(other, Other): manager.open()",
    "assert isinstance(manager, Manager)\nmanager.open()",
  ])("leaves others alone: `%s`", (text) => expect(guards(...code(text))).toEqual([undefined]));
});

describe("code that never runs", () => {
  it.each(["TYPE_CHECKING", "typing.TYPE_CHECKING"])("is what stands under `if %s`", (condition) => {
    expect(guards(`if ${condition}:`, "    Manager.open()")).toEqual(["for type checkers only"]);
    expect(guards(`if ${condition}: pass`, "else:", "    Manager.open()")).toEqual([undefined]);
  });
});
