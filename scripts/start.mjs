import { boot } from "./boot/boot.mjs";

await boot("scripts/launch/start.ts");
