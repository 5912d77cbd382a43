import { routeRow } from "./ask-routes";
import { consoleSizes, DEPLOYMENTS } from "./console-team";
import { withFilledConsole } from "./filled-console";
import type { Row } from "./report";
import { type BrowserFigures, watchConsole } from "./watch-scrolling";

const routes = [
  "deployments?limit=50",
  "deployments?show=all&sort=rate&offset=5000&limit=50",
  "deployments?show=all&q=training+h100&provider=runpod&sort=name&dir=asc&limit=50",
  "deployments/facets?show=all",
  "deployments/facets?q=run&state=running&problem=unhealthy",
  "deployments/dep_bench500",
  "deployments/dep_bench500/history",
  "problems",
  "find?q=h100",
  "keys",
  "templates",
  "ssh-keys",
  "volumes",
  "strays",
  "batches",
  "saved-views?list=deployments",
] as const;
/** As far apart as stretches begin: a month of them. */
const HOURS_APART = 7;

/** The console with ten thousand machines: its data routes, and scrolling the list in a browser. */
export function consoleRows(): Promise<readonly Row[]> {
  return withFilledConsole({ hoursApart: HOURS_APART }, async ({ address, person }) => {
    const { cookie, ...seen } = await watchConsole(address, person);
    const rows: Row[] = [browserRow(seen)];
    for (const route of routes) rows.push(await routeRow(`${address}/api/live/${route}`, cookie));
    return rows;
  });
}

function browserRow(seen: Omit<BrowserFigures, "cookie">): Row {
  return {
    what: `scrolling ${DEPLOYMENTS} rows`,
    figures: {
      "most row nodes": String(seen.mostRows),
      "longest task": `${seen.longestTaskMs.toFixed(0)} ms`,
      "tasks over 100 ms": String(seen.tasksOver100Ms),
      segments: String(consoleSizes.segments),
      events: String(consoleSizes.events),
    },
  };
}
