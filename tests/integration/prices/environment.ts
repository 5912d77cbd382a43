/** Sends the product's calls to the providers of this sandbox. */
export function useSandbox(sandboxUrl: string): void {
  process.env.PROVIDER_URLS = JSON.stringify({
    runpod: `${sandboxUrl}/runpod/v2`,
    lambda: `${sandboxUrl}/lambda/api/v1`,
    vultr: `${sandboxUrl}/vultr/v2`,
    cloudrift: `${sandboxUrl}/cloudrift/api/v1`,
  });
}
