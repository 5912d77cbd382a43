import { expect, it } from "vitest";
import { readLogs } from "@/lib/deployments/read-logs";
import { askFor, isRunning, makeTenant, rentTwins, workUntil } from "../operations/rented-world";

const twins = rentTwins();

it("has no logs of a machine that is not there yet, or of another team's", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  const early = readLogs(tenant.scope, id);
  await expect(early).rejects.toMatchObject({ reason: "deployment-not-found" });
  await workUntil(tenant, id, isRunning);
  const stranger = await makeTenant(twins.sandbox);
  const theirs = readLogs(stranger.scope, id);
  await expect(theirs).rejects.toMatchObject({ reason: "deployment-not-found" });
});
