import { inject } from "vitest";

/** The installation this file has to itself while it runs: where it answers, and its settings. */
export function here() {
  const installations = inject("installations");
  // Vitest numbers the places in which files run beside each other from 1.
  const place = Number(process.env.VITEST_POOL_ID);
  const installation = installations[place - 1];
  if (!installation) throw new Error(`There is no installation for place ${place}.`);
  return installation;
}
