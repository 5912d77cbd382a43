import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/**
 * Files that take far longer than their size tells, the longest first. Vitest starts large files
 * first where it knows no times, so that these would run alone at the end.
 */
const longest = [
  "tests/integration/tenancy/verb-matrix.test.ts",
  "tests/integration/crash/matrix.test.ts",
  "tests/e2e/axe.test.ts",
  "tests/e2e/offers.test.ts",
  "tests/integration/operations/model.test.ts",
  "tests/integration/operations/two-histories.test.ts",
  "tests/integration/operations/every-provider.test.ts",
  "tests/e2e/machines.test.ts",
  "tests/e2e/database-away.test.ts",
  "tests/integration/crash/absent-launch.test.ts",
  "tests/integration/deployments/candidates-crash.test.ts",
];

/** Starts the longest files first and the others in the usual order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return place === -1 ? longest.length : place;
    };
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}
