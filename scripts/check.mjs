import { boot } from "./boot/boot.mjs";

await boot("scripts/test/check.ts");
