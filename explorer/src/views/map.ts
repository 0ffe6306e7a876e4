import type { View } from '../app';
export const map: View = (_app, _m, host) => { host.textContent = 'map'; };
