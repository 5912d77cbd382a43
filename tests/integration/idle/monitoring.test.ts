import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { readListQuery } from "@/lib/deployments/list/schema";
import { monitoredPage, monitoredSums } from "@/lib/monitoring/queries";
import { makeTenant, rentTwins, type Tenant } from "../operations/rented-world";
import { launchLooked, lookInside } from "../watch-inside/look";

const twins = rentTwins();
const all = { offset: 0, limit: 50 };

const read = ({ scope }: Tenant, text = "") =>
  monitoredPage(scope, readListQuery(new URLSearchParams(text)), all);
const sum = ({ scope }: Tenant, text = "") =>
  monitoredSums(scope, readListQuery(new URLSearchParams(text)));

it("shows the newest figures of each machine, its line of the last hour, and all together", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const [busy, idle, unseen] = [
    await launchLooked(tenant),
    await launchLooked(tenant),
    await launchLooked(tenant, { watchInside: false }),
  ];
  await idle.ail({ gpuPercent: 0, temperature: 31 });
  await lookInside([busy.id, idle.id, unseen.id]);
  const { total, views } = await read(tenant, "sort=use&dir=desc");
  expect(total).toBe(3);
  expect(views.map(({ id, figures }) => [id, figures.gpuUse, figures.gpuTemperature])).toEqual([
    [busy.id, 87, 64],
    [idle.id, 0, 31],
    [unseen.id, null, null],
  ]);
  const [first, second, third] = views;
  expect(first?.figures.useLine.at(-1)).toBe(87);
  expect(first?.figures.idleSince).toBeNull();
  expect(second?.figures.idleSince).not.toBeNull();
  expect(third?.figures).toMatchObject({ gpuSeenAt: null, useLine: expect.any(Array) });
  expect(await sum(tenant)).toMatchObject({
    running: 3,
    unwell: 0,
    seen: 2,
    meanUse: 44,
    idle: 1,
    teamRule: { act: "off", minutes: 240 },
  });
});

it("says what is wrong, and finds it by the filters of the list", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const [well, lost] = [await launchLooked(tenant), await launchLooked(tenant)];
  await lost.ail({ gpusLost: 1 });
  await lookInside([well.id, lost.id]);
  const { views } = await read(tenant, "sort=verdict&dir=desc");
  expect(views.map(({ id, figures }) => [id, figures.fault])).toEqual([
    [lost.id, "gpu-lost"],
    [well.id, null],
  ]);
  expect((await read(tenant, "problem=unhealthy")).views.map(({ id }) => id)).toEqual([lost.id]);
  expect(await sum(tenant, "problem=unhealthy")).toMatchObject({ running: 1, unwell: 1 });
});

it("tells nothing of now from figures that are old", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await launchLooked(tenant);
  await lookInside([id]);
  await asWorker((tx) =>
    tx.probeState.update({
      where: { deploymentId: id },
      data: { gpuSeenAt: new Date(Date.now() - 16 * 60_000) },
    }),
  );
  const [view] = (await read(tenant)).views;
  expect(view?.figures).toMatchObject({ gpuUse: null, gpuSeenAt: expect.any(String) });
  expect(await sum(tenant)).toMatchObject({ seen: 0, meanUse: null });
});

it("is part of Pro, and shows no other team's machines", async () => {
  const [mine, theirs] = [await makeTenant(twins.sandbox), await makeTenant(twins.sandbox)];
  await launchLooked(theirs);
  expect((await read(mine)).total).toBe(0);
  const basic = {
    ...mine,
    scope: { ...mine.scope, team: { ...mine.scope.team, tier: "basic" as const } },
  };
  await expect(read(basic)).rejects.toMatchObject({ code: "feature-locked" });
  expect(() => sum(basic)).toThrow();
});
