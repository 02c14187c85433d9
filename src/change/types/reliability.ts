/**
 * Errors that prove nothing: they follow from a package that is not installed, whose types the compiler takes for `any`.
 */
import { ts } from "ts-morph";

export interface Reliability {
  isUnreliable(diagnostic: ts.Diagnostic, source: ts.SourceFile): boolean;
}

export function createReliability(program: ts.Program): Reliability {
  const checker = program.getTypeChecker();
  const own = once(() => program.getSourceFiles().filter((source) => !isInstalled(program, source)));
  const isIncomplete = once(() => own().some((source) => importsUnknown(source, checker)));
  const hollow = once(() => (isIncomplete() ? hollowNames(own(), checker) : new Set<string>()));
  return {
    isUnreliable(diagnostic, source) {
      if (NO_MODULE.has(diagnostic.code))
        return isOfPackage(specifierAt(diagnostic, source), program.getCompilerOptions());
      if (comesOfAny(diagnostic.code)) return isIncomplete();
      return quotedNames(diagnostic).some((name) => hollow().has(name));
    },
  };
}

function once<Value>(compute: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: compute() };
    return found.value;
  };
}

function isInstalled(program: ts.Program, source: ts.SourceFile): boolean {
  return program.isSourceFileDefaultLibrary(source) || source.fileName.includes("/node_modules/");
}

/** "Cannot find module", with and without advice, and "could not find a declaration file for module". */
const NO_MODULE: ReadonlySet<number> = new Set([2307, 2792, 7016]);

/** "Implicitly has an 'any' type" in its many forms, and type arguments given to what is `any`. */
function comesOfAny(code: number): boolean {
  return (code >= 7005 && code <= 7061) || code === 2347;
}

function specifierAt({ start = 0, length = 0 }: ts.Diagnostic, source: ts.SourceFile): string {
  return source.text.slice(start, start + length).replace(/^["'`]|["'`]$/g, "");
}

/** A path, or a name that the configuration maps to one, is not a package: where it leads nowhere, it is wrong. */
function isOfPackage(specifier: string, { paths = {} }: ts.CompilerOptions): boolean {
  const isMapped = Object.keys(paths).some((pattern) => {
    const [start = "", end] = pattern.split("*");
    return end === undefined
      ? specifier === start
      : start !== "" && specifier.startsWith(start) && specifier.endsWith(end);
  });
  return !isMapped && !/^\.{0,2}\//.test(specifier) && !/^\.{1,2}$/.test(specifier);
}

function importsUnknown(source: ts.SourceFile, checker: ts.TypeChecker): boolean {
  return source.statements.some((statement) => {
    const takes = ts.isImportDeclaration(statement)
      ? statement.importClause !== undefined
      : ts.isExportDeclaration(statement);
    const specifier = takes && "moduleSpecifier" in statement ? statement.moduleSpecifier : undefined;
    return specifier !== undefined && checker.getSymbolAtLocation(specifier as ts.Expression) === undefined;
  });
}

/**
 * Classes and interfaces that extend something unknown: the compiler takes them to have only the members that they declare
 * themselves. So does every type that is made of one.
 */
function hollowNames(sources: readonly ts.SourceFile[], checker: ts.TypeChecker): ReadonlySet<string> {
  const types = sources.flatMap((source) => source.statements.flatMap(readNamedType));
  const isUnknown = (node: ts.Node): boolean => (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) !== 0;
  const hollow = new Set(types.filter(({ bases }) => bases.some(isUnknown)).map(({ name }) => name));
  for (let size = 0; size !== hollow.size && hollow.size > 0; ) {
    size = hollow.size;
    for (const { name, madeOf } of types) if (madeOf.some((part) => hollow.has(part))) hollow.add(name);
  }
  return hollow;
}

interface NamedType {
  readonly name: string;
  /** What a class or an interface extends. */
  readonly bases: readonly ts.Node[];
  /** Names in that, and in what an alias stands for. */
  readonly madeOf: readonly string[];
}

function readNamedType(node: ts.Statement): readonly NamedType[] {
  if (ts.isTypeAliasDeclaration(node)) {
    return [{ name: node.name.text, bases: [], madeOf: wordsOf(node.type.getText()) }];
  }
  if (!(ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) || node.name === undefined) return [];
  const extending = (node.heritageClauses ?? []).filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const types = extending.flatMap((clause) => [...clause.types]);
  // The type of a class is asked of the expression that names it; an interface has no expression, only a type.
  const bases = types.map((type) => (ts.isClassDeclaration(node) ? type.expression : type));
  return [{ name: node.name.text, bases, madeOf: types.flatMap((type) => wordsOf(type.getText())) }];
}

function quotedNames({ messageText }: ts.Diagnostic): readonly string[] {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  return [...message.matchAll(/'([^'\n]+)'/g)].flatMap(([, quoted = ""]) => wordsOf(quoted));
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
}
