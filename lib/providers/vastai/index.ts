import { cheapestPerKey } from "../cheapest-per-key";
import type { AdapterSettings, ProviderAdapter } from "../contract";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { readBalance, verifyKey } from "./account";
import { billedFor } from "./billed";
import { vastaiClient } from "./client";
import { listSshKeys } from "./ensure-ssh-key";
import { launch } from "./launch";
import { findMachine, listMachines, startMachine } from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { listAsks } from "./price-list";
import { readLogs } from "./read-logs";
import { volumesFace } from "./volumes";
import { ask } from "./wire";

/**
 * Vast.ai: slices of verified hosts' machines all over the world. Listed is the cheapest of each
 * kind and country; a launch looks for the ask that is the cheapest of them then.
 */
export function createVastai({ baseUrl, hosts, pace = 1 }: AdapterSettings): ProviderAdapter {
  const client = vastaiClient(baseUrl);
  const logsPlace = { root: hosts?.logs ?? baseUrl, pace };
  return {
    meta,
    prices: {
      async list({ signal }) {
        return cheapestPerKey(readRows(await listAsks(client, pace, { signal }), ask, toOffers));
      },
    },
    keys: {
      verify: (credentials, context) => verifyKey(client, credentials, context),
      balance: (credentials, context) => readBalance(client, credentials, context),
      sshKeys: (credentials, context) => listSshKeys(client, credentials, context),
    },
    instances: {
      launch: (credentials, spec, context) => launch(client, credentials, { spec, context }),
      get: (credentials, id, context) => findMachine(client, credentials, { id, context }),
      list: (credentials, context) => listMachines(client, credentials, context),
      async terminate(credentials, id, context) {
        await goneIs(undefined, client.destroy(credentials, id, context));
      },
      async stop(credentials, id, context) {
        await client.setState(credentials, id, "stopped", context);
      },
      start: (credentials, id, context) => startMachine(client, credentials, { id, context }),
      async restart(credentials, id, context) {
        await client.reboot(credentials, id, context);
      },
      logs: (credentials, id, context) => readLogs(client, logsPlace, { credentials, id, context }),
      billed: (credentials, machine, context) =>
        billedFor(client, credentials, { machine, context }),
    },
    volumes: volumesFace(client),
  };
}
