import { beforeAll, expect, it, vi } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { readAnomaly } from "@/lib/costs/read-anomaly";
import { readBestPrice } from "@/lib/costs/read-best-price";
import { tellDearDays } from "@/lib/costs/tell-dear-days";
import { asWorker } from "@/lib/db";
import { openProblems } from "@/lib/problems/queries";
import { addKey, makeScope } from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";
import { addMachine, addUse } from "./ledger";

const now = new Date("2026-11-26T18:00:00Z");
const DAY_MS = 86_400_000;
const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

let scope: TeamScope;
let serving: Awaited<ReturnType<typeof addMachine>>;
let training: Awaited<ReturnType<typeof addMachine>>;
beforeAll(async () => {
  vi.spyOn(clock, "now").mockReturnValue(now);
  scope = await makeScope();
  const keyId = await addKey(scope, "runpod", freshKey("runpod"));
  serving = await addMachine(scope, keyId, {
    name: "serving",
    providerId: "runpod",
    gpuModel: "l40s",
  });
  training = await addMachine(scope, keyId, {
    name: "training",
    providerId: "lambda",
    gpuModel: "h100-sxm",
  });
  await addUse(scope, [
    { machine: serving, ratePerHourMicros: 1_000_000n, fromAt: daysAgo(14), toAt: null },
    {
      machine: training,
      ratePerHourMicros: 4_000_000n,
      fromAt: at("25T02:00"),
      toAt: at("25T22:00"),
    },
  ]);
  await asWorker(async (tx) => {
    const point = (providerId: string, when: Date, price: bigint | null) => ({
      providerId,
      gpuModel: "h100-sxm",
      pricingModel: "on-demand",
      at: when,
      pricePerGpuHourMicros: price,
    });
    await tx.pricePoint.createMany({
      data: [
        point("lambda", at("25T07:00"), 4_000_000n),
        point("runpod", at("25T12:00"), 3_000_000n),
        point("vultr", at("25T17:00"), 9_000_000n),
        point("runpod", at("25T18:00"), null),
      ],
    });
  });
});

it("tells yesterday's burst by its machine, model and provider", async () => {
  expect(await readAnomaly(scope)).toEqual({
    day: "2026-11-25",
    isToday: false,
    spent: "104",
    usual: "24",
    model: { id: "h100-sxm", name: expect.stringContaining("H100"), more: "80" },
    provider: { id: "lambda", name: "Lambda", more: "80" },
    machine: { id: training.id, name: "training", more: "80" },
  });
});

it("tells of a dear day once, by mail and in the list of open problems", async () => {
  await tellDearDays(now);
  await tellDearDays(now);
  const told = await asWorker((tx) =>
    tx.event.findMany({ where: { teamId: scope.team.id, type: "cost.dear-day" } }),
  );
  expect(told.map(({ data }) => data)).toEqual([
    { day: "2026-11-25", spent: "104", usual: "24", name: "training", more: "80" },
  ]);
  expect((await openProblems(scope)).problems).toContainEqual({
    kind: "dear-day",
    day: "2026-11-25",
    spent: "104",
    usual: "24",
    since: now.toISOString(),
  });
});

it("counts hour by hour what another provider would have asked, and leaves out what it cannot know", async () => {
  const view = await readBestPrice(scope, "week");
  expect(view).toMatchObject({ spent: "170", compared: "60", best: "54" });
  expect(view.cheaper).toEqual([
    expect.objectContaining({
      provider: "Lambda",
      cheaperProvider: expect.stringMatching(/RunPod/i),
      saving: "6",
    }),
  ]);
});

it("compares nothing where no price is known", async () => {
  const view = await readBestPrice(scope, "today");
  expect(view).toMatchObject({ compared: "0", best: "0", cheaper: [] });
});

it("tells another team nothing", async () => {
  const stranger = await makeScope();
  expect(await readAnomaly(stranger)).toBeNull();
  expect(await readBestPrice(stranger, "all")).toMatchObject({ spent: "0", cheaper: [] });
});
