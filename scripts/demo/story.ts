const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How many days the whole story takes. */
export const STORY_DAYS = 30;

/** The days on which machines of several GPUs run by the story: dear ones beside all the others. */
export const dearDays: readonly number[] = [8, 9, 10, 11, 12, 19, 20, 24, 25];

/** The providers that the team rents at. */
export const providers = ["runpod", "lambda", "vastai", "verda", "vultr"] as const;
export type StoryProvider = (typeof providers)[number];

/** The GPU models that the team uses. */
export type StoryModel = "h100-sxm" | "h200" | "h200-sxm" | "a100-sxm-80gb" | "l40s" | "rtx-4090";

/** A machine that somebody asks for: the cheapest that fits under the ceiling, in dollars an hour. */
export interface Launch {
  readonly kind: "launch";
  readonly name: string;
  readonly provider: StoryProvider;
  readonly models: readonly StoryModel[];
  readonly count: number;
  readonly ceiling: string;
  readonly lease?: { readonly afterHours: number; readonly act: "stop" | "terminate" };
}

export type StoryAct =
  | Launch
  | { readonly kind: "stop" | "start" | "restart" | "terminate"; readonly name: string }
  | { readonly kind: "hibernate"; readonly name: string }
  /** The machine is lost at the provider, without anybody asking for it. */
  | { readonly kind: "die"; readonly name: string; readonly how: string }
  /** The provider asks another price for what it sells, in percent of its price now. */
  | {
      readonly kind: "price";
      readonly provider: StoryProvider;
      readonly item: string;
      readonly percent: number;
    }
  /** The provider charges another rate for a machine that runs, in percent of its rate now. */
  | { readonly kind: "rate"; readonly name: string; readonly percent: number }
  /** Every launch there is turned down, or no longer. */
  | { readonly kind: "full"; readonly provider: "lambda"; readonly isFull: boolean }
  /** Most of the account's credit is gone: so many dollars are left. */
  | { readonly kind: "credit"; readonly provider: StoryProvider; readonly usd: number }
  /** Nobody does anything; the product looks at its accounts, and at prices too. */
  | { readonly kind: "look" }
  /** Nobody does anything; the product looks at its accounts. */
  | { readonly kind: "pass" };

export interface Moment {
  /** Days and milliseconds into the UTC day, counted from the day the story begins on. */
  readonly day: number;
  readonly ofDayMs: number;
  readonly act: StoryAct;
}

/**
 * A month of a small team, in order of time: a machine that serves all the time, a workstation that
 * is sent to sleep every evening, an evaluation on some nights, two long trainings, and what goes wrong.
 * The same for the same seed. Pure.
 */
export function tellStory(seed: number): Moment[] {
  const jitter = seededMinutes(seed);
  const at = (day: number, clock: string, act: StoryAct): Moment => ({
    day,
    ofDayMs: ofDay(clock) + jitter() * MINUTE_MS,
    act,
  });
  const moments = [...workstation(at), ...evaluations(at), ...days(at), ...events(at)];
  return moments.toSorted((a, b) => momentMs(a) - momentMs(b));
}

/** How far a moment is into the story. */
export function momentMs({ day, ofDayMs }: Moment): number {
  return day * DAY_MS + ofDayMs;
}

type At = (day: number, clock: string, act: StoryAct) => Moment;

function workstation(at: At): Moment[] {
  const name = "workstation";
  const launch: StoryAct = {
    kind: "launch",
    name,
    provider: "verda",
    models: ["a100-sxm-80gb"],
    count: 1,
    ceiling: "2.50",
  };
  const mornings = weekdays(2).map((day) => at(day, "08:05", { kind: "start", name }));
  const evenings = weekdays(1)
    .filter((day) => day < STORY_DAYS)
    .map((day) => at(day, "18:20", { kind: "hibernate", name }));
  return [at(1, "08:05", launch), ...mornings, ...evenings];
}

function evaluations(at: At): Moment[] {
  return weekdays(2)
    .filter((_, index) => index % 2 === 0)
    .flatMap((day, index) => [
      at(day, "01:00", {
        kind: "launch",
        name: `evaluation ${index + 1}`,
        provider: index % 3 === 2 ? "vultr" : "runpod",
        models: ["l40s"],
        count: 1,
        ceiling: "2.00",
        lease: { afterHours: 3, act: "terminate" },
      }),
      at(day, "04:20", { kind: "pass" }),
    ]);
}

/** Once a day the product is given time for everything it does by itself. */
function days(at: At): Moment[] {
  return Array.from({ length: STORY_DAYS }, (_, index) => at(index + 1, "12:00", { kind: "look" }));
}

function events(at: At): Moment[] {
  const launch = (facts: Omit<Launch, "kind">): Launch => ({ kind: "launch", ...facts });
  const serving = launch({
    name: "inference",
    provider: "runpod",
    models: ["a100-sxm-80gb"],
    count: 1,
    ceiling: "2.20",
  });
  const training = (number: number, provider: StoryProvider, count: number, ceiling: string) =>
    launch({ name: `training ${number}`, provider, models: ["h100-sxm"], count, ceiling });
  return [
    at(1, "09:00", serving),
    at(3, "10:00", training(1, "lambda", 1, "4.50")),
    at(5, "17:00", { kind: "terminate", name: "training 1" }),
    at(6, "11:00", { kind: "price", provider: "runpod", item: H100_AT_RUNPOD, percent: 88 }),
    at(8, "09:30", training(2, "runpod", 4, "16.00")),
    at(9, "22:00", { kind: "die", name: "training 2", how: "gone" }),
    at(10, "08:40", { kind: "terminate", name: "training 2" }),
    at(10, "09:00", training(3, "runpod", 4, "16.00")),
    at(11, "07:30", { kind: "restart", name: "inference" }),
    at(12, "19:00", { kind: "stop", name: "training 3" }),
    at(13, "20:00", { kind: "terminate", name: "training 3" }),
    at(14, "14:00", { kind: "full", provider: "lambda", isFull: true }),
    at(14, "14:20", training(4, "lambda", 8, "40.00")),
    at(14, "16:00", { kind: "full", provider: "lambda", isFull: false }),
    at(
      15,
      "09:10",
      launch({
        name: "notebooks",
        provider: "vastai",
        models: ["rtx-4090"],
        count: 1,
        ceiling: "0.60",
      }),
    ),
    at(16, "18:40", { kind: "stop", name: "notebooks" }),
    at(17, "10:00", { kind: "price", provider: "runpod", item: H100_AT_RUNPOD, percent: 121 }),
    at(18, "09:20", { kind: "start", name: "notebooks" }),
    at(
      19,
      "09:00",
      launch({
        name: "sweep",
        provider: "runpod",
        models: ["h200", "h200-sxm"],
        count: 8,
        ceiling: "45.00",
        lease: { afterHours: 26, act: "terminate" },
      }),
    ),
    at(20, "11:30", { kind: "pass" }),
    at(21, "15:00", { kind: "rate", name: "inference", percent: 112 }),
    at(22, "13:00", { kind: "die", name: "notebooks", how: "exited" }),
    at(23, "09:00", { kind: "terminate", name: "notebooks" }),
    at(24, "10:10", training(5, "lambda", 2, "9.00")),
    at(25, "16:50", { kind: "terminate", name: "training 5" }),
    at(
      26,
      "10:00",
      launch({
        name: "fine-tuning",
        provider: "vastai",
        models: ["h100-sxm", "h200"],
        count: 1,
        ceiling: "3.50",
      }),
    ),
    at(27, "12:40", { kind: "price", provider: "vultr", item: L40S_AT_VULTR, percent: 92 }),
    at(29, "21:00", { kind: "die", name: "fine-tuning", how: "gone" }),
    at(30, "09:00", { kind: "credit", provider: "verda", usd: 30 }),
    at(30, "13:00", training(6, "lambda", 1, "4.50")),
  ];
}

const H100_AT_RUNPOD = "NVIDIA H100 80GB HBM3";
const L40S_AT_VULTR = "vcg-l40s-16c-180g-48vram";

/** The working days from one on: the story's first day counts as a Monday. */
function weekdays(from: number): number[] {
  return Array.from({ length: STORY_DAYS }, (_, index) => index + 1).filter(
    (day) => day >= from && (day - 1) % 7 < 5,
  );
}

function ofDay(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}

/** Whole minutes from 0 to 9, the same row for the same seed (mulberry32). */
function seededMinutes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * 10);
  };
}
