/**
 * The two characters of "Chinese" in Chinese, drawn: a system without Chinese fonts would show
 * boxes, and a font file for two characters costs more than their eight strokes.
 */
export function ChineseName({ name }: { readonly name: string }) {
  return (
    <>
      <svg
        viewBox="0 0 29 14"
        className="h-3.5 w-7.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.15"
        aria-hidden="true"
      >
        <path d="M1.8 3.8h10.4v5.1H1.8zM7 .8v12.6" />
        <path d="M20.9.7q.9 1 1.2 2M16 3.2h12.2M25.6 3.3q-1.7 7.400-9.500 9.900M18.500 3.300q2 7.300 9.800 9.900" />
      </svg>
      <span className="sr-only">{name}</span>
    </>
  );
}
