import { boot } from "./boot/boot.mjs";

await boot("scripts/prices/cheapest.ts", { stdout: "data" });
