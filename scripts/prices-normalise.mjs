import { boot } from "./boot/boot.mjs";

await boot("scripts/prices/normalise.ts", { stdout: "data" });
