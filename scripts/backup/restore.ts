import path from "node:path";
import { step } from "../boot/progress.mjs";
import { Refusal } from "../launch/refusal";
import { readCommand, runCommand } from "./command";
import { restoreWorld } from "./restore-world";

const usage = "npm run restore -- FILE [--live] [--force]";

await runCommand(async () => {
  const { file, ...target } = readCommand(usage);
  if (file === undefined) throw new Refusal(`Say which backup: ${usage}`);
  const { manifest, movedTo } = await step("Restoring the backup", () =>
    restoreWorld({ ...target, file: path.resolve(file) }),
  );
  const aside = movedTo ? ` The earlier data are in ${movedTo}.` : "";
  return `The ${manifest.world} world of ${manifest.createdAt} is back.${aside} Start it with npm start.`;
});
