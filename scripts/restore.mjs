import { boot } from "./boot/boot.mjs";

await boot("scripts/backup/restore.ts");
