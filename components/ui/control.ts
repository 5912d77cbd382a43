/** The look shared by everything one can type into or choose from. */
export const controlClass =
  "w-full rounded border border-line-strong bg-surface px-3 text-base text-ink " +
  "placeholder:text-faint hover:border-muted aria-invalid:border-bad disabled:opacity-55 " +
  "focus-visible:outline-offset-0 max-md:text-md";
