import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createEndings } from "@/scripts/launch/endings";
import { startInstallation } from "@/scripts/launch/installation";
import { pickPort } from "@/scripts/launch/ports";
import { takeHold } from "@/scripts/launch/running";
import { isAlive, startScript } from "@/tests/setup/processes";
import { makeWorldFolder, startDatabaseOf } from "./world-folder";

const address = "http://localhost:3999";

function holdInAnotherProcess(folder: string) {
  const file = "tests/integration/launcher/hold-folder.ts";
  return startScript(file, { args: [folder, address], readyLine: "ready hold-folder" });
}

test("a second copy on the same data is refused and told where the first one is", async () => {
  const folder = makeWorldFolder();
  const first = await holdInAnotherProcess(folder);
  await expect(takeHold(folder, "http://localhost:4000")).rejects.toThrow(
    `ComputeHub already runs on this data at ${address} (process ${first.identity.pid})`,
  );
  await first.kill();
  await startDatabaseOf(folder);
});

test("after a kill the next start ends what was left behind, and keeps the data", async () => {
  const folder = makeWorldFolder();
  const first = await holdInAnotherProcess(folder);
  const left = first.lines.flatMap((line) => /^(?:database|child) (\d+)$/.exec(line)?.[1] ?? []);
  await first.kill();
  expect(left.map(Number).every(isAlive)).toBe(true);
  const hold = await takeHold(folder, address);
  const server = await startDatabaseOf(folder);
  expect(server.created).toBe(false);
  expect(left.map(Number).some(isAlive)).toBe(false);
  hold.release();
});

test("a process that merely got the number of a killed one is left alone", async () => {
  const folder = makeWorldFolder();
  const hold = await takeHold(folder, address);
  const stranger = await holdInAnotherProcess(makeWorldFolder());
  hold.note("worker", { pid: stranger.identity.pid, began: "at another time" });
  hold.release();
  (await takeHold(folder, address)).release();
  expect(isAlive(stranger.identity.pid)).toBe(true);
});

test("a port used by another program is named, with the way to choose another", async () => {
  const port = await pickPort();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void other.close());
  const endings = createEndings();
  onTestFinished(endings.run);
  const options = { world: "sandbox", mode: "built", verbose: false, durable: false } as const;
  const settings = { DATA_DIR: makeWorldFolder() };
  const say = () => {};
  await expect(
    startInstallation({ ...options, port, settings, say, giveUp: say }, endings),
  ).rejects.toThrow(`Port ${port} is used by another program`);
});

test("the live world is not started without a mail server", async () => {
  const options = { world: "live", mode: "built", verbose: false, durable: false } as const;
  const say = () => {};
  await expect(
    startInstallation(
      { ...options, port: await pickPort(), settings: {}, say, giveUp: say },
      createEndings(),
    ),
  ).rejects.toThrow("set SMTP_URL");
});
