/** A figure's props from their JSON, with the equations that its HTML shows read from there; see `leaveOutDrawn`. Before it is brought to life. */
export function restoreDrawn(json: string, island: Element): object {
  const drawn = island.querySelectorAll('[data-equation]');
  return JSON.parse(json, (key, value: unknown) => {
    if (key !== 'html' || typeof value !== 'object' || value === null || !('drawn' in value)) return value;
    // What the pointer has just lit is not part of the equation.
    return drawn[Number(value.drawn)]?.innerHTML.replaceAll(' is-lit', '') ?? '';
  }) as object;
}
