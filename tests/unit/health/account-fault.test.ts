import { expect, it } from "vitest";
import { type AccountSight, accountFault } from "@/lib/health/account-fault";

const now = new Date(Date.UTC(2026, 10, 27, 12));
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const well: AccountSight = {
  providerId: "runpod",
  state: "active",
  hasMachines: true,
  listFailure: null,
  listedAt: ago(1),
  balanceMicros: 5_000_000n,
  balanceAt: ago(1),
  creditRefusedAt: null,
};

it.each([
  ["one that is well", {}, null],
  ["one that was not listed a moment ago", { listFailure: "transient", listedAt: ago(4) }, null],
  [
    "one that was not listed for minutes",
    { listFailure: "transient", listedAt: ago(6) },
    "api-down",
  ],
  [
    "one without machines, which nobody lists",
    { listFailure: "transient", listedAt: ago(600), hasMachines: false },
    null,
  ],
  [
    "one whose key is refused and that has no credit",
    { state: "refused", balanceMicros: 0n },
    "key-refused",
  ],
  ["one without credit under which machines run", { balanceMicros: 0n }, "no-credit"],
  ["one billed afterwards that owes", { providerId: "digitalocean", balanceMicros: -9n }, null],
  ["one billed afterwards that owes", { providerId: "vultr", balanceMicros: -9n }, null],
  [
    "one billed afterwards that was refused for want of credit",
    { providerId: "vultr", balanceMicros: -9n, creditRefusedAt: ago(3) },
    "no-credit",
  ],
  ["one without credit and machines", { balanceMicros: 0n, hasMachines: false }, null],
  [
    "one whose credit nobody tells, refused for want of it",
    { balanceMicros: null, creditRefusedAt: ago(3) },
    "no-credit",
  ],
  ["one that was refused long ago", { balanceMicros: null, creditRefusedAt: ago(31) }, null],
  ["one that was paid into since", { creditRefusedAt: ago(3), balanceAt: ago(2) }, null],
  ["one whose key was removed", { state: "removed", balanceMicros: 0n }, null],
] as const)("says what is wrong with an account: %s", (_what, more, fault) => {
  expect(accountFault({ ...well, ...more }, now)?.fault ?? null).toBe(fault);
});

it("counts from when the account could last be listed", () => {
  const silent = { ...well, listFailure: "transient", listedAt: ago(9) };
  expect(accountFault(silent, now)).toEqual({ fault: "api-down", since: ago(9) });
});
