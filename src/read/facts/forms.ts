/** How an accessor is used. See ../../README.md for one line of code of each. */
export const FORMS = ["object", "value", "promise", "disposable", "callback", "context-manager", "dependency"] as const;
export type Form = (typeof FORMS)[number];
