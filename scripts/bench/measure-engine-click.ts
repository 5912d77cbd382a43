import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { launch } from "@/lib/deployments/launch";
import { runVerb } from "@/lib/verbs/run-verb";
import { launchForm, makeTeam } from "./engine-team";

const CLICKS = 100;
const WARM_UP = 5;
const log = z.array(z.object({ at: z.iso.datetime(), method: z.string(), path: z.string() }));

const waits: number[] = [];
for (let click = 0; click < CLICKS + WARM_UP; click += 1) {
  const key = `sandbox-runpod-t-${randomBytes(6).toString("hex")}`;
  const team = await makeTeam(key);
  const clickedMs = Date.now();
  await runVerb(launch, team.scope, launchForm(team));
  const waitedMs = (await requestMs(key)) - clickedMs;
  if (click >= WARM_UP) waits.push(waitedMs);
}
waits.sort((a, b) => a - b);
const at = (share: number) => waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN;
console.log(JSON.stringify({ clicks: CLICKS, p50Ms: at(0.5), p99Ms: at(0.99) }));
process.exit(0);

/** When the twin answered the launch, by its own log. */
async function requestMs(key: string): Promise<number> {
  for (;;) {
    const answer = await fetch(`${process.env.SANDBOX_URL}/control/runpod/log?key=${key}`);
    const seen = log.parse(await answer.json()).find(({ method }) => method === "POST");
    if (seen) return Date.parse(seen.at);
    await pause(5);
  }
}
