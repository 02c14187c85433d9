/** The words of a new import: takes what is imported, gives its text. */

/** A name to import. */
export interface Addition {
  readonly specifier: string;
  readonly name: string;
  /** What it is called in this file. */
  readonly local: string;
  /** It is of a package, not of the project. */
  readonly foreign?: boolean;
}

/** `get_db`, `get_db as canonical_get_db`. */
export function elementText({ name, local }: Addition): string {
  return name === local ? name : `${name} as ${local}`;
}

export function statementText(addition: Addition): string {
  if (addition.name === "*") return `import ${elementText({ ...addition, name: addition.specifier })}`;
  return `from ${addition.specifier} import ${elementText(addition)}`;
}
