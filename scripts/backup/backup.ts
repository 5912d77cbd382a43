import path from "node:path";
import { step } from "../boot/progress.mjs";
import { inRoot } from "../launch/root";
import { backUp } from "./back-up";
import { readCommand, runCommand } from "./command";

await runCommand(async () => {
  const { file, world, dataDir } = readCommand("npm run backup [-- FILE] [--live]");
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const target = path.resolve(file ?? inRoot("backups", `computehub-${world}-${stamp}.tar.gz`));
  await step("Writing the backup", () => backUp({ dataDir, world, file: target }));
  return `The ${world} world is saved in ${target}. The file opens everything in it: keep it as safe as the data.`;
});
