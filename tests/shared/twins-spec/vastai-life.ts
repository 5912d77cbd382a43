import { z } from "zod";
import type { SpokenLife } from "./spoken";

const MINUTE_MS = 60_000;

/** A life at Vast.ai: asks, a bid that is too low, keys, charges, volumes. */
const vastai: SpokenLife["life"] = async (call, advance, control) => {
  const accept = (change: object, ask = 20_008_357, key?: string) =>
    call(
      "PUT",
      `/v0/asks/${ask}/`,
      { image: "my/image:1", label: "ch-one", disk: 50, runtype: "ssh", ...change },
      key,
    );
  await call("POST", "/v0/bundles/", { type: "bid", num_gpus: { eq: 1 }, limit: 5 });
  await call("POST", "/v0/bundles/", { type: "nonsense" });
  await call("GET", "/v0/ssh/");
  await call("POST", "/v0/ssh/", { ssh_key: "ssh-ed25519 AAAA me@home" });
  await call("POST", "/v0/ssh/", { ssh_key: "nonsense" });
  await call("GET", "/v0/ssh/");
  await call("GET", "/v0/users/current/");
  const contract = z.object({ new_contract: z.number() });
  const rented = contract.parse(
    await accept({ env: "-e MODEL=one -p 8000:8000", cancel_unavail: true }),
  );
  const path = `/v0/instances/${rented.new_contract}/`;
  await accept({ cancel_unavail: true });
  await accept({ image: undefined });
  await accept({}, 7);
  await accept({}, 20_008_357, "sandbox-vastai-readonly");
  await accept({}, 20_008_357, "sandbox-vastai-poor");
  await accept({}, 20_008_357, "sandbox-vastai-twofactor");
  await accept({ price: 0.01 }, 20_003_836);
  await call("GET", path);
  await advance(MINUTE_MS);
  await call("GET", "/v1/instances/?limit=25");
  await call("GET", "/v1/instances/?after_token=odd");
  await call("PUT", path, { label: "ch-renamed" });
  await call("PUT", path, { surprise: true });
  await call("PUT", `/v0/instances/reboot/${rented.new_contract}/`);
  await call("PUT", `/v0/instances/reboot/${rented.new_contract}/`);
  await advance(MINUTE_MS);
  await call("PUT", `/v0/instances/request_logs/${rented.new_contract}/`, { tail: "500" });
  await call("PUT", "/v0/instances/request_logs/9/", { tail: "500" });
  for (const state of ["stopped", "running", "stopped"]) {
    await call("PUT", path, { state });
    await advance(MINUTE_MS);
    await call("GET", path);
  }
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: null } });
  await call("GET", path);
  await control("faults", { fault: { kind: "server-error", status: 500 } });
  await call("GET", "/v0/users/current/");
  const days = JSON.stringify({ day: { gte: 0, lte: 9_999_999_999 }, type: { in: ["instance"] } });
  await call("GET", `/v0/charges/?select_filters=${encodeURIComponent(days)}&limit=1`);
  await call("GET", "/v0/charges/?limit=1");
  await call("PUT", "/v0/volumes/", { id: 30_061, size: 20 });
  const { volumes } = z
    .object({ volumes: z.array(z.object({ id: z.number() })) })
    .parse(await call("GET", "/v0/volumes/"));
  await call("DELETE", "/v0/volumes/", { id: volumes[0]?.id });
  await call("DELETE", "/v0/volumes/", { id: volumes[0]?.id });
  await call("DELETE", path);
  await call("DELETE", path);
  await call("DELETE", "/v0/instances/odd/");
  await call("GET", path);
  await call("GET", path, undefined, "wrong");
};

export const spoken: SpokenLife = {
  document: { file: "vast.yaml", closed: "top", prefix: "/api" },
  life: vastai,
  deviations: [
    {
      pattern: /^PUT .*\/asks\/\{id\} 400: answer \/error must be equal to one of the allowed/,
      reason: "the document lists no word for an account without credit; users report this one",
    },
    {
      pattern: /^PUT .*\/asks\/\{id\} 400: answer .* properties new_contract$/,
      reason: "the fact sheet tells of refused launches that make an instance all the same",
    },
    {
      pattern: /^GET .*\/instances\/\{id\} 200: answer \/instances\/ports must be array array$/,
      reason: "public clients read the addresses of ports; only the list's description has them",
    },
    {
      pattern: /^GET .*\/instances\/\{id\} 200: answer \/instances must be object object$/,
      reason: "the fact sheet tells of null for an instance that has ended",
    },
    {
      pattern: /^GET .*\/instances\/\{id\} 404: answer status is not in the document$/,
      reason: "a wrong key is answered with 404 elsewhere in the document, so here too",
    },
    {
      pattern: / 429: answer content type text\/plain is not in the document$/,
      reason: "the fact sheet tells of plain text where the document has JSON",
    },
  ],
};
