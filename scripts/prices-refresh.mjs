import { boot } from "./boot/boot.mjs";

await boot("scripts/prices/refresh.ts", { stdout: "data" });
