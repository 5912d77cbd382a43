import { z } from "zod";
import { MINUTE_MS, type SpokenLife, withId } from "./spoken";

const lambda: SpokenLife["life"] = async (call, advance, control) => {
  await call("GET", "/instance-types");
  await call("GET", "/instance-types", undefined, "wrong");
  await call("GET", "/regions");
  await call("GET", "/images");
  const key = z
    .object({ data: withId })
    .parse(await call("POST", "/ssh-keys", { name: "laptop", public_key: "ssh-ed25519 AAAA me" }));
  await call("POST", "/ssh-keys", { name: "laptop" });
  await call("POST", "/ssh-keys", { name: "made" });
  await call("GET", "/ssh-keys");
  const body = {
    region_name: "us-west-1",
    instance_type_name: "gpu_1x_a10",
    ssh_key_names: ["laptop"],
    name: "ch-one",
    user_data: "#cloud-config\n",
    image: { family: "lambda-stack-22-04" },
    tags: [{ key: "computehub", value: "ch-one" }],
  };
  const launch = "/instance-operations/launch";
  const disk = z
    .object({ data: withId })
    .parse(await call("POST", "/filesystems", { name: "models", region: "us-west-1" }));
  await call("POST", "/filesystems", { name: "models", region: "us-west-1" });
  await call("GET", "/file-systems");
  const file_system_mounts = [{ mount_point: "/data", file_system_id: disk.data.id }];
  const launched = z
    .object({ data: z.object({ instance_ids: z.array(z.string()) }) })
    .parse(await call("POST", launch, { ...body, file_system_mounts }));
  await call("POST", launch, { ...body, region_name: "us-south-1", file_system_mounts });
  await call("DELETE", `/filesystems/${disk.data.id}`);
  await call("GET", "/file-systems");
  const { instance_ids } = launched.data;
  await call("POST", launch, { ...body, ssh_key_names: ["missing"] });
  await call("POST", launch, { ...body, region_name: "us-east-1" });
  await call("POST", launch, { ...body, name: "x".repeat(65) });
  await call("POST", launch, body, "sandbox-lambda-inactive");
  await control("settings", { quota: 1 });
  await call("POST", launch, body);
  await call("GET", "/instances");
  await advance(MINUTE_MS);
  await call("GET", `/instances/${instance_ids[0]}`);
  await call("POST", `/instances/${instance_ids[0]}`, { name: "ch-renamed" });
  await call("POST", "/instance-operations/restart", { instance_ids });
  await call("POST", "/instance-operations/restart", { instance_ids });
  await advance(MINUTE_MS);
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: null } });
  await call("GET", "/instances");
  await call("POST", "/instance-operations/terminate", { instance_ids });
  await call("GET", "/instances");
  await advance(MINUTE_MS);
  await call("GET", `/instances/${instance_ids[0]}`);
  await call("POST", "/instance-operations/terminate", { instance_ids });
  await call("DELETE", `/filesystems/${disk.data.id}`);
  await call("DELETE", `/filesystems/${disk.data.id}`);
  await call("DELETE", `/ssh-keys/${key.data.id}`);
  await call("DELETE", `/ssh-keys/${key.data.id}`);
};

export const spoken: SpokenLife = {
  document: { file: "lambda.json", closed: "deep", prefix: "/api/v1" },
  life: lambda,
  deviations: [
    {
      pattern: /^GET .* 429: answer status is not in the document$/,
      reason:
        "the fact sheet tells of 429; the document of 1.10.0 lists none, its body is our guess",
    },
  ],
};
