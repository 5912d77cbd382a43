import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { runningOn } from "../launch/running";
import { routeRow } from "./ask-routes";
import { consoleSizes } from "./console-team";
import { type FilledConsole, withFilledConsole } from "./filled-console";
import { median, type Row } from "./report";
import { residentMb } from "./resident-mb";
import { beginSession } from "./watch-scrolling";

/** A hundred stretches of each machine over a year. */
const HOURS_APART = 87;
const SELECTS = 200;
const LOOK_MS = 100;
const MOST_WAIT_MS = 300_000;

/** What a million stretches of use cost: rolling them up, reading them, and all of them as CSV. */
export function costRows(): Promise<readonly Row[]> {
  return withFilledConsole({ hoursApart: HOURS_APART }, async (filled) => {
    const owner = new pg.Client({ connectionString: filled.databaseUrl });
    await owner.connect();
    try {
      return await rowsOf(filled, owner);
    } finally {
      await owner.end();
    }
  });
}

async function rowsOf(filled: FilledConsole, owner: pg.Client): Promise<readonly Row[]> {
  const { address, person } = filled;
  const cookie = await beginSession(address, person);
  const rolledUp = await rollUpRow(owner);
  const deep = await deepPlace(owner);
  const bareMs = await bareSelect(owner);
  const rows: Row[] = [rolledUp, { what: "a bare SELECT", figures: { p50: ms(bareMs) } }];
  for (const route of [
    "costs",
    "overview",
    "costs/segments",
    `costs/segments?after=${deep}`,
    "costs/segments?q=run+7777",
    "costs/segments?q=h100",
    "costs/anomaly",
    "costs/best-price?period=month",
    "costs/best-price?period=all",
    "costs/bills",
    "budgets",
  ]) {
    const row = await routeRow(`${address}/api/live/${route}`, cookie);
    const p50 = Number.parseFloat(row.figures["p50 at 1"] ?? "");
    rows.push({ ...row, ratio: (p50 / bareMs).toFixed(0) });
  }
  return [...rows, await csvRow(filled, { owner, cookie })];
}

/** How long the worker takes to roll a year up, from its first piece to its last. */
async function rollUpRow(owner: pg.Client): Promise<Row> {
  let beganAt: number | null = null;
  const waitingSince = performance.now();
  for (;;) {
    const { rows } = await owner.query(
      `SELECT max(up_to) > now() - interval '30 minutes' AS done FROM cost_rollup_mark m
       WHERE EXISTS (SELECT 1 FROM usage_segment s WHERE s.team_id = m.team_id AND s.id LIKE 'seg_bench1_0')`,
    );
    const isDone: boolean | null = rows[0].done;
    if (isDone !== null) beganAt ??= performance.now();
    if (isDone && beganAt !== null) {
      const seconds = (performance.now() - beganAt) / 1000;
      const figures = {
        // A worker that was quicker than the first look was done while the team was filled.
        seconds: seconds > 0.1 ? seconds.toFixed(1) : "done before it was looked at",
        segments: String(consoleSizes.segments),
        deployments: String(consoleSizes.deployments),
      };
      return { what: "rolling a year up", figures };
    }
    if (performance.now() - waitingSince > MOST_WAIT_MS) throw new Error("nothing was rolled up");
    await wait(LOOK_MS);
  }
}

async function deepPlace(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query(
    `SELECT (extract(epoch FROM from_at) * 1000)::bigint || '~' || id AS place FROM usage_segment
     WHERE id LIKE 'seg_bench%' ORDER BY from_at DESC, id DESC OFFSET ${consoleSizes.segments / 2} LIMIT 1`,
  );
  return rows[0].place;
}

async function bareSelect(owner: pg.Client): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < SELECTS; count += 1) {
    const began = performance.now();
    await owner.query("SELECT * FROM usage_segment WHERE id = 'seg_bench7_7'");
    times.push(performance.now() - began);
  }
  return median(times);
}

/** All stretches as CSV against one SELECT of the same rows, and what the web process holds meanwhile. */
async function csvRow(
  { address, dataDir }: FilledConsole,
  { owner, cookie }: { readonly owner: pg.Client; readonly cookie: string },
): Promise<Row> {
  const web = runningOn(dataDir)?.children.web;
  if (!web) throw new Error("the web process is not noted");
  const held: number[] = [];
  const began = performance.now();
  const answer = await fetch(`${address}/api/costs/segments`, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`the CSV answered ${answer.status}`);
  let lines = 0;
  let lookedAt = 0;
  for await (const part of answer.body) {
    for (const byte of part) if (byte === 10) lines += 1;
    if (lines - lookedAt < 50_000) continue;
    lookedAt = lines;
    held.push(await residentMb(web.pid));
  }
  const perSecond = lines / ((performance.now() - began) / 1000);
  const barePerSecond = await readBare(owner);
  return {
    what: "CSV of a year",
    figures: {
      rows: String(lines - 1),
      "rows/s": perSecond.toFixed(0),
      "bare rows/s": barePerSecond.toFixed(0),
      "held at 5 %": `${held[0]?.toFixed(0)} MB`,
      "half way": `${held[Math.floor(held.length / 2)]?.toFixed(0)} MB`,
      "at the end": `${held.at(-1)?.toFixed(0)} MB`,
    },
    ratio: (perSecond / barePerSecond).toFixed(2),
  };
}

async function readBare(owner: pg.Client): Promise<number> {
  const began = performance.now();
  const { rowCount } = await owner.query(
    "SELECT * FROM usage_segment WHERE id LIKE 'seg_bench%' ORDER BY from_at DESC, id DESC",
  );
  return (rowCount ?? 0) / ((performance.now() - began) / 1000);
}

const ms = (value: number) => `${value.toFixed(2)} ms`;
