/**
 * Runs `ask` for every item, at most `limit` of them at the same time, and answers what each gave,
 * in the order of the items. The first failure is the failure of all.
 */
export async function fewAtATime<T, R>(
  items: readonly T[],
  limit: number,
  ask: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [place, item] of waiting) answers[place] = await ask(item);
  };
  await Promise.all(Array.from({ length: limit }, work));
  return answers;
}
