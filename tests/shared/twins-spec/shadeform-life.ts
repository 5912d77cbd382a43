import { MINUTE_MS, type SpokenLife, withId } from "./spoken";

const shadeform: SpokenLife["life"] = async (call, advance, control) => {
  await call("GET", "/instances/types");
  await call("GET", "/instances/types?cloud=lambdalabs&shade_instance_type=A10&sort=price");
  await call("GET", "/instances", undefined, "wrong");
  await call("GET", "/sshkeys");
  const key = { name: "laptop", public_key: "ssh-ed25519 AAAA me" };
  const added = withId.parse(await call("POST", "/sshkeys/add", key));
  await call("POST", "/sshkeys/add", key);
  await call("GET", `/sshkeys/${added.id}/info`);
  await call("POST", `/sshkeys/${added.id}/setdefault`);
  const body = {
    cloud: "lambdalabs",
    region: "us-west-1",
    shade_instance_type: "A10",
    shade_cloud: true,
    name: "ch-one",
    os: "ubuntu22.04_cuda12.2_shade_os",
    ssh_key_id: added.id,
    envs: [{ name: "MODEL", value: "one" }],
    launch_configuration: {
      type: "script",
      script_configuration: { base64_script: "IyEvYmluL2Jhc2gK" },
    },
  };
  const { id } = withId.parse(await call("POST", "/instances/create", body));
  await call("POST", "/instances/create", { ...body, os: "windows" });
  await call("POST", "/instances/create", body, "sandbox-shadeform-poor");
  await call("POST", "/instances/create", body, "sandbox-shadeform-full");
  await call("GET", `/instances/${id}/info`);
  await advance(MINUTE_MS);
  await call("GET", "/instances");
  await call("GET", `/instances/${id}/info`);
  await call("POST", `/instances/${id}/update`, { name: "ch-renamed", tags: ["a"] });
  await call("POST", `/instances/${id}/restart`);
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: 3 } });
  await call("GET", "/instances");
  await call("POST", `/instances/${id}/delete`);
  await call("GET", "/instances");
  await advance(MINUTE_MS);
  await call("GET", `/instances/${id}/info`);
  await call("POST", `/instances/${id}/delete`);
};

export const spoken: SpokenLife = {
  document: { file: "shadeform.yaml", closed: "top", prefix: "" },
  life: shadeform,
  deviations: [
    {
      pattern: / 4\d\d: answer status is not in the document$/,
      reason: "the document lists no refusals; the fact sheet tells of their form alone",
    },
  ],
};
