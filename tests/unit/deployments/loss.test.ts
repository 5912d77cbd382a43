import { expect, test } from "vitest";
import { lossOf } from "@/components/deployments/loss";

test.each([
  ["stop", "crusoe", "stop.lossLocal"],
  ["stop", "hyperstack", "stop.lossDisk"],
  ["hibernate", "hyperstack", "hibernate.lossLocal"],
  ["stop", "runpod", "stop.loss"],
  ["stop", "verda", "stop.lossDisk"],
  ["hibernate", "verda", "hibernate.loss"],
] as const)("a %s at %s is told with %s", (act, providerId, sentence) => {
  expect(lossOf(act, providerId)).toBe(sentence);
});
