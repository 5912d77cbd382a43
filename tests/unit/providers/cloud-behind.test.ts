import { expect, it } from "vitest";
import { cloudBehind } from "@/lib/providers/cloud-behind";

it("knows Verda by the name it had before", () => {
  expect(cloudBehind("datacrunch")).toBe("verda");
  expect(cloudBehind("DataCrunch ")).toBe("verda");
});

it("leaves a cloud that is none of ours its own word", () => {
  expect(cloudBehind("Massed Compute")).toBe("massed-compute");
});
