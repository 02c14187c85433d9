/** The forms of accessors. ../../README.md has one line of code for each. */
export const FORMS = ["object", "value", "promise", "disposable", "callback", "context-manager", "dependency"] as const;
export type Form = (typeof FORMS)[number];
