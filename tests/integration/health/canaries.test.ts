import { expect, it, vi } from "vitest";

// Nobody stands at this address of the sandbox's network.
vi.hoisted(() => {
  process.env.HEALTH_CANARIES = "198.19.255.1:443, 198.19.255.2:443";
});

import { askCanaries } from "@/lib/health/canaries";
import { rentTwins } from "../operations/rented-world";
import { round, storyOf, yardAt } from "./watched-world";

const twins = rentTwins();
const { signal } = new AbortController();

it("takes a silent machine for unseen while no canary answers either", async () => {
  const machine = await (await yardAt(twins.sandbox, "vultr")).machine();
  await round([machine.id]);
  await machine.ail({ power: "cut" });
  for (let done = 0; done < 3; done += 1) await round([machine.id]);
  expect(await storyOf(machine.id)).toMatchObject({
    verdict: "unknown",
    firstAct: "freeze",
    concluded: ["unknown unreachable blind"],
    told: [],
  });
});

it("counts a canary that refuses as one that answers", async () => {
  const machine = await (await yardAt(twins.sandbox, "vultr")).machine();
  const { host } = await machine.ssh();
  const places = [443, 22].map((port) => ({ host, port }));
  expect(await askCanaries(places, signal)).toEqual({ asked: 2, silent: 0 });
  await machine.ail({ power: "cut" });
  expect(await askCanaries(places, signal)).toEqual({ asked: 2, silent: 2 });
});
