import { WasmModule } from './WasmModule';

let known: boolean | undefined;

/** Whether WebAssembly with SIMD can be compiled here: it may be missing, old, or forbidden by a page's content security policy. */
export function hasVectors(): boolean {
  if (known !== undefined) return known;
  try {
    const probe = new WasmModule();
    probe.add(['i32'], (body) => body.i32(0).v128(1).storeV128());
    known = new WebAssembly.Module(probe.toBytes()) instanceof WebAssembly.Module;
  } catch {
    known = false;
  }
  return known;
}
