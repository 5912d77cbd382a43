import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import { askSooner } from "@/lib/health/ask-sooner";
import {
  parseScope,
  type Scope,
  type Silence,
  scopeOf,
  TOGETHER_MS,
  turnedAround,
} from "@/lib/health/blindness";
import { askCanaries, type Canaries, canaryPlaces } from "@/lib/health/canaries";
import { conclude } from "@/lib/health/conclude";
import type { DoneRound } from "@/lib/health/done-round";
import { type Before, followUpOf } from "@/lib/health/follow-up";
import { holdHealth } from "@/lib/health/hold-health";
import { parseProviderSays } from "@/lib/health/read-stored";
import { sideBySide } from "@/lib/health/side-by-side";
import { silences } from "@/lib/health/silences";
import { afterUnwell, type Standing, sightOf, standing } from "@/lib/health/verdict";
import { writeVerdicts } from "@/lib/health/write-verdicts";
import { paced } from "@/lib/pace";

/** Hundreds may turn at once; no transaction is to hold them all, and no pool to be full of them. */
const MOST_TOGETHER = 50;
const inTurn = sideBySide(2);

/**
 * Draws the verdicts on machines after a round of each. Every one is held against what is stored, so
 * that what a worker that died left out is drawn after the next round, and what is held back for now
 * is told in the end.
 */
export async function drawVerdicts(done: readonly DoneRound[], signal: AbortSignal): Promise<void> {
  const around = await lookAround(done, signal);
  const judged = done.map((round) => ({ round, scope: scopeFor(round, around) }));
  const stored = await asWorker((tx) => readStored(tx, judged));
  const drawn = judged.map((one) => ({ ...one, ...followUp(one, stored) }));
  const open = drawn.filter(({ what }) => what !== "nothing");
  const silent = open.filter(
    ({ what, next }) => what === "verdict" && next.fault === "unreachable",
  );
  if (silent.length > 0) await asWorker((tx) => askSooner(tx, silent.map(idOf), clock.now()));
  const parts = partsOf(open.toSorted(byTeam));
  await Promise.all(parts.map((part) => inTurn(() => asWorker((tx) => draw(tx, part)))));
}

interface Judged {
  readonly round: DoneRound;
  /** `null`: as it was, since nothing new was seen of that. */
  readonly scope: Scope | null;
}

interface Around {
  readonly silent: readonly Silence[];
  readonly canaries: Canaries;
}

/** What else is silent, where anything is. */
async function lookAround(done: readonly DoneRound[], signal: AbortSignal): Promise<Around> {
  if (!done.some(isSilent)) return { silent: [], canaries: { asked: 0, silent: 0 } };
  const canaries = await askCanaries(canaryPlaces(), signal);
  return { silent: await asWorker(silences), canaries };
}

function isSilent({ round }: DoneRound): boolean {
  return round.fault === "unreachable";
}

/** An answer tells nothing of whose trouble the silence before it was. */
function scopeFor(one: DoneRound, { silent, canaries }: Around): Scope | null {
  if (one.round.fault === null) return null;
  if (!isSilent(one)) return "machine";
  const since = one.memory.badSince ?? one.startedAt;
  return scopeOf(one.due, turnedAround(since, silent, paced(TOGETHER_MS)), canaries);
}

type Stored = Before & { readonly providerSays: string };

const unwritten: Stored = {
  verdict: "unknown",
  fault: null,
  firstAct: null,
  scope: null,
  isFlapping: false,
  providerSays: "unknown",
};

async function readStored(tx: Tx, judged: readonly Judged[]): Promise<ReadonlyMap<string, Stored>> {
  const ids = judged.map(idOf);
  const rows = await tx.healthState.findMany({ where: { deploymentId: { in: ids } } });
  return new Map(rows.map((row) => [row.deploymentId, row]));
}

function followUp({ round, scope }: Judged, stored: ReadonlyMap<string, Stored>) {
  const before = stored.get(round.due.target.deploymentId) ?? unwritten;
  const said = standing(parseProviderSays(before.providerSays), round.memory);
  const sight = sightOf(said, scope ?? parseScope(before.scope));
  const next: Standing = afterUnwell(before.verdict, sight);
  return { next, what: followUpOf(before, next, scope) };
}

async function draw(tx: Tx, judged: readonly Judged[]): Promise<void> {
  const at = new Date(Math.max(...judged.map(({ round }) => round.startedAt.getTime())));
  const ids = judged.map(idOf);
  await holdHealth(tx, ids, at);
  const stored = await readStored(tx, judged);
  const drawn = judged.map((one) => ({ ...one, ...followUp(one, stored) }));
  const quiet = drawn.filter(({ what }) => what === "verdict");
  const written = await writeVerdicts(tx, quiet);
  for (const { round, scope, what } of drawn) {
    const { deploymentId } = round.due.target;
    if (what === "nothing" || written.has(deploymentId)) continue;
    const { startedAt, findings, round: read } = round;
    const seen = findings.map(({ kind, ok, word, figure, ms }) => ({ kind, ok, word, figure, ms }));
    await conclude(tx, deploymentId, { at: startedAt, reason: read.reason, seen, scope });
  }
}

function idOf({ round }: Judged): string {
  return round.due.target.deploymentId;
}

/** Incidents of several teams are held in this order. */
function byTeam({ round: { due: one } }: Judged, { round: { due: other } }: Judged): number {
  return one.teamId < other.teamId ? -1 : Number(one.teamId > other.teamId);
}

function partsOf(judged: readonly Judged[]): Judged[][] {
  const count = Math.ceil(judged.length / MOST_TOGETHER);
  return Array.from({ length: count }, (_, part) =>
    judged.slice(part * MOST_TOGETHER, (part + 1) * MOST_TOGETHER),
  );
}
