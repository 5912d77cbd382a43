import { expect, test } from "vitest";
import { withoutLocale, withReturn } from "@/components/auth/return-path";

test.each([
  ["/zh/dashboard", "/dashboard"],
  ["/zh?a=1", "/?a=1"],
  ["/zh", "/"],
  ["/zhang", "/zhang"],
  ["/dashboard/keys", "/dashboard/keys"],
])("the path %s without its language is %s", (path, bare) => {
  expect(withoutLocale(path)).toBe(bare);
});

test("the way back is left out where it leads to the dashboard anyway", () => {
  expect(withReturn("/sign-in", "/dashboard")).toBe("/sign-in");
  expect(withReturn("/sign-in", "/dashboard/deployments/new?offer=a&price=1")).toBe(
    "/sign-in?returnTo=%2Fdashboard%2Fdeployments%2Fnew%3Foffer%3Da%26price%3D1",
  );
});
