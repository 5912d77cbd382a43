import { notFound } from "next/navigation";

export const revalidate = 30;

/** No id is known at build time; each is answered when first asked for. */
export function generateStaticParams(): { model: string }[] {
  return [];
}

/**
 * Every `/gpus/<id>` nobody knows: next.config.ts leads here. A route of its own, because what
 * `not-found.tsx` shows would else be made and sent along with the page of every GPU.
 */
export default function UnknownModelPage(): never {
  notFound();
}
