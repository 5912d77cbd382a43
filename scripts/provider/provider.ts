import { adapterMakers } from "@/lib/providers/registry";
import { tellStepsOn } from "../boot/progress.mjs";
import { Refusal } from "../launch/refusal";
import { clockAt } from "./clock-at";
import { makeCall } from "./make-call";
import { readOrder } from "./read-order";

const WRONG_USAGE = 2;

/** One adapter call for an operator: one JSON document on stdout, refusals as a sentence on stderr. */
async function run(): Promise<void> {
  tellStepsOn(process.stderr);
  const order = readOrder(process.argv.slice(2));
  const { settings, meta } = order;
  const isElsewhere = settings.baseUrl !== meta.apiUrl;
  const clock = isElsewhere ? await clockAt(settings.baseUrl) : undefined;
  const adapter = adapterMakers[meta.id]?.({ ...settings, ...(clock && { clock }) });
  if (!adapter) throw new Refusal(`There is no adapter for ${meta.id}.`);
  const outcome = await makeCall(adapter, order);
  process.stdout.write(`${JSON.stringify(outcome.document, null, 2)}\n`);
  process.exitCode = outcome.failed ? 1 : 0;
}

try {
  await run();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`\n  ${error.message}\n\n`);
  process.exitCode = WRONG_USAGE;
}
