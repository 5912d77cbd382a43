import { expect, it } from "vitest";
import { terminate } from "@/lib/deployments/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  expectSameMoney,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  workUntil,
} from "./rented-world";

const twins = rentTwins();

it("makes the machine that was asked for, ends it, and books what the provider bills", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  const running = await workUntil(tenant, id, isRunning);
  expect(running.ssh?.command).toMatch(/^ssh /);
  expect(running.can).toEqual({
    stop: true,
    start: false,
    restart: true,
    hibernate: false,
    extend: true,
    terminate: true,
  });

  await runVerb(terminate, tenant.scope, { deploymentId: id });
  const ended = await workUntil(tenant, id, isTerminated);
  const bill = await billOf(tenant);
  expect(bill.machines).toHaveLength(1);
  expect(bill.machines[0]).toMatchObject({ listed: false, name: expect.stringMatching(/^ch-/) });
  await expectSameMoney(tenant, ended);
  expect(ended.intervals.map(({ status }) => status)).toEqual([
    "terminated",
    "terminating",
    "running",
    "provisioning",
    "requested",
  ]);
});
