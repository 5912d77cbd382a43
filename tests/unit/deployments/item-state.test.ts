import { expect, test } from "vitest";
import { type ItemFacts, itemState } from "@/lib/deployments/batches/item-state";

const asked: ItemFacts = {
  refusal: null,
  generation: 2,
  desiredGeneration: 2,
  settledGeneration: 1,
  operation: null,
};

test.each([
  ["refused at once", { refusal: "not-running", generation: null }, "refused"],
  ["nobody has begun on it", {}, "waiting"],
  ["its operation is open", { operation: "open" }, "at-work"],
  ["its operation came off", { operation: "succeeded", settledGeneration: 2 }, "done"],
  ["its operation failed", { operation: "failed", settledGeneration: 2 }, "failed"],
  ["a newer wish ended its operation", { operation: "superseded" }, "overtaken"],
  ["a newer wish came before it was begun", { desiredGeneration: 3 }, "overtaken"],
  [
    "it failed and something else was wished since, so that nobody repeats it",
    { operation: "failed", settledGeneration: 3, desiredGeneration: 3 },
    "overtaken",
  ],
  ["it was so already", { settledGeneration: 2 }, "done"],
  [
    "it came off and something else was wished since",
    { operation: "succeeded", desiredGeneration: 4 },
    "done",
  ],
] as const)("an act on one of many, where %s", (_, facts, state) => {
  expect(itemState({ ...asked, ...facts })).toBe(state);
});
