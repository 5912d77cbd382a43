import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";

/**
 * What keeps people from using a page, each with the element. Waits until nothing fades or slides any
 * more: half faded in, colours are not those that are read.
 */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ effect, playState }) =>
          playState !== "running" || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
}
