import { boot } from "./boot/boot.mjs";

await boot("scripts/test/test.ts");
