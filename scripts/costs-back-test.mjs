import { boot } from "./boot/boot.mjs";

await boot("scripts/costs/back-test.ts", { stdout: "data" });
