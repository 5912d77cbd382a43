import { expect, it } from "vitest";
import { isLocale, localePath } from "@/lib/i18n/locales";

it("writes English addresses without a prefix and Chinese ones under /zh", () => {
  expect(localePath("en", "/gpus")).toBe("/gpus");
  expect(localePath("zh", "/gpus")).toBe("/zh/gpus");
  expect(localePath("en", "/")).toBe("/");
  expect(localePath("zh", "/")).toBe("/zh");
});

it("knows its languages and no other", () => {
  expect(isLocale("zh")).toBe(true);
  expect(isLocale("fr")).toBe(false);
});
