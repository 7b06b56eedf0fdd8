/**
 * Lets the event loop turn once, in a page, a worker or Node: messages, clicks and signals that wait are heard. Waiting for a number from
 * tfjs does not do that where the number is there already, as on the WASM backend.
 */
export function letEventsIn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
