export namespace JSX {
  // biome-ignore lint/suspicious/noExplicitAny: whatever a component returns
  export type Element = any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever an element is given
  export type IntrinsicElements = Record<string, any>;
  export interface ElementChildrenAttribute {
    children: unknown;
  }
  export interface IntrinsicAttributes {
    key?: string | number;
  }
}
export const Fragment: unknown;
export function jsx(type: unknown, props: object): JSX.Element;
export const jsxs: typeof jsx;
