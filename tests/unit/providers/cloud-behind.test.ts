import { expect, it } from "vitest";
import { cloudBehind } from "@/lib/providers/cloud-behind";
import { providerMetas } from "@/lib/providers/meta";

it("knows Verda by the name it had before", () => {
  expect(cloudBehind("datacrunch")).toBe("verda");
  expect(cloudBehind("DataCrunch ")).toBe("verda");
});

it("leaves a cloud that is none of ours its own word", () => {
  expect(cloudBehind("Massed Compute")).toBe("massed-compute");
});

it("reads every spelling as the cloud whose facts name it, and none as two", () => {
  const spelled = providerMetas.flatMap(({ id, alsoSpelled = [] }) =>
    alsoSpelled.map((word) => [word, id] as const),
  );
  expect(spelled.map(([word]) => [word, cloudBehind(word)])).toEqual(spelled);
  const words = [...providerMetas.map(({ id }) => id), ...spelled.map(([word]) => word)];
  expect(spelled).not.toEqual([]);
  expect(new Set(words).size).toBe(words.length);
});
