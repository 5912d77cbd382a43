import { boot } from "./boot/boot.mjs";

await boot("scripts/demo/history.ts");
