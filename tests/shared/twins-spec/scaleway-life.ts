import { z } from "zod";
import { MINUTE_MS, type SpokenLife } from "./spoken";

const key = "sandbox-scaleway-t-lifecycle";
const all = "/instance/v1/zones/fr-par-2/servers";
const sshKeys = "/iam/v1alpha1/ssh-keys";
const answer = z.object({
  server: z.object({
    id: z.string(),
    volumes: z.record(z.string(), z.object({ id: z.string() })),
  }),
});

const scaleway: SpokenLife["life"] = async (callAs, advance) => {
  const call = (method: string, path: string, body?: unknown, as: string = key) =>
    callAs(method, path, body, as);
  const sshKey = { name: "ours", public_key: "ssh-ed25519 AAAA me@home", project_id: key };
  await call("GET", `${sshKeys}?project_id=${key}&disabled=false&page_size=100&page=1`);
  await call("GET", sshKeys, undefined, "wrong");
  await call("POST", sshKeys, sshKey);
  await call("POST", sshKeys, sshKey);
  await call("GET", sshKeys);
  const create = {
    name: "ch-one",
    commercial_type: "H100-1-80G",
    image: "ubuntu_jammy_gpu_os_12",
    project: key,
    dynamic_ip_required: true,
    volumes: { "0": { size: 200_000_000_000, volume_type: "sbs_volume" } },
  };
  const { id, volumes } = answer.parse(await call("POST", all, create)).server;
  await call("POST", all, { ...create, commercial_type: "H100-9-80G" });
  await call("POST", all, { ...create, project: "sandbox-scaleway-full" }, "sandbox-scaleway-full");
  await call("GET", `${all}?project=${key}&per_page=100&page=1`);
  await call("GET", `${all}?project=another`);
  await call("GET", `${all}/${id}`);
  for (const action of ["poweron", "reboot", "stop_in_place", "poweron", "poweroff", "poweron"]) {
    await call("POST", `${all}/${id}/action`, { action });
    await call("POST", `${all}/${id}/action`, { action });
    await advance(MINUTE_MS);
    await call("GET", `${all}/${id}`);
  }
  await call("DELETE", `${all}/${id}`);
  await call("POST", `${all}/${id}/action`, { action: "poweroff" });
  await advance(MINUTE_MS);
  await call("PATCH", `${all}/${id}`, { tags: ["taken-apart"] });
  const disk = volumes["0"]?.id;
  await call("POST", `${all}/${id}/detach-volume`, { volume_id: disk });
  await advance(MINUTE_MS);
  await call("DELETE", `/block/v1/zones/fr-par-2/volumes/${disk}`);
  await call("DELETE", `${all}/${id}`);
  await call("GET", `${all}/${id}`);
};

export const spoken: SpokenLife = {
  document: { file: "scaleway-instance.yaml, scaleway-iam.yaml", closed: "top", prefix: "" },
  life: scaleway,
  deviations: [
    {
      pattern: /^(GET|POST|DELETE) \S+ 4\d\d: answer status is not in the document$/,
      reason: "the document tells of good answers alone; refusals are known from public clients",
    },
    {
      pattern: /answer \S*\/public_ip must be object object$/,
      reason: "a server without an address has none; the document knows no null for it",
    },
    {
      pattern: /^DELETE \/block\/v1\/\S+ 204: not in the document$/,
      reason: "block storage has a document of its own, of which we have no copy",
    },
  ],
};
