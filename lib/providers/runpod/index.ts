import type { AdapterSettings, ProviderAdapter } from "../contract";
import { goneIs } from "../gone";
import { joinLists, readRows } from "../read-rows";
import { type Cloud, runpodClient } from "./client";
import { toBilled, toCreateBody, toInstance, toOffers } from "./map";
import { toSshKey, toVolume } from "./map-account";
import { meta } from "./meta";
import { openList } from "./open-list";
import { toLines } from "./pod-log";
import { gpuType } from "./wire";

const LOG_LINES = 500;
const clouds: readonly Cloud[] = ["SECURE", "COMMUNITY"];

/** RunPod over REST v2: containers that can stop and start again. */
export function createRunpod({ baseUrl, hosts }: AdapterSettings): ProviderAdapter {
  const client = runpodClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const lists = clouds.map(async (cloud) => {
          const { gpus } = await client.gpus(credentials, cloud, { signal });
          return readRows(gpus, gpuType, (gpu) => toOffers(gpu, cloud));
        });
        return joinLists(await Promise.all(lists));
      },
      listOpen: (context) => openList(hosts?.open ?? baseUrl, context),
    },
    keys: {
      async verify(credentials, context) {
        await client.pods(credentials, context);
        return { account: null, canLaunch: null };
      },
      async sshKeys(credentials, context) {
        return (await client.sshKeys(credentials, context)).keys.map(toSshKey);
      },
    },
    instances: {
      async launch(credentials, spec, context) {
        const { id } = await client.createPod(credentials, toCreateBody(spec), context);
        return { id };
      },
      async get(credentials, id, context) {
        const found = await goneIs(null, client.pod(credentials, id, context));
        return found && toInstance(found);
      },
      async list(credentials, context) {
        const { pods } = await client.pods(credentials, context);
        return pods.map(toInstance);
      },
      async terminate(credentials, id, context) {
        await goneIs(undefined, client.deletePod(credentials, id, context));
      },
      async stop(credentials, id, context) {
        await client.act(credentials, id, "stop", context);
      },
      async start(credentials, id, context) {
        await client.act(credentials, id, "start", context);
        return { id };
      },
      async restart(credentials, id, context) {
        await client.act(credentials, id, "restart", context);
      },
      async billed(credentials, machine, context) {
        return toBilled(await client.podBilling(credentials, machine, context));
      },
      async logs(credentials, id, context) {
        return toLines(await client.podLogs(credentials, id, LOG_LINES, context), LOG_LINES);
      },
    },
    volumes: {
      async list(credentials, context) {
        const { networkVolumes } = await client.volumes(credentials, context);
        if (networkVolumes.length === 0) return [];
        const { pods } = await client.everyPod(credentials, context);
        return networkVolumes.map((volume) => toVolume(volume, pods));
      },
      async remove(credentials, id, context) {
        await goneIs(undefined, client.deleteVolume(credentials, id, context));
      },
    },
  };
}
