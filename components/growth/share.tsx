"use client";

/** A number with its share of a whole, in whole percent rounded down; the number alone of nothing. */
export function Share({ part, whole }: { readonly part: number; readonly whole: number }) {
  return (
    <>
      {part}{" "}
      <span className="inline-block min-w-12 text-sm text-faint">
        {whole === 0 ? "–" : `${Math.floor((part * 100) / whole)} %`}
      </span>
    </>
  );
}
