import { expect, it } from "vitest";
import type { Finding, Target } from "@/lib/health/probes/contract";
import { onceMore } from "@/lib/health/probes/once-more";
import { firstRun, nextRun, ROUND_MS, SUSPECT_MS } from "@/lib/health/schedule";
import { afterRound, blank, type Memory, readRound, standing } from "@/lib/health/verdict";

const start = new Date("2026-11-27T00:00:00Z");
const HOUR_MS = 3_600_000;
/** What the worker's own beat adds before a due round begins. */
const BEAT_MS = 2_000;
const TIMEOUT_MS = 5_000;
const limits = { signal: new AbortController().signal, shortMs: TIMEOUT_MS };
const target: Target = {
  deploymentId: "dep_1",
  gpuCount: 1,
  ssh: null,
  publicPorts: [],
  httpCheck: null,
  inside: null,
  heartbeat: null,
  hasOwnAddress: true,
  hasAnswered: true,
  isSuspect: false,
  isDeep: false,
  errorsBase: {},
};

/** Always the same dice (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Life {
  readonly id: string;
  readonly kinds: readonly ("tcp" | "http")[];
  readonly hours: number;
  /** When it dies, in ms from the start. */
  readonly diesAtMs?: number;
  readonly loss: number;
}

/** Lets one machine be watched on a clock that costs nothing; answers when it was found unhealthy. */
async function watched(life: Life, chance: () => number) {
  let memory: Memory = blank;
  let due = firstRun(life.id, start, ROUND_MS);
  const endMs = start.getTime() + life.hours * HOUR_MS;
  for (let rounds = 0; due.getTime() < endMs; rounds += 1) {
    const beganMs = due.getTime() + chance() * BEAT_MS;
    let nowMs = beganMs;
    const attempt = (kind: "tcp" | "http") => async (): Promise<Finding> => {
      const isDead = life.diesAtMs !== undefined && nowMs >= start.getTime() + life.diesAtMs;
      const ok = !isDead && chance() >= life.loss;
      if (!ok) nowMs += TIMEOUT_MS;
      return { kind, ok, ms: 1, word: "x", ...(!ok && { fault: "unreachable" }) };
    };
    const findings: Finding[] = [];
    let endedMs = beganMs;
    for (const kind of life.kinds) {
      nowMs = beganMs;
      findings.push(await onceMore({ kind, run: attempt(kind) }, target, limits));
      endedMs = Math.max(endedMs, nowMs);
    }
    memory = afterRound(memory, readRound(findings), { at: new Date(beganMs), isStarting: false });
    if (memory.says === "unhealthy") return { rounds, atMs: endedMs - start.getTime() };
    const isSuspect = memory.says === "suspect";
    due = isSuspect
      ? new Date(beganMs + SUSPECT_MS)
      : nextRun(due, new Date(endedMs), { intervalMs: ROUND_MS, chance: chance() });
  }
  return null;
}

it("takes no living machine for unwell in 10,000 hours of one lost attempt in a hundred", async () => {
  const chance = dice(7);
  for (let machine = 0; machine < 100; machine += 1) {
    const kinds = machine % 2 === 0 ? (["tcp"] as const) : (["tcp", "http"] as const);
    const life = { id: `dep_${machine}`, kinds, hours: 100, loss: 0.01 };
    expect(await watched(life, chance), life.id).toBeNull();
  }
});

it("notices a dead machine within two intervals, 99 of a hundred", async () => {
  const chance = dice(11);
  const delays: number[] = [];
  for (let machine = 0; machine < 2_000; machine += 1) {
    const diesAtMs = (0.2 + 0.5 * chance()) * HOUR_MS;
    const kinds = ["tcp", "http"] as const;
    const life = { id: `dep_${machine}`, kinds, hours: 1, diesAtMs, loss: 0.01 };
    const found = await watched(life, chance);
    delays.push((found?.atMs ?? Number.POSITIVE_INFINITY) - diesAtMs);
  }
  const sorted = delays.sort((one, other) => one - other);
  expect(sorted[Math.floor(0.99 * sorted.length)]).toBeLessThanOrEqual(120_000);
  expect(sorted.at(-1)).toBeLessThan(130_000);
});

it("concludes nothing from an hour in which no provider answers", async () => {
  const fine: Finding = { kind: "tcp", ok: true, ms: 1, word: "x" };
  let probed: Memory = blank;
  for (let minute = 0; minute < 180; minute += 1) {
    const provider = minute >= 60 && minute < 120 ? "unknown" : "healthy";
    const at = new Date(start.getTime() + minute * 60_000);
    probed = afterRound(probed, readRound([fine]), { at, isStarting: false });
    expect(standing(provider, probed).verdict).toBe("healthy");
    expect(standing(provider, blank)).toEqual({ verdict: provider, fault: null, firstAct: null });
  }
});
