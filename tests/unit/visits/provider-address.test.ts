import { expect, it } from "vitest";
import { providerMetas } from "@/lib/providers/meta";
import { mayVisit, providerAddress } from "@/lib/visits/provider-address";

it("knows a page to rent on for every provider", () => {
  const missing = providerMetas.filter(({ id }) => providerAddress(id) === null);
  expect(missing.map(({ id }) => id)).toEqual([]);
});

it.each([
  "https://example.com/deploy",
  "https://www.runpod.io.example.com/",
  "https://console.runpod.io@example.com/",
  "https://somebody:word@console.runpod.io/deploy",
  "http://console.runpod.io/deploy",
  "https://console.runpod.io:8443/deploy",
  "javascript:alert(1)//console.runpod.io",
  "//console.runpod.io",
  "",
])("sends nobody to %s", (address) => {
  expect(mayVisit(address)).toBe(false);
});

it("sends nobody to a provider it does not know", () => {
  expect(providerAddress("nobody")).toBeNull();
});
