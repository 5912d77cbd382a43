import { openQueue, openWorker } from "@/lib/jobs/backend";
import { median } from "./report";

const JOBS = 2_000;
const ROUNDS = 3;

/** Jobs a second that one worker takes from a filled queue, each doing nothing. */
async function jobsPerSecond(name: string): Promise<number> {
  const queue = openQueue(name);
  const { promise: all, resolve: finish } = Promise.withResolvers<void>();
  let done = 0;
  const processor = async () => {
    done += 1;
    if (done === JOBS) finish();
  };
  const onError = (error: Error) => console.error(error.message);
  for (let index = 0; index < JOBS; index += 1) await queue.add("nothing", { index });
  const worker = openWorker(name, processor, { concurrency: 20, onError });
  const began = performance.now();
  void worker.run();
  await all;
  const seconds = (performance.now() - began) / 1000;
  await worker.close();
  await queue.close();
  return JOBS / seconds;
}

const rates: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  rates.push(await jobsPerSecond(`bench-${process.pid}-${round}`));
}
console.log(JSON.stringify({ perSecond: median(rates) }));
process.exit(0);
