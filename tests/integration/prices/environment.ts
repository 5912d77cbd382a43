/** Sends the product's calls to the providers of this sandbox. */
export function useSandbox(sandboxUrl: string): void {
  process.env.SANDBOX_URL = sandboxUrl;
}
