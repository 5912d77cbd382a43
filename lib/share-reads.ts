const nothing = () => undefined;

/**
 * Makes reads that are dear and alike fewer: while one with a key is under way, all who ask share the
 * next one. Everybody's answer is of a moment after they asked, and a key is read once at a time. All
 * that a read depends on must be in its key.
 */
export function shareReads<T>() {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<T>>();

  function begin(key: string, read: () => Promise<T>): Promise<T> {
    const answer = read();
    const over = answer.then(nothing, nothing).then(() => {
      running.delete(key);
    });
    running.set(key, over);
    return answer;
  }

  return (key: string, read: () => Promise<T>): Promise<T> => {
    const next = waiting.get(key);
    if (next) return next;
    const before = running.get(key);
    if (!before) return begin(key, read);
    const made = before.then(() => {
      waiting.delete(key);
      return begin(key, read);
    });
    waiting.set(key, made);
    return made;
  };
}
