import type { Page } from '@playwright/test';

/** Notes everything that a page should never do: errors, breaches of its own security policy, requests to other sites. Call it before `goto`. */
export async function watchPage(page: Page, origin: string): Promise<string[]> {
  const faults: string[] = [];
  await page.exposeFunction('reportBreach', (breach: string) => faults.push(`security policy: ${breach}`));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportBreach } = globalThis as unknown as { reportBreach: (breach: string) => void };
      reportBreach(`${violatedDirective} ${blockedURI}`);
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    // Every file of the site, worker scripts too: a worker obeys the policy that its own script came with.
    if (response.url().startsWith('http') && response.headers()['content-security-policy'] === undefined)
      faults.push(`no security policy: ${response.url()}`);
    if (response.status() >= 400) faults.push(`answer ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) faults.push(`foreign request: ${request.url()}`);
  });
  return faults;
}
