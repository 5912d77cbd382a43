import { z } from "zod";
import type { SpokenLife } from "./spoken";

const MINUTE_MS = 60_000;
const token = z.object({ access_token: z.string() });

/** A life at Verda: every call goes under a token, whose key is both halves of the credential. */
const verda: SpokenLife["life"] = async (callAs, advance) => {
  const tokenOf = async (key: string) => {
    const asked = { grant_type: "client_credentials", client_id: key, client_secret: key };
    return token.parse(await callAs("POST", "/oauth2/token", asked)).access_token;
  };
  const mine = await tokenOf("sandbox-verda-t-lifecycle");
  const call = (method: string, path: string, body?: unknown) => callAs(method, path, body, mine);
  const grant = { grant_type: "client_credentials", client_id: "wrong", client_secret: "wrong" };
  await callAs("POST", "/oauth2/token", grant);
  await call("GET", "/instance-types?currency=usd");
  await call("GET", "/instance-availability?is_spot=true&location_code=FIN-01");
  await call("GET", "/locations");
  await call("GET", "/balance");
  const key = { name: "laptop", key: "ssh-ed25519 AAAA me" };
  const keyId = await call("POST", "/sshkeys", key);
  await call("GET", "/sshkeys");
  const body = {
    instance_type: "1H100.80S.30V",
    image: "ubuntu-24.04",
    ssh_key_ids: [keyId],
    hostname: "ch-one",
    description: "ch-one",
    location_code: "FIN-01",
    is_spot: false,
  };
  const id = z.string().parse(await call("POST", "/instances", body));
  await call("POST", "/instances", { ...body, image: "windows-95" });
  await callAs("POST", "/instances", body, "wrong");
  await call("GET", "/instances");
  await call("PUT", "/instances", { id, action: "delete" });
  await advance(2 * MINUTE_MS);
  await call("GET", `/instances/${id}`);
  for (const action of ["shutdown", "start", "shutdown", "hibernate", "restore"]) {
    await call("PUT", "/instances", { id: [id], action });
    await advance(MINUTE_MS);
    await call("GET", "/instances?status=running");
  }
  const made = { type: "NVMe", name: "data", size: 100, location_code: "FIN-01" };
  const volumeId = z.string().parse(await call("POST", "/volumes", made));
  await call("PUT", "/instances", { id: [id, "none"], action: "shutdown" });
  await advance(MINUTE_MS);
  for (const action of ["attach", "detach"]) {
    await call("PUT", "/volumes", { id: volumeId, action, instance_id: id });
  }
  await call("GET", "/volumes");
  await call("GET", `/volumes/${volumeId}`);
  await call("DELETE", `/volumes/${volumeId}`);
  await call("GET", `/volumes/${volumeId}`);
  await call("GET", "/volumes/trash");
  await call("PUT", "/instances", { id, action: "delete" });
  await advance(MINUTE_MS);
  await call("GET", `/instances/${id}`);
};

export const spoken: SpokenLife = {
  document: { file: "verda.unofficial.yaml", closed: "top", prefix: "" },
  life: verda,
  deviations: [
    {
      pattern: /^GET \/instance-types 200: query has unknown currency$/,
      reason: "official clients ask for a currency; the third party's document does not know it",
    },
    {
      pattern: /^GET \/instance-types 200: answer \/\d+\/price_per_hour must be number number$/,
      reason: "recorded prices are strings, the document says numbers",
    },
    {
      pattern:
        /^GET \/(instances|volumes)\S* 200: answer \S*\/(ip|target|instance_id) must be string/,
      reason: "official clients know these as null where there is none yet",
    },
    {
      pattern: /^GET \/(instances|volumes)\/\S+ 200: answer must NOT have unevaluated properties/,
      reason: "official clients know more fields than the third party's document",
    },
    {
      pattern: /^POST \/\w+ 20[12]: answer content type text\/plain is not in the document$/,
      reason: "the fact sheet tells of ids as plain text, the document of JSON strings",
    },
    {
      pattern: /^PUT \/instances 207: answer status is not in the document$/,
      reason: "the fact sheet tells of results of their own for many machines",
    },
  ],
};
