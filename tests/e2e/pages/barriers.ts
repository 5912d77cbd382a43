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
  // In the page itself, and only violations in full: it has no frames, and passes nobody reads.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
}
