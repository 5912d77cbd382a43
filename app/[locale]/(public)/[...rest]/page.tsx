import { notFound } from "next/navigation";

/** Every address no other page answers. */
export default function UnknownPage(): never {
  notFound();
}
