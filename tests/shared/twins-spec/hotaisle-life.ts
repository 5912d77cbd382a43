import { z } from "zod";
import type { SpokenLife } from "./spoken";

const MINUTE_MS = 60_000;
const key = "sandbox-hotaisle-t-lifecycle";
const all = `/teams/${key}/virtual_machines/`;

/** A life at Hot Aisle, where the word before a key is Token. */
const hotaisle: SpokenLife["life"] = async (callAs, advance) => {
  const call = (method: string, path: string, body?: unknown, as: string = key) =>
    callAs(method, path, body, `Token ${as}`);
  await call("GET", "/user/");
  await call("GET", "/user/", undefined, "wrong");
  const authorized = { authorized_key: "ssh-ed25519 AAAA me@example.com" };
  await call("POST", "/user/ssh_keys/", authorized);
  await call("POST", "/user/ssh_keys/", authorized);
  await call("POST", "/user/ssh_keys/", { authorized_key: "nonsense" });
  await call("GET", "/user/ssh_keys/");
  await call("GET", `/teams/${key}/balance/`);
  await call("GET", `/teams/${key}/bare_metal/available/`);
  const [row] = z
    .array(z.object({ Specs: z.looseObject({}) }))
    .parse(await call("GET", `${all}available/`));
  const specs = row?.Specs ?? {};
  const { name } = z.object({ name: z.string() }).parse(await call("POST", all, specs));
  const one = `${all}${name}/`;
  await call("POST", all, { ...specs, cpu_cores: 1 });
  await call("POST", all, { cpu_cores: 1 });
  const full = "sandbox-hotaisle-full";
  await call("POST", `/teams/${full}/virtual_machines/`, specs, full);
  const poor = "sandbox-hotaisle-poor";
  await call("POST", `/teams/${poor}/virtual_machines/`, specs, poor);
  await call("GET", "/teams/another/virtual_machines/");
  await call("GET", one);
  await advance(MINUTE_MS);
  await call("GET", `${one}state/`);
  await call("PATCH", one, { description: "ch-one" });
  for (const action of ["reboot", "shutdown", "start", "hard-reset", "stop", "stop", "start"]) {
    await call("POST", `${one}${action}/`);
    await advance(MINUTE_MS);
    await call("GET", `${one}state/`);
  }
  await call("POST", `${one}rebuild/`);
  await call("GET", all);
  await call("GET", `/teams/${key}/balance/`);
  await call("DELETE", `${one}?force=true`);
  await call("DELETE", `${one}?force=true`);
  await call("GET", one);
};

export const spoken: SpokenLife = {
  document: { file: "hotaisle.json", closed: "top", prefix: "" },
  life: hotaisle,
  deviations: [],
};
