// Lets Node load compiled modules that import each other without an ending, as bundlers allow.
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith(".") || specifier.endsWith(".js")) return next(specifier, context);
    for (const ending of [".js", "/index.js"]) {
      try {
        return next(specifier + ending, context);
      } catch {}
    }
    return next(specifier, context);
  },
});
