import { expect, test } from "vitest";
import { readStartOptions } from "@/scripts/launch/options";

test("without a word the sandbox world starts, built, on port 3000", () => {
  expect(readStartOptions([], {})).toEqual({
    world: "sandbox",
    mode: "built",
    port: 3000,
    verbose: false,
  });
});

test("the real world has to be asked for on the command line; a setting does not do it", () => {
  expect(readStartOptions(["--live"], {}).world).toBe("live");
  expect(readStartOptions([], { WORLD: "live" }).world).toBe("sandbox");
});

test("a port on the command line wins over the one in the settings", () => {
  expect(readStartOptions([], { PORT: "3005" }).port).toBe(3005);
  expect(readStartOptions(["--port", "3006"], { PORT: "3005" }).port).toBe(3006);
});

test("an impossible port and an unknown word are answered with the command to type", () => {
  expect(() => readStartOptions(["--port", "http"], {})).toThrow('"http" is no port.');
  expect(() => readStartOptions(["--prot", "1"], {})).toThrow("The command is: npm start");
});
