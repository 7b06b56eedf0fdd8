/**
 * Lets the worker's messages in, then goes on. A timer would be held back in a hidden tab, and on WASM an awaited promise never leaves the
 * turn: a message to itself does, at once, and goes on in hidden tabs too.
 */
export function letMessagesIn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
