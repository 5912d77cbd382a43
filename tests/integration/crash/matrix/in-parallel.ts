/** Does the work on all items, so many at a time; answers in their order. */
export async function inParallel<T, R>(
  items: readonly T[],
  sideBySide: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  const waiting = [...items.entries()];
  const take = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      answers[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, take));
  return answers;
}

/** Lets the work given to it run one after another. */
export function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
