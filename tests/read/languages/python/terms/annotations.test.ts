import { describe, expect, it } from "vitest";
import { typeTerm } from "../../../../../src/read/languages/python/terms/annotations.js";
import { contextOf, shown } from "../reading.js";

const IMPORTS = [
  "from typing import *",
  "from typing import Optional, Union, Annotated, Any, Callable, ClassVar, Self, Type, TypeVar, Literal",
  "from typing import AsyncIterator, Generator, Coroutine, Awaitable, List, Dict",
  "from contextlib import AbstractAsyncContextManager",
  "import typing as t",
  "import app.db",
  "from db import X, Y, Depends",
  'T = TypeVar("T")',
].join("\n");

/** What the annotation of `a` says. */
function meaning(type: string): string {
  const context = contextOf(`${IMPORTS}\nclass A:\n    def f(self, a: ${type}): ...\n`);
  const node = context.tree.nodes.find(
    ({ type: kind, parent }) => kind === "type" && parent?.type === "typed_parameter",
  );
  if (node === undefined) throw new Error("no annotation in the text");
  return shown(context, typeTerm(context, node));
}

describe("annotations", () => {
  it.each([
    ["X", "instance(X)"],
    ["app.db.X", "instance(* of app.db.X)"],
    ["Optional[X]", "instance(X)"],
    ["t.Optional[X]", "instance(X)"],
    ["Union[X, Y, None]", "instance(X) | instance(Y)"],
    ["X | None", "instance(X)"],
    ["X | Y", "instance(X) | instance(Y)"],
    ["Annotated[X, Depends(f)]", "instance(X)"],
    ["ClassVar[X]", "instance(X)"],
    ["type[X]", "X"],
    ["Type[X]", "X"],
    ["Self", "this instance"],
    ["list[X]", "collection(instance(X))"],
    ["List[Optional[X]]", "collection(instance(X))"],
    ["dict[str, X]", "collection(instance(X))"],
    ["Dict[str, List[X]]", "collection(collection(instance(X)))"],
    ["tuple[X, Y]", "collection(instance(X) | instance(Y))"],
    ["tuple[X, ...]", "collection(instance(X))"],
    ["AsyncIterator[X]", "collection(instance(X))"],
    ["Generator[X, None, None]", "collection(instance(X))"],
    ["AbstractAsyncContextManager[X]", "collection(instance(X))"],
    ["Awaitable[X]", "promise(instance(X))"],
    ["Coroutine[Any, Any, X]", "promise(instance(X))"],
    ["None", "literal"],
    ["str", "literal"],
    ["Literal['a']", "literal"],
    ["X[int]", "instance(X)"],
  ])("reads %s", (type, term) => {
    expect(meaning(type)).toBe(term);
  });

  it.each([
    ["'X'", "instance(X)"],
    ['"app.db.X"', "instance(app.db.X)"],
    ["'Optional[X]'", "instance(X)"],
    ["'X | None'", "instance(X)"],
    ["'t.Optional[\"X\"]'", "unknown (a type in quotes that is not simple)"],
    ["Optional['X']", "instance(X)"],
    ["'dict[str, X]'", "collection(instance(X))"],
    ["'A'", "instance(A)"],
  ])("reads %s, a type in quotes", (type, term) => {
    expect(meaning(type)).toBe(term);
  });

  it.each([
    ["Any", "unknown (`Any`)"],
    ["T", "unknown (type variable)"],
    ["'T'", "unknown (type variable)"],
    ["Callable[..., X]", "unknown (`Callable` is not followed)"],
    ["'not a type'", "unknown (a type in quotes that is not simple)"],
    ["list", "unknown (`list` of anything)"],
  ])("leaves %s alone", (type, term) => {
    expect(meaning(type)).toBe(term);
  });
});
