import type { AdapterSettings, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { lambdaClient } from "./client";
import { ensureSshKey } from "./ensure-ssh-key";
import { requireLaunchable, toInstance, toLaunchBody, toOffers } from "./map";
import { meta } from "./meta";
import { pause } from "./pause";
import { instanceTypeItem } from "./wire";

/** Lambda Cloud: virtual machines that can only be ended, never stopped. */
export function createLambda({ baseUrl, pace = 1 }: AdapterSettings): ProviderAdapter {
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
    },
    instances: {
      async launch(credentials, spec, context) {
        const publicKey = requireLaunchable(spec);
        const rest = () => pause(pace, context);
        const keyName = await ensureSshKey(client, credentials, { publicKey, rest, context });
        await rest();
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
  };
}
