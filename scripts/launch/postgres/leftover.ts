import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { commandLineOf, identify, isGoneWithin, signal } from "../process-table";
import { Refusal } from "../refusal";

/**
 * Ends a PostgreSQL that an earlier, killed run left behind on this cluster. It counts as ours only
 * when the process named in postmaster.pid runs on exactly this folder. A stale pid file is removed.
 */
export async function stopLeftoverServer(clusterDir: string): Promise<"none" | "stopped"> {
  const pidFile = path.join(clusterDir, "postmaster.pid");
  if (!existsSync(pidFile)) return "none";
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const server = Number.isInteger(pid) && pid > 1 ? identify(pid) : undefined;
  if (!server || !`${commandLineOf(pid)} `.includes(` -D ${clusterDir} `)) {
    rmSync(pidFile, { force: true });
    return "none";
  }
  signal(server, "SIGINT");
  if (await isGoneWithin(server, 20_000)) return "stopped";
  signal(server, "SIGQUIT");
  if (await isGoneWithin(server, 10_000)) return "stopped";
  throw new Refusal(
    `PostgreSQL of an earlier run (process ${pid}) does not end. End it with "kill ${pid}" and start again.`,
  );
}
