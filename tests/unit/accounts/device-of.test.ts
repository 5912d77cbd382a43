import { expect, it } from "vitest";
import { deviceOf } from "@/lib/accounts/device-of";

it.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Microsoft Edge",
    "Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Safari",
    "iOS",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
])("says in words what %s is", (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});

it("says nothing of a browser that says nothing, and survives one that lies", () => {
  expect(deviceOf(null)).toEqual({ browser: null, system: null });
  expect(deviceOf("")).toEqual({ browser: null, system: null });
  expect(deviceOf("\u0000<script>")).toMatchObject({ system: null });
});
