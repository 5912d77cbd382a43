/** An object as the API writes it. */
export type Wire = Record<string, unknown>;

export function isObject(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of `before` that are different in `after`; within objects only what differs. */
export function difference(before: Wire, after: Wire): Wire {
  const changed: Wire = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[key];
    const is = after[key];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    changed[key] = isObject(was) && isObject(is) ? difference(was, is) : (was ?? null);
  }
  return changed;
}
