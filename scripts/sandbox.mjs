import { boot } from "./boot/boot.mjs";

await boot("scripts/sandbox/sandbox.ts");
