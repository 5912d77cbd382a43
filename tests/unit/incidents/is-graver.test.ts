import { expect, it } from "vitest";
import type { AccountFault } from "@/lib/health/account-fault";
import { faultClasses } from "@/lib/health/types";
import { faultsByGravity, isGraver } from "@/lib/incidents/is-graver";

it("knows what is graver, and takes what it does not know for the gravest", () => {
  expect(isGraver("gpu-lost", "app-down")).toBe(true);
  expect(isGraver("app-fault", "app-down")).toBe(false);
  expect(isGraver("app-down", "app-down")).toBe(false);
  expect(isGraver("key-refused", "api-down")).toBe(true);
  expect(isGraver("of a later release", "gone")).toBe(true);
});

it("weighs every fault that a machine or an account can have, as health does", () => {
  const ofAccounts: Readonly<Record<AccountFault, true>> = {
    "key-refused": true,
    "no-credit": true,
    "api-down": true,
  };
  expect(faultsByGravity).toEqual([...faultClasses, ...Object.keys(ofAccounts)]);
});
