// Lets `npx vitest` be run from the project's folder.
export { default } from "./tests/vitest.config.ts";
