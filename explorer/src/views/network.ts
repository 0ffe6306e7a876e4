import type { View } from '../app';
export const network: View = (_app, _m, host) => { host.textContent = 'network'; };
