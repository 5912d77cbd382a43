import { boot } from "./boot/boot.mjs";

await boot("scripts/provider/provider.ts", { stdout: "data" });
