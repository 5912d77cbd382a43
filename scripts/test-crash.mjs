import { boot } from "./boot/boot.mjs";

await boot("scripts/checks/test-crash.ts");
