import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal";

/** The port of a running cluster: the fourth line of its postmaster.pid. Refuses while it starts. */
export function runningPort(clusterDir: string): number {
  const file = path.join(clusterDir, "postmaster.pid");
  if (existsSync(file)) return Number(readFileSync(file, "utf8").split("\n")[3]);
  throw new Refusal(
    "ComputeHub is starting, or it uses a PostgreSQL of your own. Try again when it is ready; an own database is named by DATABASE_URL and kept with its own tools.",
  );
}
