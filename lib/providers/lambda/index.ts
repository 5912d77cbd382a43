import type { AdapterSettings, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { lambdaClient } from "./client";
import { ensureSshKey } from "./ensure-ssh-key";
import { requireLaunchable, toInstance, toLaunchBody, toOffers, toVolume } from "./map";
import { meta } from "./meta";
import { instanceTypeItem } from "./wire";

/** Lambda Cloud: virtual machines that can only be ended, never stopped. */
export function createLambda({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = lambdaClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const { data } = await client.instanceTypes(credentials, { signal });
        return readRows(Object.values(data), instanceTypeItem, toOffers);
      },
    },
    keys: {
      async verify(credentials, context) {
        await client.instanceTypes(credentials, context);
        return { account: null, canLaunch: true };
      },
      async sshKeys(credentials, context) {
        const { data } = await client.sshKeys(credentials, context);
        return data.map(({ id, name, public_key: publicKey }) => ({ id, name, publicKey }));
      },
    },
    instances: {
      async launch(credentials, spec, context) {
        const publicKey = requireLaunchable(spec);
        const keyName = await ensureSshKey(client, credentials, { publicKey, context });
        const { data } = await client.launch(credentials, toLaunchBody(spec, keyName), context);
        const [id] = data.instance_ids;
        if (id === undefined) throw new ProviderError("ambiguous", { detail: "no id answered" });
        return { id };
      },
      async get(credentials, id, context) {
        const found = await goneIs(null, client.instance(credentials, id, context));
        return found && toInstance(found.data);
      },
      async list(credentials, context) {
        const { data } = await client.instances(credentials, context);
        return data.map(toInstance);
      },
      async terminate(credentials, id, context) {
        await goneIs(undefined, client.terminate(credentials, id, context));
      },
      async restart(credentials, id, context) {
        await client.restart(credentials, id, context);
      },
    },
    volumes: {
      async list(credentials, context) {
        const fileSystems = (await client.fileSystems(credentials, context)).data;
        const isUsed = fileSystems.some((one) => one.is_in_use);
        const machines = isUsed ? (await client.instances(credentials, context)).data : [];
        return fileSystems.map((one) => toVolume(one, machines));
      },
      async remove(credentials, id, context) {
        await goneIs(undefined, client.deleteFileSystem(credentials, id, context));
      },
    },
  };
}
