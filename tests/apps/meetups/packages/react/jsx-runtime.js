/** Stands for React, as far as server components need it: an element is its type and its properties. */
export const Fragment = ({ children }) => children;
export const jsx = (type, props) => ({ type, props });
export const jsxs = jsx;
