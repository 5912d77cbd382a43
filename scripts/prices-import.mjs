import { boot } from "./boot/boot.mjs";
import { smallMemory } from "./prices/small-memory.mjs";

await boot("scripts/prices/import.ts", { nodeFlags: smallMemory(), stdout: "data" });
