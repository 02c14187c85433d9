/** Members that Python adds to every object, function and module. */
import type { Standard } from "./standard.js";

const OF_OBJECTS = new Set([
  ...["__annotations__", "__class__", "__delattr__", "__dict__", "__dir__", "__doc__", "__eq__", "__format__"],
  ...["__ge__", "__getattribute__", "__getstate__", "__gt__", "__hash__", "__init__", "__init_subclass__", "__le__"],
  ...["__lt__", "__module__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__", "__setattr__"],
  ...["__sizeof__", "__slots__", "__str__", "__subclasshook__", "__weakref__"],
  // Of dataclasses alone, but nobody asks another class for them.
  ...["__dataclass_fields__", "__dataclass_params__", "__match_args__"],
]);

const OF_CLASSES_AND_FUNCTIONS = new Set([
  ...["__bases__", "__base__", "__mro__", "__name__", "__qualname__", "__subclasses__", "__text_signature__", "mro"],
  ...["__call__", "__closure__", "__code__", "__defaults__", "__func__", "__get__", "__globals__", "__kwdefaults__"],
  ...["__self__", "__type_params__", "__wrapped__"],
]);

const OF_MODULES = new Set([
  ...["__all__", "__builtins__", "__cached__", "__dict__", "__doc__", "__file__", "__loader__", "__name__"],
  ...["__package__", "__path__", "__spec__"],
]);

/** What a class says of its methods, and what type checkers and editors are told. */
const KEEPING_GENERATORS =
  /(?:^|\.)(?:abstractmethod|classmethod|deprecated|final|inject|no_type_check|override|staticmethod|typechecked|wraps)$/;

export const PYTHON: Standard = {
  ofEveryObject: (name) => OF_OBJECTS.has(name),
  ofEveryFunction: (name) => OF_OBJECTS.has(name) || OF_CLASSES_AND_FUNCTIONS.has(name),
  ofEveryModule: (name) => OF_MODULES.has(name) || OF_OBJECTS.has(name),
  sidesMeet: true,
  isNode: false,
  keepsGenerators: (decorator) => KEEPING_GENERATORS.test(decorator),
  silentModulesAreOpen: false,
  dropsTypeImports: false,
  starsBind: true,
};
