import { expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { callName, installationTag, machinePrefix } from "@/lib/operations/call-name";

const operationId = "ope_abcdefghjkmnpqrstvwx";

it("names a machine by installation, operation, step and number, as every provider takes it", () => {
  const tag = installationTag("ins_0123456789abcdefghjk");
  expect(callName(tag, operationId, "create", 1)).toBe("ch-01234567-abcdefghjkmn-create-1");
  const name = callName(installationTag(newId("ins")), newId("ope"), "create", 12);
  expect(name).toMatch(/^[a-z0-9-]{1,64}$/);
});

it("tells the machines of two installations apart", () => {
  const [ours, theirs] = [newId("ins"), newId("ins")].map(installationTag);
  const theirMachine = callName(theirs ?? "", operationId, "create", 1);
  expect(theirMachine.startsWith(machinePrefix(ours ?? ""))).toBe(false);
});
