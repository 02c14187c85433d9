/** How test frameworks name what mocks a module: `vi.mock("./db")`, `jest.doMock("./db")`, `mock.module("./db")`. */

export const MOCKERS = ["vi", "vitest", "jest", "mock", "t"];
export const MOCKS_MODULE = ["mock", "doMock", "setMock", "module", "unstable_mockModule"];
