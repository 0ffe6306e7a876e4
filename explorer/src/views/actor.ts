import type { View } from '../app';
export const actor: View = (_app, _m, host) => { host.textContent = 'actor'; };
