import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { createEndings } from "../launch/endings";
import { startInstallation } from "../launch/installation";
import { pickPort } from "../launch/ports";
import { makeThrowawayFolder } from "../launch/throwaway";
import { consoleSizes, DEPLOYMENTS, fillConsole } from "./console-team";
import type { Row } from "./report";
import { type BrowserFigures, watchConsole } from "./watch-scrolling";

const QUESTIONS = 200;
const FLIGHTS = [1, 10] as const;
const routes = [
  "deployments/rows?limit=50",
  "deployments/rows?show=all&sort=rate&offset=5000&limit=50",
  "deployments/rows?show=all&q=training+h100&provider=runpod&sort=name&dir=asc&limit=50",
  "deployments/facets?show=all",
  "deployments/facets?q=run&state=running&problem=unhealthy",
  "deployments/dep_bench500",
  "batches",
  "saved-views?list=deployments",
] as const;
const account = z.object({ email: z.string(), password: z.string() });

/** The console with ten thousand machines: its data routes, and scrolling the list in a browser. */
export async function consoleRows(): Promise<readonly Row[]> {
  const { folder, remove } = makeThrowawayFolder("bench");
  const endings = createEndings();
  endings.add(remove);
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  try {
    const { address, env } = await startInstallation(
      {
        world: "sandbox",
        mode: "built",
        port: await pickPort(),
        verbose: false,
        durable: false,
        settings: {
          ...process.env,
          DATA_DIR: folder,
          NEXT_DIST_DIR: ".next-bench",
          DATABASE_URL: "",
        },
        say,
        giveUp: say,
      },
      endings,
    );
    const file = path.join(folder, "sample-account.json");
    const person = account.parse(JSON.parse(readFileSync(file, "utf8")));
    await fillConsole(env.DATABASE_URL ?? "", person.email);
    const { cookie, ...seen } = await watchConsole(address, person);
    const rows: Row[] = [browserRow(seen)];
    for (const route of routes) rows.push(await routeRow(`${address}/api/live/${route}`, cookie));
    return rows;
  } finally {
    await endings.run();
  }
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

/** Real seconds of the whole answer, with so many questions under way at a time. */
async function routeRow(url: string, cookie: string): Promise<Row> {
  const figures: Record<string, string> = {};
  await ask(url, cookie, FLIGHTS[1]);
  for (const flight of FLIGHTS) {
    const times = await ask(url, cookie, flight);
    figures[`p50 at ${flight}`] = `${at(times, 0.5).toFixed(0)} ms`;
    figures[`p95 at ${flight}`] = `${at(times, 0.95).toFixed(0)} ms`;
  }
  const { pathname, search } = new URL(url);
  return { what: pathname.replace("/api/live/", "") + search, figures };
}

async function ask(url: string, cookie: string, flight: number): Promise<number[]> {
  const times: number[] = [];
  let left = QUESTIONS;
  const take = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const answer = await fetch(url, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      await answer.arrayBuffer();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: flight }, take));
  return times.sort((one, other) => one - other);
}

function at(times: readonly number[], share: number): number {
  return times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
}
