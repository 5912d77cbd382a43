import { boot } from "./boot/boot.mjs";

await boot("scripts/billing/set-up.ts", { stdout: "data" });
