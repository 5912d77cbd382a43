import { boot } from "./boot/boot.mjs";

await boot("scripts/bench/bench.ts");
