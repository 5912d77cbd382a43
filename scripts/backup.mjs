import { boot } from "./boot/boot.mjs";

await boot("scripts/backup/backup.ts");
